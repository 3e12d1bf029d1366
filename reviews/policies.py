"""Rules of the reports: who may compile, approve and send back, and when. And of strengths."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from plans.models import LinkedAdviser, Regime
from reviews.models import Clause, Return, Strength
from reviews.states import RETURN_MOVES, Holds, ReturnState
from sendtrack.accounts.models import User
from sendtrack.periods import day_in_words
from sendtrack.publishing.models import Approval
from sendtrack.refusals import Refusal

DONE = frozenset({ReturnState.APPROVED, ReturnState.SENT})


def check_move(report: Return, to: ReturnState) -> None:
    """Raise `Refusal` where a report can't go from its state to another."""
    if to not in RETURN_MOVES[ReturnState(report.state)]:
        now = ReturnState(report.state).label.lower()
        raise Refusal(f"This report cannot become “{to.label.lower()}”: it is {now}.")


def check_can_compile(report: Return) -> None:
    """A report that is due, failed or was sent back can be asked for."""
    if report.state == ReturnState.MISSED:
        raise Refusal("The period passed before this report could be compiled here.")
    if report.state == ReturnState.COMPILING:
        raise Refusal("This report is being compiled now.")
    if ReturnState.DUE not in RETURN_MOVES[ReturnState(report.state)]:
        raise Refusal("This report has been compiled. The chair can send it back with a reason.")


def can_compile(report: Return) -> bool:
    try:
        check_can_compile(report)
    except Refusal:
        return False
    return True


def check_waits_for_approval(report: Return, approval: Approval | None) -> None:
    """Raise `Refusal` unless the chair has something to decide about."""
    if approval is not None and report.state in DONE:
        when = day_in_words(timezone.localdate(approval.approved_at))
        raise Refusal(
            f"This report was already approved on {when} by {approval.approved_by}. "
            "It is sent once only."
        )
    if report.state != ReturnState.AWAITING_APPROVAL:
        raise Refusal("This report does not wait for approval now.")


def check_is_second_person(report: Return, by: User) -> None:
    """The one who compiled a report can't approve it."""
    if report.snapshot is not None and report.snapshot.compiled_by_id == by.pk:
        raise Refusal("You compiled this report, so somebody else must approve it.")


def can_approve(report: Return, by: User) -> bool:
    if report.state != ReturnState.AWAITING_APPROVAL or report.snapshot is None:
        return False
    return report.snapshot.compiled_by_id != by.pk


def check_somebody_receives(advisers: Sequence[LinkedAdviser], *, regime: Regime) -> None:
    if not any(adviser.email for adviser in advisers):
        raise Refusal(
            "No linked adviser has an email address, so there is nobody to send this report to."
            + (_asks_for_reports(regime) if regime.report_every_months else "")
        )


def _asks_for_reports(regime: Regime) -> str:
    """In which paragraph, where it is recorded. One query."""
    clause = Clause.objects.filter(regime=regime, kind="reports-sent").order_by("position").first()
    where = f"Paragraph {clause.paragraph} of the" if clause else "The"
    return f" {where} {regime.short} asks for it."


def is_late(report: Return, on: date) -> bool:
    """Its last day has passed and the chair has not approved it.

    Never said of a record made from published documents: no report is awaited there.
    """
    if report.local_area.record_ends_on is not None:
        return False
    waits = report.state not in DONE and report.state != ReturnState.MISSED
    return waits and report.due_on < on


def check_look(*, strength: Strength, holds: str, shown_by: str, looked_on: date, on: date) -> None:
    """A look says what it found and what shows it, on a day between the review and today."""
    if holds == Holds.NOT_LOOKED_AT:
        raise Refusal("Say whether it still holds.", field="holds")
    if not shown_by:
        raise Refusal("Say what shows it.", field="shown_by")
    if looked_on > on:
        raise Refusal(f"The day must be {day_in_words(on)} or before.", field="looked_on")
    named_on = strength.review.starts_on
    if named_on is not None and looked_on < named_on:
        raise Refusal(
            f"The review that named it was on {day_in_words(named_on)}: the day must not be "
            "before that.",
            field="looked_on",
        )
