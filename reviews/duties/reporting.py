"""Duties about the reports to the Department and NHS England."""

from datetime import date

from django.utils import timezone

from reviews.duties.known import Known
from reviews.duties.parameters import Before
from reviews.duties.registry import duty
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause, Return
from reviews.states import ReturnState, VerdictWord
from reviews.wording import counted
from sendtrack.periods import add_months, day_in_words

REPORTS = Proof("The reports", "reviews:reports")


NO_DAY = "The Notice asks for a report every two months and sets no day of sending."


def _report(report: Return) -> Proof:
    words = f"The report for the period to {day_in_words(report.period_end)}"
    return Proof(words, "reviews:report", {"period_end": report.period_end})


def sent_on_day(report: Return) -> date | None:
    return timezone.localdate(report.sent_at) if report.sent_at else None


def _next_due(known: Known) -> tuple[date | None, str]:
    """The day the next report must have been sent by."""
    if known.from_documents:
        return None, NO_DAY
    waiting = [r for r in known.reports if r.state not in (ReturnState.SENT, ReturnState.MISSED)]
    if waiting:
        report = waiting[-1]
        return report.due_on, f"the report for the period to {day_in_words(report.period_end)}"
    periods = known.regime.reports_until(date.max.replace(year=known.on.year + 2))
    ahead = next((period for period in periods if period.end >= known.on), None)
    if ahead is None:
        return None, ""
    words = f"the report for the period to {day_in_words(ahead.end)}"
    return known.regime.report_due_on(ahead), words


@duty(
    "reports-sent",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
)
def reports_sent(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(d). Judged on the latest period whose report has fallen due or was sent. The
    Notice sets no day of sending: sendtrack counts working days after the period, as the page of
    the reports says, and none in a record made from documents."""
    next_on, next_words = _next_due(known)
    fallen_due = [
        report
        for report in known.reports
        if report.state == ReturnState.SENT or known.from_documents or report.due_on < known.on
    ]
    if not fallen_due:
        because = "No report has fallen due yet."
        return Verdict(VerdictWord.NOT_YET_DUE, because, (REPORTS,), next_on, next_words)
    latest, counts = fallen_due[-1], _counts(known)
    evidence = (_report(latest), REPORTS)
    until, sent_on = day_in_words(latest.period_end), sent_on_day(latest)
    if sent_on and known.from_documents:
        word = VerdictWord.MET
        because = f"The report for the period to {until} was sent on {day_in_words(sent_on)}. "
        because += counts
    elif sent_on:
        word = VerdictWord.MET if sent_on <= latest.due_on else VerdictWord.MET_LATE
        because = f"The report for the period to {until} was sent on {day_in_words(sent_on)}; "
        because += f"it was due on {day_in_words(latest.due_on)}. {counts}"
    elif known.from_documents or latest.state == ReturnState.MISSED:
        word = VerdictWord.NO_EVIDENCE
        because = f"Nothing recorded here shows whether a report was sent for the period to {until}"
        because += f". {counts}"
    else:
        word = VerdictWord.NOT_MET
        because = f"The report for the period to {until} was due on {day_in_words(latest.due_on)} "
        because += f"and has not been sent: {_lateness(latest)}. {counts}"
    return Verdict(word, because, evidence, next_on, next_words)


def _lateness(report: Return) -> str:
    return {
        ReturnState.AWAITING_APPROVAL: "late, not approved",
        ReturnState.SENT_BACK: "late, sent back by the chair",
        ReturnState.APPROVED: "approved, on its way",
        ReturnState.FAILED: "late, it could not be compiled",
    }.get(ReturnState(report.state), "late, not compiled")


def _counts(known: Known) -> str:
    """How many reports of all periods were sent in time, late, or not from here."""
    if known.from_documents:
        periods, sent_here = len(known.reports), len(known.sent_reports)
        words = f"Of {counted(periods, 'period')} so far, "
        return f"{words}{counted(sent_here, 'report')} sent from here."
    sent = [(report, sent_on_day(report)) for report in known.sent_reports]
    late = sum(1 for report, day in sent if day and day > report.due_on)
    missed = sum(1 for report in known.reports if report.state == ReturnState.MISSED)
    words = f"Of {counted(len(known.reports), 'period')} so far, {len(sent) - late} on time, "
    return f"{words}{late} late" + (f", {missed} not compiled here." if missed else ".")


@duty(
    "slow-progress-shown",
    says={
        VerdictWord.MET,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
)
def slow_progress_shown(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(f). Met by the latest report: each one names the objectives that are slow to
    progress with the reasons, and the contributions to be strengthened."""
    said = reports_sent(clause, known)
    next_on, next_words = said.next_on, said.next_words
    if said.word in (VerdictWord.NOT_YET_DUE, VerdictWord.NO_EVIDENCE):
        because = "No report that names slow objectives has been sent from here yet."
        return Verdict(said.word, because, (REPORTS,), next_on, next_words)
    if said.word == VerdictWord.NOT_MET:
        because = "The report that would name what is slow is late, so nobody has been told."
        return Verdict(said.word, because, said.evidence, next_on, next_words)
    slow, contributions = known.told_in_latest_report
    because = (
        f"The latest report named {counted(slow, 'slow objective')} with the reasons, and "
        f"{counted(contributions, 'organisation')} whose contributions need strengthening."
    )
    return Verdict(VerdictWord.MET, because, said.evidence, next_on, next_words)


@duty(
    "formal-reports",
    says={
        VerdictWord.MET,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
    parameters=Before,
)
def formal_reports(clause: Clause, known: Known) -> Verdict:
    """Paragraph 11. Met while the latest monitoring meeting had a formal report before it."""
    held = [row for row in known.reviews if row.starts_on and row.starts_on <= known.on]
    ahead = next((row for row in known.reviews if row not in held), None)
    next_on = ahead.starts_on if ahead else None
    next_words = "the next monitoring meeting" if next_on else ""
    if ahead and not next_on:
        next_words = f"The next monitoring meeting is in {ahead.date_words}."
    if not held:
        because = "No monitoring meeting is recorded yet."
        return Verdict(VerdictWord.NOT_YET_DUE, because, (REPORTS,), next_on, next_words)
    met_on = held[-1].starts_on
    assert met_on is not None
    if not known.sent_reports:
        because = f"No report sent from here came before the meeting of {day_in_words(met_on)}."
        return Verdict(VerdictWord.NO_EVIDENCE, because, (REPORTS,), next_on, next_words)
    months = Before.of(clause).months
    served = served_by(known, met_on, months)
    if served:
        report = served[-1]
        because = f"The report for the period to {day_in_words(report.period_end)} was sent "
        because += f"before the meeting of {day_in_words(met_on)}."
        return Verdict(VerdictWord.MET, because, (_report(report),), next_on, next_words)
    because = f"No report was sent in the {months} months before the meeting of "
    because += f"{day_in_words(met_on)}."
    return Verdict(VerdictWord.NOT_MET, because, (REPORTS,), next_on, next_words)


def served_by(known: Known, met_on: date, months: int) -> list[Return]:
    """The reports sent in the months before a monitoring meeting."""
    since = add_months(met_on, -months)
    return [r for r in known.sent_reports if since <= (sent_on_day(r) or date.max) <= met_on]
