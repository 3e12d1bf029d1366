"""Verbs that write measures, what they count, and what is decided about their series."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Unpack

from plans.changes.numbering import hold, next_number
from plans.models import (
    Action,
    AreaOfWeakness,
    Definition,
    Measure,
    MeasureArea,
    Rebase,
    TrajectoryPoint,
)
from plans.policies.measures import (
    Told,
    check_baseline,
    check_begins,
    check_definition,
    check_in_use,
    check_name,
    check_none_after,
    check_nothing_entered,
    check_owner,
    check_rebase,
    has_values,
)
from plans.policies.work import check_reason, check_words
from plans.queries.entered import entered_of
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Organisation, Post
from sendtrack.refusals import Refusal


def add_measure(
    *,
    area: LocalArea,
    name: str,
    owner: Post,
    from_on: date,
    by: User,
    on: date,
    areas: Sequence[AreaOfWeakness] = (),
    supplier: Organisation | None = None,
    plain_name: str = "",
    rationale: str = "",
    library_key: str = "",
    is_headline: bool = False,
    leads: str = "",
    **told: Unpack[Told],
) -> Measure:
    """Begin to measure something: what, who answers for it, and what exactly is counted from
    `from_on`, the first day of a period."""
    check_owner(owner)
    measure = Measure(
        local_area=area,
        name=check_name(name),
        plain_name=plain_name.strip(),
        rationale=rationale.strip(),
        library_key=library_key,
        owner=owner,
        supplier=supplier,
        is_headline=is_headline,
        leads=leads,
    )
    definition = Definition(
        local_area=area, number=1, from_on=from_on, defined_on=on, defined_by=by, **_clean(told)
    )
    check_definition(definition)
    check_begins(definition, after=None)
    with record(actor=by, reason=f"Began to measure: {measure.name}"):
        hold(area)
        refs = Measure.objects.of(area).values_list("ref", flat=True)
        measure.ref = f"M{next_number(refs)}"
        measure.save()
        definition.measure = measure
        definition.save()
        for each in areas:
            MeasureArea(local_area=area, measure=measure, area=each).save()
    return measure


def _clean(told: Told) -> dict[str, Any]:
    return {
        field: value.strip() if isinstance(value, str) else value for field, value in told.items()
    }


def edit_measure(
    *,
    measure: Measure,
    version: int,
    name: str,
    owner: Post,
    areas: Iterable[AreaOfWeakness],
    by: User,
    reason: str,
    supplier: Organisation | None = None,
    plain_name: str = "",
    rationale: str = "",
    is_headline: bool = False,
    leads: str = "",
) -> Measure:
    """Change what a measure is called, what it tells of and who answers for it; what it counts
    changes by `redefine`. Raises `Stale`."""
    name = check_name(name)
    check_owner(owner)
    with record(actor=by, reason=check_reason(reason)):
        current = measure.lock(version=version)
        check_in_use(current)
        current.name, current.plain_name = name, plain_name.strip()
        current.rationale = rationale.strip()
        current.owner, current.supplier = owner, supplier
        current.is_headline, current.leads = is_headline, leads
        current.save()
        _link(current, areas)
    return current


def _link(measure: Measure, areas: Iterable[AreaOfWeakness]) -> None:
    wanted = {area.pk: area for area in areas}
    for link in measure.area_links.all():
        if wanted.pop(link.area_id, None) is None:
            link.delete()
    for area in wanted.values():
        MeasureArea(local_area=measure.local_area, measure=measure, area=area).save()


def retire_measure(*, measure: Measure, version: int, because: str, by: User, on: date) -> Measure:
    """Count no further. The series and its history stay. Raises `Stale`."""
    because = check_words(because, missing="Say why it is no longer counted.", field="because")
    with record(actor=by, reason=f"Retired: {because}"):
        current = measure.lock(version=version)
        check_in_use(current)
        current.retired_on, current.retired_because = on, because
        current.save()
    return current


def redefine(
    *,
    measure: Measure,
    version: int,
    from_on: date,
    because: str,
    by: User,
    on: date,
    **told: Unpack[Told],
) -> Definition:
    """Count something else from `from_on`, the first day of a period. No line is drawn across that
    day. Raises `Stale`."""
    because = check_words(because, missing="Say why it is counted differently.", field="because")
    with record(actor=by, reason=f"Defined anew: {because}"):
        current = measure.lock(version=version)
        check_in_use(current)
        last = current.definitions.order_by("number").last()
        assert last is not None
        definition = Definition(
            local_area=current.local_area,
            measure=current,
            number=last.number + 1,
            from_on=from_on,
            because=because,
            defined_on=on,
            defined_by=by,
            **_clean(told),
        )
        check_definition(definition)
        check_begins(definition, after=last)
        check_none_after(current, from_on)
        definition.save()
        if not has_values(current):
            current.values_agreed_for = definition.number
        current.save()
    return definition


def edit_definition(
    *, definition: Definition, version: int, by: User, reason: str, **told: Unpack[Told]
) -> Definition:
    """Put right how a definition is worded, while no figure stands under it. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = definition.lock(version=version)
        check_nothing_entered(current)
        for field, value in _clean(told).items():
            setattr(current, field, value)
        check_definition(current)
        current.save()
    return current


