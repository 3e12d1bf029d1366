"""Verbs that enter several figures at once: all of them, or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plans.models import Measure, Reading
from plans.policies.batches import Entered, FiguresMoved, Judged, check_batch, digest_of, judge_all
from plans.policies.readings import enterable
from plans.policies.rows import Fate
from plans.policies.work import check_reason
from plans.queries.alongside import Alongside, alongside_of
from plans.queries.entered import entered_of
from sendtrack.accounts.models import Access, User
from sendtrack.history import record, save_together
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet


def enter_readings(
    *,
    access: Access,
    entered: Sequence[Entered],
    seen: str,
    by: User,
    on: date,
    reason: str = "",
) -> list[Judged]:
    """Put down the figures that say something new, in one transaction: each with one row of
    history. What takes the place of a figure needs the reason.

    `seen` is the digest of what the person was shown. Raises `FiguresMoved` where it is no longer
    so, `Refusal` where one of them can't be saved or is doubtful without a word about it.
    """
    with record(actor=by, reason=reason.strip() or "Entered figures"):
        beside = _read_again(access, entered, on)
        now = [replace(each, series=beside.series[each.series.measure.pk]) for each in entered]
        judged = judge_all(now, on=on, beside=beside)
        if digest_of(judged) != seen:
            raise FiguresMoved
        check_batch(judged)
        taken = [each for each in judged if each.changes_something]
        if any(each.fate == Fate.CHANGED for each in taken):
            check_reason(reason)
        put_down(taken, reason=reason, by=by, on=on)
    return judged


def put_down(judged: Sequence[Judged], *, reason: str, by: User, on: date) -> None:
    """Save figures that were judged as they stand now, inside `record()`."""
    save_together([(_row(each, by, on), _why(each, reason)) for each in judged])


def hold_figures(area: LocalArea, measures: AreaQuerySet) -> None:
    """Keep measures and their figures as they are until the transaction ends. Two queries."""
    held = measures.order_by("pk").select_for_update(of=("self",))
    keys = list(held.values_list("pk", flat=True))
    readings = Reading.objects.of(area).filter(measure__in=keys).order_by("pk")
    list(readings.select_for_update(of=("self",)).values_list("pk", flat=True))


def _read_again(access: Access, entered: Sequence[Entered], on: date) -> Alongside:
    """The measures as they are now, those of the batch held until the transaction ends. A dozen
    queries. Raises `FiguresMoved` where one of them is no longer this person's to enter."""
    area, mine = access.local_area, enterable(access, on)
    keys = {each.series.measure.pk for each in entered}
    hold_figures(area, Measure.objects.of(area).filter(pk__in=keys))
    beside = alongside_of(area, entered_of(area, on, mine))
    if not keys <= beside.series.keys():
        raise FiguresMoved
    return beside


def _row(judged: Judged, by: User, on: date) -> Reading:
    """The figure as it is to be saved."""
    series, period = judged.entered.series, judged.entered.period
    row = judged.known or Reading(
        local_area=series.measure.local_area,
        measure=series.measure,
        period_start=period.start,
        period_end=period.end,
    )
    assert judged.definition is not None
    assert judged.source_on is not None
    kept, row.definition = judged.kept, judged.definition
    row.value, row.numerator, row.denominator = kept.value, kept.numerator, kept.denominator
    row.absence, row.finality, row.note = kept.absence, judged.finality, judged.note
    row.source, row.source_on = judged.source, judged.source_on
    row.entered_on, row.entered_by, row.audit = on, by, None
    return row


def _why(judged: Judged, reason: str) -> str:
    return reason.strip() or f"Entered {judged.name}"
