"""What a register says against itself, in sentences with their facts, and what the board must see.

Each sign is a function of one line of the register on a day: a sentence, or nothing. None is an
error: a risk may stand like that, and its owner says why in the next review.
"""

from collections.abc import Callable, Sequence
from datetime import date

from plans.models import RiskReview
from plans.queries.risks import RiskLine
from plans.states import EscalationLevel, RiskResponse
from sendtrack.periods import add_months, day_in_words

STILL_FOR = 6
"""Months after which a score that nobody has moved is worth a question."""

Sign = Callable[[RiskLine, date], str]


def warnings(line: RiskLine, on: date) -> tuple[str, ...]:
    """Everything that does not hang together in an open risk. No query."""
    if not line.risk.is_open:
        return ()
    return tuple(said for sign in SIGNS if (said := sign(line, on)))


def for_board(line: RiskLine, on: date) -> tuple[str, ...]:
    """Why the board must see an open risk; empty where it need not. No query."""
    if not line.risk.is_open:
        return ()
    told = (escalated(line), above_appetite(line), target_passed(line, on), unmoved(line))
    return tuple(said for said in told if said)


def escalated(line: RiskLine) -> str:
    level = EscalationLevel(line.risk.escalation)
    if level == EscalationLevel.WORKSTREAM:
        return ""
    return f"Escalated: {level.label}"


def above_appetite(line: RiskLine) -> str:
    risk = line.risk
    if not risk.scheme.is_above_appetite(risk.score):
        return ""
    return f"The score of {risk.score} is above appetite ({risk.scheme.escalate_from} or more)"


def target_passed(line: RiskLine, on: date) -> str:
    risk = line.risk
    if risk.target_on is None or risk.target_score is None or risk.target_on >= on:
        return ""
    if risk.score <= risk.target_score:
        return ""
    return (
        f"The target of {risk.target_score} was due on {day_in_words(risk.target_on)} and the "
        f"score is {risk.score}"
    )


def unmoved(line: RiskLine) -> str:
    """Two reviews in a row that left the score, though it is not yet where it should be."""
    risk, last = line.risk, line.reviews[-2:]
    is_there = risk.target_score is not None and risk.score <= risk.target_score
    if len(last) < 2 or is_there or risk.response == RiskResponse.TOLERATE:
        return ""
    if any(review.score != review.score_before for review in last):
        return ""
    first, second = (day_in_words(review.reviewed_on) for review in last)
    return f"The last 2 reviews, on {first} and {second}, left the score at {risk.score}"


def _target_equals_score(line: RiskLine, on: date) -> str:
    risk = line.risk
    if risk.target_score != risk.score or risk.response == RiskResponse.TOLERATE:
        return ""
    return f"The target equals the score now, {risk.score}: nothing is to change"


def _target_above_score(line: RiskLine, on: date) -> str:
    risk = line.risk
    if risk.target_score is None or risk.target_score <= risk.score:
        return ""
    return f"The target, {risk.target_score}, is higher than the score now, {risk.score}"


def _no_control(line: RiskLine, on: date) -> str:
    return "" if line.controls else "No control is recorded"


def _owner_vacant(line: RiskLine, on: date) -> str:
    if not line.is_vacant:
        return ""
    since = f" since {day_in_words(line.vacant_since)}" if line.vacant_since else ""
    return f"Nobody holds the post that owns it, {line.risk.owner}{since}"


def _unchanged(line: RiskLine, on: date) -> str:
    risk = line.risk
    since = score_since(line.reviews, risk.raised_on)
    if add_months(since, STILL_FOR) > on:
        return ""
    return f"The score has been {risk.score} since {day_in_words(since)}, over {STILL_FOR} months"


def score_since(reviews: Sequence[RiskReview], raised_on: date) -> date:
    """The day since which a score has not moved."""
    moved = [review.reviewed_on for review in reviews if review.score != review.score_before]
    return moved[-1] if moved else raised_on


def _worse_with_controls(line: RiskLine, on: date) -> str:
    risk = line.risk
    if risk.score <= risk.score_before:
        return ""
    return (
        f"The score after controls, {risk.score}, is higher than the one before them, "
        f"{risk.score_before}"
    )


def _high_without_action(line: RiskLine, on: date) -> str:
    risk = line.risk
    if line.actions or not risk.scheme.is_above_appetite(risk.score):
        return ""
    return f"No action of the plan is linked to a risk of {risk.score}"


SIGNS: tuple[Sign, ...] = (
    target_passed,
    _worse_with_controls,
    _target_above_score,
    _target_equals_score,
    _no_control,
    _owner_vacant,
    _unchanged,
    _high_without_action,
)
