"""How the duties that come round stood, month by month.

A cell says what was done in its month; the verdict of today, with everything it weighs, stands in
the other modules. All facts come from `Known`, so a month more costs no query more. What a record
does not keep by day (which risk was past its review in May) is not judged for past months.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.states import VoiceGroup
from reviews.duties.board import days_of_notice, linked_on
from reviews.duties.impact import IMPACT
from reviews.duties.known import Known
from reviews.duties.parameters import Before, Every, Invited, Meets, Recent, UpToDate
from reviews.duties.reporting import sent_on_day, served_by
from reviews.models import Clause, Review
from reviews.states import ReturnState, VerdictWord
from sendtrack.periods import Period, add_months, month_of

MOST_MONTHS = 24

Monthly = Callable[[Clause, Known, Period], VerdictWord | None]
"""The word for one month; None where nothing fell due in it."""

MONTHLY: dict[str, tuple[Monthly, str]] = {}
"""By kind of duty: how a month is judged, and what its cells say, in words."""


@dataclass(frozen=True)
class MonthRow:
    """One clause; a word, or None, for each month."""

    clause: Clause
    about: str
    words: tuple[VerdictWord | None, ...]


@dataclass(frozen=True)
class Matrix:
    """The clauses that come round, by month. `others` are judged once, not by month."""

    months: tuple[date, ...]
    rows: tuple[MonthRow, ...]
    others: tuple[Clause, ...]
    is_cut: bool
    """Whether earlier months are left out."""


def matrix_of(clauses: Sequence[Clause], known: Known) -> Matrix:
    """The months from the Notice to the day, the latest first; at most two years."""
    months = list(_months(known.regime.issued_on, known.on))
    shown = months[: -MOST_MONTHS - 1 : -1]
    rows = [
        MonthRow(clause, about, tuple(judged(clause, known, month) for month in shown))
        for clause in clauses
        if clause.kind in MONTHLY
        for judged, about in [MONTHLY[clause.kind]]
    ]
    return Matrix(
        months=tuple(month.start for month in shown),
        rows=tuple(rows),
        others=tuple(
            each for each in clauses if each.kind not in MONTHLY and each.kind != "no-duty"
        ),
        is_cut=len(shown) < len(months),
    )


def _months(start: date, end: date) -> Iterable[Period]:
    month = month_of(start)
    while month.start <= end:
        yield month
        month = month_of(month.end + timedelta(days=1))


def monthly(kind: str, about: str) -> Callable[[Monthly], Monthly]:
    def register(judged: Monthly) -> Monthly:
        MONTHLY[kind] = judged, about
        return judged

    return register


def _is_over(month: Period, known: Known) -> bool:
    return month.end < known.on


def _in(month: Period, day: date | None) -> bool:
    return day is not None and month.start <= day <= month.end


@monthly("kept-up-to-date", "Actions under way updated in the month")
def kept_up_to_date(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    if known.regime.issued_on > month.start or not _is_over(month, known):
        return VerdictWord.NOT_YET_DUE
    under_way = {
        key for key, first, last in known.action_spans if first <= month.end and last >= month.start
    }
    if not under_way or not known.updated_in:
        return VerdictWord.NO_EVIDENCE
    updated = len(under_way & known.updated_in.get(month.start, set()))
    share = round(100 * updated / len(under_way))
    return VerdictWord.MET if share >= UpToDate.of(clause).at_least_percent else known.lacking


@monthly("board-meets", "The board met in the month")
def board_meets(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    days = [meeting.meets_on for meeting in known.meetings]
    if any(_in(month, day) for day in days):
        return VerdictWord.MET
    if not _is_over(month, known):
        return VerdictWord.NOT_YET_DUE
    if not days:
        return VerdictWord.NO_EVIDENCE
    before = max([known.regime.issued_on, *(day for day in days if day < month.start)])
    after = min([known.on, *(day for day in days if day > month.end)])
    if (after - before).days <= Meets.of(clause).longest_gap_days:
        return None
    return known.lacking


@monthly("advisers-invited", "Linked advisers invited to the meetings of the month")
def advisers_invited(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    meetings = [meeting for meeting in known.meetings if _in(month, meeting.meets_on)]
    if not known.meetings and known.from_documents:
        return VerdictWord.NO_EVIDENCE
    if not meetings:
        return None
    if not any(meeting.invitations.all() for meeting in known.meetings):
        return VerdictWord.NO_EVIDENCE
    notice = [
        days_of_notice(meeting, adviser)
        for meeting in meetings
        for adviser in known.advisers
        if linked_on(adviser, meeting.meets_on)
    ]
    if any(days is None for days in notice):
        return known.lacking
    wanted = Invited.of(clause).days_before
    late = any(days is not None and days < wanted for days in notice)
    return VerdictWord.MET_LATE if late else VerdictWord.MET


@monthly("reports-sent", "The report of the month was sent")
def reports_sent(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    if known.from_documents:
        ended = [report for report in known.reports if _in(month, report.period_end)]
        if not ended:
            return None
        is_sent = all(report.state == ReturnState.SENT for report in ended)
        return VerdictWord.MET if is_sent else VerdictWord.NO_EVIDENCE
    due = next((report for report in known.reports if _in(month, report.due_on)), None)
    if due is None:
        regime = known.regime
        ahead = [regime.report_due_on(period) for period in regime.reports_until(month.end)[-1:]]
        awaited = any(_in(month, day) and day >= known.on for day in ahead)
        return VerdictWord.NOT_YET_DUE if awaited else None
    if sent_on := sent_on_day(due):
        return VerdictWord.MET if sent_on <= due.due_on else VerdictWord.MET_LATE
    if due.state == ReturnState.MISSED:
        return VerdictWord.NO_EVIDENCE
    return VerdictWord.NOT_YET_DUE if due.due_on >= known.on else VerdictWord.NOT_MET


@monthly("slow-progress-shown", "The report of the month names what is slow")
def slow_progress_shown(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    said = reports_sent(clause, known, month)
    return VerdictWord.MET if said == VerdictWord.MET_LATE else said


@monthly("evidence-of-impact", "Evidence of practice and of experience is recent")
def evidence_of_impact(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    return _recent(known.evidence_days, IMPACT, Recent.of(clause).months, known, month)


@monthly("views-heard", "Each group that is named was heard recently")
def views_heard(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    return _recent(known.voice_days, VoiceGroup.values, Recent.of(clause).months, known, month)


def _recent(
    days: Sequence[tuple[str, date]], kinds: Iterable[str], months: int, known: Known, month: Period
) -> VerdictWord:
    """Whether there was something of each kind in the months before the end of this one."""
    until = min(month.end, known.on)
    since = add_months(until, -months)
    by_then = [(kind, day) for kind, day in days if day <= until]
    if not by_then:
        return VerdictWord.NO_EVIDENCE
    recent = {kind for kind, day in by_then if day >= since}
    return VerdictWord.MET if set(kinds) <= recent else known.lacking


def _held(known: Known, month: Period) -> list[tuple[Review, date]]:
    """The reviews held in the month, with their day."""
    days = [(row, row.starts_on) for row in known.reviews if _in(month, row.starts_on)]
    return [(row, day) for row, day in days if day is not None and day <= known.on]


@monthly("reviews-held", "No longer than is asked since the last review")
def reviews_held(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    until = min(month.end, known.on)
    held = [row.starts_on for row in known.reviews if row.starts_on and row.starts_on <= until]
    last = max(held, default=known.regime.issued_on)
    if until <= add_months(last, Every.of(clause).months):
        return VerdictWord.MET if held else VerdictWord.NOT_YET_DUE
    return known.lacking if held else VerdictWord.NO_EVIDENCE


@monthly("self-assessment", "Before the review held in the month")
def self_assessment(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    for review, day in _held(known, month)[-1:]:
        if review.self_assessed_on is None:
            return VerdictWord.NO_EVIDENCE
        return VerdictWord.MET if review.self_assessed_on < day else VerdictWord.MET_LATE
    return None


@monthly("formal-reports", "Before the monitoring meeting held in the month")
def formal_reports(clause: Clause, known: Known, month: Period) -> VerdictWord | None:
    for _, day in _held(known, month)[-1:]:
        if not known.sent_reports:
            return VerdictWord.NO_EVIDENCE
        served = served_by(known, day, Before.of(clause).months)
        return VerdictWord.MET if served else VerdictWord.NOT_MET
    return None
