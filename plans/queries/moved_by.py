"""Which actions are meant to move a measure."""

from plans.models import Action
from plans.queries.actions import ref_order
from plans.queries.series import Series


def moved_by(series: Series) -> list[Action]:
    """The actions of the outcomes whose targets it counts, and those that its chart was rebased
    for. One query."""
    outcomes = {step.target.outcome_id for step in series.trajectory if step.target is not None}
    named = {rebase.action_id for rebase in series.rebases if rebase.action_id}
    actions = Action.objects.of(series.measure.local_area)
    found = actions.filter(outcome__in=outcomes) | actions.filter(pk__in=named)
    return sorted(found.distinct(), key=lambda action: ref_order(action.ref))
