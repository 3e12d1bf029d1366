"""Rules of the risk register."""

from datetime import date
from typing import TypedDict

from plans.models import Control, Risk, ScoringScheme
from plans.states import Effectiveness, RiskState
from sendtrack.organisations.models import Post
from sendtrack.periods import add_months, day_in_words
from sendtrack.refusals import Refusal

SCORES = range(1, 6)


class Aim(TypedDict, total=False):
    """Where a risk is to go and what is decided about it. What is left out stays as it is."""

    response: str
    proximity: str
    target_likelihood: int | None
    target_impact: int | None
    target_on: date | None
    target_because: str


def check_scores(**scores: int) -> None:
    """Each score by the name of its field: `check_scores(likelihood=4, impact=5)`."""
    for field, score in scores.items():
        if score not in SCORES:
            raise Refusal("Choose a score from 1 to 5.", field=field)


def check_aim(risk: Risk, *, target_on_before: date | None, on: date) -> None:
    """The target that a risk is about to have: whole, in time, and no higher than its score
    without a word why."""
    score = risk.target_score
    if score is None and not (risk.target_likelihood or risk.target_impact or risk.target_on):
        return
    for field, value in (("likelihood", risk.target_likelihood), ("impact", risk.target_impact)):
        if value is None:
            raise Refusal(
                f"Choose the target {field} as well: a target is likelihood times impact.",
                field=f"target_{field}",
            )
    check_scores(
        target_likelihood=risk.target_likelihood or 0, target_impact=risk.target_impact or 0
    )
    if risk.target_on is None:
        raise Refusal("Enter the day by which the target is to be reached.", field="target_on")
    if risk.target_on <= on and risk.target_on != target_on_before:
        raise Refusal(f"The target day must be after {day_in_words(on)}.", field="target_on")
    if score is not None and score > risk.score and not risk.target_because:
        raise Refusal(
            f"The target, {score}, is higher than the score now, {risk.score}. "
            "Choose a lower target, or say why it is higher.",
            field="target_because",
        )


def check_owner(owner: Post | None) -> None:
    if owner is None:
        raise Refusal("Choose the post that owns this risk.", field="owner")


def check_control_owner(owner: Post | None) -> None:
    if owner is None:
        raise Refusal("Choose the post that keeps this control in place.", field="owner")


def check_tested(*, effectiveness: str, checked_on: date | None, on: date) -> None:
    """How well a control works is known from a check on a day that has come."""
    if effectiveness != Effectiveness.UNTESTED and checked_on is None:
        raise Refusal(
            "Enter the day on which the control was checked, or choose “Untested”.",
            field="checked_on",
        )
    if checked_on is not None and checked_on > on:
        raise Refusal(
            f"The day of the check must be {day_in_words(on)} or before.", field="checked_on"
        )


def check_in_place(control: Control) -> None:
    if control.withdrawn_on is not None:
        raise Refusal(
            f"Control {control.number} was withdrawn on {day_in_words(control.withdrawn_on)}. "
            "Add a new control if it is back in place."
        )


def latest_review_on(scheme: ScoringScheme, *, score: int, on: date) -> date:
    """The last day on which a risk of this score must be reviewed again."""
    return add_months(on, scheme.months(scheme.band(score)))


def check_next_review(
    scheme: ScoringScheme, *, score: int, next_review_on: date | None, on: date
) -> None:
    """The next review falls after `on` and no later than the area's scheme allows."""
    latest = latest_review_on(scheme, score=score, on=on)
    if next_review_on is None or next_review_on > latest:
        raise Refusal(
            f"A risk scored {score} is {scheme.level(score).word.lower()} and is reviewed within "
            f"{counted_months(scheme.months(scheme.band(score)))}. "
            f"Choose a day up to {day_in_words(latest)}.",
            field="next_review_on",
        )
    if next_review_on <= on:
        raise Refusal(f"The next review must be after {day_in_words(on)}.", field="next_review_on")


def counted_months(months: int) -> str:
    return f"{months} month{'' if months == 1 else 's'}"


def check_open(risk: Risk) -> None:
    if risk.state == RiskState.HAPPENED and risk.closed_on is not None:
        raise Refusal(
            f"{risk.ref} happened and became an issue on {day_in_words(risk.closed_on)}. "
            "Raise a new risk if it may happen again."
        )
    if risk.state == RiskState.CLOSED and risk.closed_on is not None:
        raise Refusal(
            f"{risk.ref} was closed on {day_in_words(risk.closed_on)}. "
            "Raise a new risk if it has come back."
        )


def check_review_order(*, risk: Risk, on: date) -> None:
    """Reviews follow each other; the score before a review is the one that the last one left."""
    last = risk.last_reviewed_on or risk.raised_on
    if on < last:
        raise Refusal(f"{risk.ref} was last scored on {day_in_words(last)}, after that day.")
