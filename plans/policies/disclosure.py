"""Rules for small numbers: what may be set, and what takes a second person."""

from collections.abc import Iterable
from datetime import date

from plans.measuring.audiences import Audience, WaiverState
from plans.models import DisclosureRule, Measure, MeasurePart, Waiver
from plans.models.disclosure import (
    BASES,
    LEAST_THRESHOLD,
    MOST_THRESHOLD,
    NHS_THRESHOLD,
)
from sendtrack.accounts.models import User
from sendtrack.periods import add_months, day_in_words
from sendtrack.refusals import Refusal

LONGEST_MONTHS = 12
"""How long small numbers are shown at most before two people have to decide again."""


def least_threshold(audience: str) -> int:
    return NHS_THRESHOLD if audience == Audience.NHS else LEAST_THRESHOLD


def check_rule(rule: DisclosureRule) -> None:
    if rule.audience == Audience.INTERNAL:
        raise Refusal("Those who enter the figures see each of them: there is nothing to set.")
    least = least_threshold(rule.audience)
    if rule.threshold < least:
        raise Refusal(
            f"Withhold 1 to {least} at least. To show smaller numbers of one measure, ask for it "
            "on the page of the measure: that takes a second person.",
            field="threshold",
        )
    if rule.threshold > MOST_THRESHOLD:
        raise Refusal(f"Withhold no more than 1 to {MOST_THRESHOLD}.", field="threshold")
    if rule.base not in BASES:
        raise Refusal("Choose what counts are rounded to.", field="base")


def check_time(*, from_on: date, until_on: date, on: date) -> None:
    if until_on < from_on:
        raise Refusal("The last day can't be before the first.", field="until_on")
    if until_on < on:
        raise Refusal("The last day has passed already.", field="until_on")
    longest = add_months(from_on, LONGEST_MONTHS)
    if until_on > longest:
        raise Refusal(
            f"Small numbers are shown for {LONGEST_MONTHS} months at most, here until "
            f"{day_in_words(longest)}. Ask again after that.",
            field="until_on",
        )


def check_audience(audience: str) -> Audience:
    if audience not in Audience.values or audience == Audience.INTERNAL:
        raise Refusal("Choose who should see the small numbers.", field="audience")
    return Audience(audience)


def check_can_grant(waiver: Waiver, *, by: User, on: date) -> None:
    """Only once, only in time, and never by who asked."""
    if waiver.state_on(on) != WaiverState.ASKED:
        raise Refusal("This was decided already, or its time is over. Ask anew.")
    if waiver.asked_by_id == by.pk:
        raise Refusal(
            "You asked for this yourself. Showing small numbers takes a second person: another "
            "programme lead, or the chair."
        )


def check_can_withdraw(waiver: Waiver, *, on: date) -> None:
    if waiver.state_on(on) not in (WaiverState.ASKED, WaiverState.GRANTED):
        raise Refusal("The small numbers are withheld already.")


def check_parts(whole: Measure, parts: Iterable[Measure]) -> None:
    """No measure is counted in itself, also by way of another."""
    above = {whole.pk}
    links = set(MeasurePart.objects.of(whole.local_area).values_list("whole", "part"))
    while grown := {of for of, part in links if part in above} - above:
        above |= grown
    for part in parts:
        if part.local_area_id != whole.local_area_id:
            raise Refusal("Choose measures of this area.", field="parts")
        if part.pk in above:
            raise Refusal(
                f"{whole.ref} is counted in {part.ref}, so {part.ref} can't be counted in it.",
                field="parts",
            )
