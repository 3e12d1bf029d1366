"""Rules of the risk register."""

from datetime import date

from plans.models import Risk
from plans.states import REVIEW_WITHIN_MONTHS, RiskState, risk_band
from sendtrack.organisations.models import Post
from sendtrack.periods import add_months, day_in_words
from sendtrack.refusals import Refusal

SCORES = range(1, 6)


def check_scores(**scores: int) -> None:
    """Each score by the name of its field: `check_scores(likelihood=4, impact=5)`."""
    for field, score in scores.items():
        if score not in SCORES:
            raise Refusal("Choose a score from 1 to 5.", field=field)


def check_owner(owner: Post | None) -> None:
    if owner is None:
        raise Refusal("Choose the post that owns this risk.", field="owner")


def latest_review_on(*, likelihood: int, impact: int, on: date) -> date:
    """The last day on which a risk of this score must be reviewed again."""
    return add_months(on, REVIEW_WITHIN_MONTHS[risk_band(likelihood * impact)])


def check_next_review(
    *, likelihood: int, impact: int, next_review_on: date | None, on: date
) -> None:
    """The next review falls after `on` and no later than the band allows."""
    score = likelihood * impact
    band = risk_band(score)
    latest = latest_review_on(likelihood=likelihood, impact=impact, on=on)
    if next_review_on is None or next_review_on > latest:
        months = REVIEW_WITHIN_MONTHS[band]
        raise Refusal(
            f"A risk scored {score} is {band.label.lower()} and is reviewed within "
            f"{months} month{'' if months == 1 else 's'}. "
            f"Choose a day up to {day_in_words(latest)}.",
            field="next_review_on",
        )
    if next_review_on <= on:
        raise Refusal(f"The next review must be after {day_in_words(on)}.", field="next_review_on")


def check_open(risk: Risk) -> None:
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
