"""Rules for outcomes and actions."""

from datetime import date

from plans.models import Regime
from sendtrack.govuk.sentences import BECAUSE
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

A_PERSON_AND_A_DATE = (
    "Paragraph 4(b) asks for a person and a date for every action agreed: “The improvement board "
    "must clearly assign accountabilities for all actions agreed, along with timescales for "
    "achieving them.”"
)
"""What the Notice says to an action without an accountable post or without a date."""


def check_words(words: str, *, missing: str, field: str) -> str:
    """The words without space around them; refuses with `missing` where there are none."""
    if not words.strip():
        raise Refusal(missing, field=field)
    return words.strip()


def check_reason(reason: str) -> str:
    return check_words(
        reason,
        missing="Say why you are changing this. The reason is kept with the change.",
        field="reason",
    )


def because_asked(regime: Regime | None) -> str:
    """Why a person and a date are asked for: in the words of the Notice where the plan answers to
    one, else nothing. What the sentence of a refusal ends with."""
    return f"{BECAUSE}{A_PERSON_AND_A_DATE}" if regime and regime.is_notice else ""


def check_accountable(accountable: Post | None, *, regime: Regime | None) -> None:
    if accountable is None:
        raise Refusal(f"Choose who is accountable.{because_asked(regime)}", field="accountable")


def check_due(due_on: date | None, *, regime: Regime | None) -> None:
    if due_on is None:
        raise Refusal(f"Enter the due date.{because_asked(regime)}", field="due_on")


def check_action_dates(*, regime: Regime, start_on: date | None, due_on: date) -> None:
    """An action of the plan ends after the Notice began, and after its own start."""
    if due_on < regime.issued_on:
        raise Refusal(
            f"The due date must be on or after {day_in_words(regime.issued_on)}, when the "
            f"{regime.title} was issued.",
            field="due_on",
        )
    if start_on is not None and due_on < start_on:
        raise Refusal(
            f"The due date, {day_in_words(due_on)}, must be on or after the start date, "
            f"{day_in_words(start_on)}.",
            field="due_on",
        )


def warning_of_past_date(*, due_on: date | None, on: date) -> str:
    """A sentence where a new action is overdue from the start; else nothing. It is allowed: a plan
    that is taken over brings such actions along."""
    if due_on is None or due_on >= on:
        return ""
    return f"{day_in_words(due_on)} has passed, so the action counts as overdue from the start."


def warning_of_late_date(*, regime: Regime, due_on: date | None) -> str:
    """A sentence where a date falls after the day by which the Notice wants everything delivered
    (paragraph 10); else nothing. Such a date is allowed."""
    if due_on is None or regime.target_end_on is None or due_on <= regime.target_end_on:
        return ""
    return (
        f"{day_in_words(due_on)} is after {day_in_words(regime.target_end_on)}, by which "
        f"the {regime.title} asks for the actions in the plan to be delivered."
    )
