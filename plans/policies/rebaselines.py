"""Rules for moving a target."""

from datetime import date
from decimal import Decimal

from plans.models import Rebaseline, Target
from plans.states import Asked
from sendtrack.accounts.models import User
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


def check_can_move(*, target: Target, value: Decimal | None, due_on: date, on: date) -> None:
    """A target moves before it is judged, to something else, one request at a time."""
    if target.result:
        raise Refusal("Its result is recorded. A target that was judged stays as it was.")
    if target.rebaselines.filter(state=Asked.ASKED).exists():
        raise Refusal("Somebody has asked to move it already. That has to be decided first.")
    if value == target.value and due_on == target.due_on:
        raise Refusal("Enter another value, or another day.", field="value")
    if target.value is not None and value is None:
        raise Refusal("Enter the value to reach.", field="value")
    if due_on < on:
        raise Refusal(f"The day must be {day_in_words(on)} or later.", field="due_on")


def check_can_decide(*, rebaseline: Rebaseline, agrees: bool, by: User) -> None:
    if rebaseline.state != Asked.ASKED:
        raise Refusal("This has been decided already.")
    if rebaseline.asked_by_id == by.pk:
        raise Refusal("You asked for it, so somebody else has to decide.")
    if agrees and rebaseline.target.result:
        raise Refusal(
            "Its result was recorded meanwhile. A target that was judged stays as it was: say no.",
            field="agrees",
        )
