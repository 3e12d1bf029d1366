"""Verbs that open reports, ask for them, and move one through its compilation.

A claim is a row lock, a counted attempt and a lease. Whatever happens to the worker, the next one
may claim when the lease runs out; one that lost its claim finds out before it writes anything.
"""

from datetime import date, datetime, timedelta

from plans.models import Regime
from reviews.models import Return
from reviews.policies import check_can_compile
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import Period, day_in_words
from sendtrack.wake import wake

LEASE = timedelta(minutes=2)
"""Longer than a compilation may take, whose task is ended after 110 seconds; short enough that
what a dead worker had in hand is done within three minutes."""

MOST_ATTEMPTS = 5
FIRST_DELAY = timedelta(minutes=1)

MISSED = "The period passed before it could be compiled here."
GAVE_UP = "It was begun five times, and each time the worker stopped before it was done."


class LostClaimError(RuntimeError):
    """The lease ran out and another worker has the report: whatever was made is thrown away."""


def open_due_returns(*, regime: Regime, on: date, by: User) -> list[Return]:
    """A row for every reporting period that ended before `on` and has none yet.

    The newest becomes due. Older ones are recorded as missed, so that a machine that was off for
    half a year does not send three reports at once. Called again, or twice at once, it adds
    nothing. Returns the rows it added, oldest first.
    """
    periods = regime.reports_until(on)
    if not _without_row(regime, periods):
        return []
    with record(actor=by, reason="A reporting period has ended"):
        regime.lock()
        missing = _without_row(regime, periods)
        return [
            _open(regime, period, number=periods.index(period) + 1, by=by, newest=periods[-1])
            for period in missing
        ]


def _without_row(regime: Regime, periods: list[Period]) -> list[Period]:
    rows = Return.objects.filter(local_area=regime.local_area_id)
    known = set(rows.values_list("period_end", flat=True))
    return [period for period in periods if period.end not in known]


def _open(regime: Regime, period: Period, *, number: int, by: User, newest: Period) -> Return:
    is_newest = period == newest
    report = Return(
        local_area_id=regime.local_area_id,
        regime=regime,
        number=number,
        period_start=period.start,
        period_end=period.end,
        due_on=regime.report_due_on(period),
        state=ReturnState.DUE if is_newest else ReturnState.MISSED,
        because="" if is_newest else MISSED,
        asked_by=by,
        not_before=clock.now(),
    )
    report.save()
    if is_newest:
        wake("reviews.compile", report.pk)
    return report


def ask_to_compile(*, report: Return, by: User) -> Return:
    """Compile a report now: one that is due, could not be compiled, or was sent back.

    Whoever asks counts as its compiler, and cannot approve it. Raises `Refusal`.
    """
    with record(actor=by, reason="Asked for the report to be compiled"):
        current = report.lock()
        check_can_compile(current)
        current.state, current.asked_by = ReturnState.DUE, by
        current.attempts, current.because, current.stage = 0, "", ""
        current.not_before = clock.now()
        current.save()
        wake("reviews.compile", current.pk)
    return current


def claim(*, report: Return, at: datetime) -> bool:
    """Take a report in hand, if it is to be compiled and nobody has it: then `report` is the
    claimed row. The attempt is counted before any work, so that a report which kills its workers
    ends as failed."""
    with record(actor=report.asked_by, reason="Began to compile the report"):
        current = (
            Return.objects.to_compile(at)
            .select_for_update(of=("self",), skip_locked=True)
            .filter(pk=report.pk)
            .first()
        )
        if current is None:
            return False
        taken = current.attempts < MOST_ATTEMPTS
        if taken:
            current.attempts += 1
            current.state, current.lease_until = ReturnState.COMPILING, at + LEASE
            current.stage = "Starting"
        else:
            current.state, current.lease_until = ReturnState.FAILED, None
            current.stage, current.because = "", GAVE_UP
        current.save()
    report.refresh_from_db()
    return taken


def held(report: Return) -> Return:
    """The row of a claimed report, locked. Raises `LostClaimError` where the claim is gone."""
    current = report.lock()
    token = (ReturnState.COMPILING, report.attempts, report.lease_until)
    if (current.state, current.attempts, current.lease_until) != token:
        raise LostClaimError(f"{report} is no longer in the hands of this worker")
    return current


def say_stage(*, report: Return, stage: str) -> None:
    """Tell those who wait how far the compilation is. Raises `LostClaimError`."""
    with record(actor=report.asked_by, reason=stage):
        current = held(report)
        current.stage = stage
        current.save()


def put_off(*, report: Return, because: str, at: datetime) -> Return:
    """Record that an attempt failed, and why. It is tried again after 1, 2, 4 and 8 minutes; the
    fifth failure stays. Raises `LostClaimError`."""
    with record(actor=report.asked_by, reason=f"Could not compile the report: {because}"):
        current = held(report)
        last = current.attempts >= MOST_ATTEMPTS
        current.state = ReturnState.FAILED if last else ReturnState.DUE
        current.not_before = at + FIRST_DELAY * 2 ** (current.attempts - 1)
        current.lease_until, current.stage, current.because = None, "", because
        current.save()
    return current


def title_of(report: Return) -> str:
    """Progress report for the period to 9 March 2026"""
    return f"Progress report for the period to {day_in_words(report.period_end)}"
