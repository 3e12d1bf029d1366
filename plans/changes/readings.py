"""Verbs that write figures."""

from datetime import date
from decimal import Decimal

from plans.measuring.words import Finality
from plans.models import AuditRound, Measure, Reading
from plans.policies.measures import check_in_use
from plans.policies.readings import (
    Figure,
    check_over,
    check_source,
    definition_for,
    worked_out,
)
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.periods import Period
from sendtrack.refusals import Refusal


def enter_reading(
    *,
    measure: Measure,
    period: Period,
    finality: str,
    source: str,
    source_on: date | None,
    by: User,
    on: date,
    version: int = 0,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    absence: str = "",
    note: str = "",
    reason: str = "",
    audit: AuditRound | None = None,
) -> Reading:
    """Put down the figure of a period, or why there is none. `audit` is the round of audits whose
    counts it is.

    `version` is that of the figure that stood there when the form was opened, 0 for none. What
    takes the place of a figure needs a reason, and is final or revised. Raises `Stale`.
    """
    source = check_words(source, missing="Say where the figure comes from.", field="source")
    definition = definition_for(measure, period)
    kept = worked_out(definition, Figure(value, numerator, denominator, absence))
    check_over(period, on=on)
    source_on = check_source(source_on=source_on, period=period, on=on)
    told = reason.strip() or f"Entered {definition.named(period)}"
    with record(actor=by, reason=told):
        check_in_use(measure.lock())
        known = Reading.objects.filter(
            measure=measure, period_start=period.start, period_end=period.end
        ).first()
        if known is None:
            row = Reading(
                local_area=measure.local_area,
                measure=measure,
                period_start=period.start,
                period_end=period.end,
            )
        else:
            if version == 0:
                raise Stale(known)
            row = known.lock(version=version)
            check_reason(reason)
        row.definition = definition
        _write(row, kept, finality=_finality(finality, known=known))
        row.source, row.source_on, row.note = source, source_on, note.strip()
        row.entered_on, row.entered_by, row.audit = on, by, audit
        row.save()
    return row


def _finality(finality: str, *, known: Reading | None) -> Finality:
    chosen = Finality(finality)
    if chosen == Finality.REVISED and known is None:
        raise Refusal(
            "There is no figure yet that this one could revise: choose provisional or final.",
            field="finality",
        )
    if known is not None and known.finality != Finality.PROVISIONAL:
        return Finality.REVISED
    return chosen


def _write(row: Reading, figure: Figure, *, finality: Finality) -> None:
    if row.is_baseline and figure.value is None:
        raise Refusal(
            "This figure is the baseline. Choose another baseline before taking it away.",
            field="absence",
        )
    row.value, row.numerator, row.denominator = figure.value, figure.numerator, figure.denominator
    row.absence, row.finality = figure.absence, finality


def remove_reading(*, reading: Reading, version: int, by: User, reason: str) -> Reading:
    """Take out what was entered for the wrong period or measure. Its history stays. Raises
    `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = reading.lock(version=version)
        if current.is_baseline:
            raise Refusal("This figure is the baseline. Choose another baseline first.")
        current.delete()
    return reading


def set_baseline(*, reading: Reading, version: int, by: User, reason: str) -> Reading:
    """Count progress from this figure on; the baseline before it is one no longer. Raises
    `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        reading.measure.lock()
        current = reading.lock(version=version)
        if current.value is None:
            raise Refusal("A period without a figure can't be the baseline.")
        before = Reading.objects.filter(measure=current.measure, is_baseline=True).exclude(
            pk=current.pk
        )
        for row in before:
            row.is_baseline = False
            row.save()
        current.is_baseline = True
        current.save()
    return current
