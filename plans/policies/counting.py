"""Rules for which measure counts a target."""

from plans.measuring.words import Unit
from plans.models import Measure, Target, TargetCount
from plans.policies.measures import check_in_use
from plans.statistics.targets import PERCENT
from sendtrack.refusals import Refusal


def check_counts(measure: Measure | None, target: Target) -> Measure:
    """A target in per cent is counted by a measure in per cent, and no other. Two targets of one
    day can't ask different things of one measure. Raises `Refusal`."""
    if measure is None:
        raise Refusal("Choose the measure that counts this target.", field="measure")
    check_in_use(measure)
    definition = measure.definitions.order_by("number").last()
    assert definition is not None
    if (definition.unit == Unit.PERCENT) != (target.unit.lower() in PERCENT):
        raise Refusal(
            f"{measure.ref} is counted in {definition.get_unit_display().lower()}, this target in "
            f"{target.unit or 'words'}. Choose a measure that counts the same thing.",
            field="measure",
        )
    others = TargetCount.objects.filter(measure=measure, target__due_on=target.due_on)
    if others.exclude(target=target).exists():
        raise Refusal(f"{measure.ref} already counts another target of that day.", field="measure")
    return measure