def rebase(
    *,
    measure: Measure,
    version: int,
    starts_on: date,
    because: str,
    by: User,
    on: date,
    action: Action | None = None,
) -> Rebase:
    """Work out mean and limits afresh from a known, lasting change. Raises `Stale`."""
    because = check_words(
        because,
        missing="Say what changed for good, and how it is known.",
        field="because",
    )
    with record(actor=by, reason=f"Rebased: {because}"):
        current = measure.lock(version=version)
        check_in_use(current)
        check_rebase(current, starts_on=starts_on, action=action)
        row = Rebase(
            local_area=current.local_area,
            measure=current,
            starts_on=starts_on,
            because=because,
            action=action,
            decided_on=on,
            decided_by=by,
        )
        row.save()
        current.save()
    return row


def set_chart(
    *,
    measure: Measure,
    version: int,
    chart_rules: str,
    baseline_points: int | None,
    by: User,
    reason: str,
) -> Measure:
    """Choose the rules that a chart is read by, and over how many first points its limits are
    fixed. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = measure.lock(version=version)
        check_in_use(current)
        check_baseline(baseline_points)
        current.chart_rules, current.baseline_points = chart_rules, baseline_points
        current.save()
    return current


def undo_rebase(*, rebase: Rebase, version: int, by: User, reason: str) -> Rebase:
    """Take a rebase back: mean and limits run through again. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        rebase.lock(version=version).delete()
    return rebase


def set_point(
    *,
    measure: Measure,
    by_on: date,
    value: Decimal,
    tolerance: Decimal | None,
    source: str,
    by: User,
    reason: str,
) -> TrajectoryPoint:
    """Say where a measure should stand by a day; a point for that day is set again."""
    source = check_words(source, missing="Say who agreed it, and where.", field="source")
    with record(actor=by, reason=check_reason(reason)):
        current = measure.lock()
        check_in_use(current)
        known = current.trajectory.filter(by_on=by_on).first()
        point = known or TrajectoryPoint(
            local_area=current.local_area, measure=current, by_on=by_on
        )
        point.value, point.tolerance, point.source = value, tolerance, source
        known_then = current.definitions.filter(from_on__lte=by_on).order_by("-number")
        point.agreed_for = known_then.values_list("number", flat=True).first() or 1
        point.save()
    return point


def agree_values(
    *, measure: Measure, version: int, seen: str, by: User, on: date, reason: str
) -> Measure:
    """Say that the values ahead are meant for what is counted now and stand as they are. `seen` is
    what the page showed of them (`Series.values_told`): nobody agrees to what they did not see.
    Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = measure.lock(version=version)
        check_in_use(current)
        begun = current.definitions.filter(from_on__lte=on).order_by("-number")
        number = begun.values_list("number", flat=True).first() or 1
        if number <= current.values_agreed_for:
            raise Refusal(f"The values of {current.ref} are agreed for what it counts now.")
        [series] = entered_of(current.local_area, on, Measure.objects.filter(pk=current.pk))
        if seen != series.values_told:
            raise Refusal("The values have changed since you opened this page: here they are.")
        current.values_agreed_for = number
        current.save()
    return current


def remove_point(*, point: TrajectoryPoint, version: int, by: User, reason: str) -> TrajectoryPoint:
    """Take a point of the trajectory away. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        point.lock(version=version).delete()
    return point
