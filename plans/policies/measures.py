"""Rules for measures, their definitions and what is decided about their series."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from plans.measuring.calendar import begins_on
from plans.measuring.words import DIVIDED, Polarity, Unit
from plans.models import Action, Definition, Measure, Reading, TargetCount
from plans.policies.work import check_words
from plans.statistics.control.series import SHORTEST_BASELINE
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


class Told(TypedDict, total=False):
    """What a definition tells, by the names of its fields."""

    numerator: str
    denominator: str
    unit: str
    multiplier: int
    per: str
    decimals: int
    polarity: str
    band_from: Decimal | None
    band_to: Decimal | None
    cohort: str
    geography: str
    period_type: str
    is_cumulative: bool
    source: str
    dataset: str
    lag_days: int
    due_working_days: int
    caveats: str


def check_name(name: str) -> str:
    return check_words(name, missing="Say what is measured.", field="name")


MOST_HEADLINES = 10
"""The Notice asks for a limited number of measures; more than these nobody reads first."""


def warning_of_headlines(headlines: int) -> str:
    """A word where more measures than can be read first are said to be; none is refused."""
    if headlines <= MOST_HEADLINES:
        return ""
    return (
        f"{headlines} measures are headline measures. A board reads {MOST_HEADLINES} at most "
        "first: take the mark off some of them."
    )


def check_owner(owner: Post | None) -> None:
    if owner is None:
        raise Refusal("Choose the post that answers for this measure.", field="owner")


def check_in_use(measure: Measure) -> None:
    if not measure.is_in_use:
        assert measure.retired_on is not None
        raise Refusal(
            f"{measure.ref} was retired on {day_in_words(measure.retired_on)}. "
            "Add a new measure instead."
        )


def check_definition(definition: Definition) -> None:
    """What is divided says what over what, and a band has two ends."""
    if definition.unit in DIVIDED:
        check_words(
            definition.numerator,
            missing="Say what is counted above the line, such as “plans issued within 20 weeks”.",
            field="numerator",
        )
        check_words(
            definition.denominator,
            missing="Say what it is divided by, such as “all new plans issued”.",
            field="denominator",
        )
    if definition.unit == Unit.PERCENT:
        definition.multiplier = 100
    if definition.unit == Unit.RATE:
        check_words(
            definition.per, missing="Say what the rate is of, such as “100 pupils”.", field="per"
        )
    _check_band(definition)


def _check_band(definition: Definition) -> None:
    if definition.polarity != Polarity.BAND:
        definition.band_from = definition.band_to = None
    elif definition.band_from is None or definition.band_to is None:
        raise Refusal("Enter both ends of the band.", field="band_from")
    elif definition.band_to < definition.band_from:
        raise Refusal("The band must end at or above where it begins.", field="band_to")


def check_begins(definition: Definition, *, after: Definition | None) -> None:
    """A definition holds from the first day of a period, and later than the one before."""
    begins = begins_on(definition.period_type, definition.from_on)
    if definition.from_on != begins:
        raise Refusal(
            f"A definition begins with a period: {day_in_words(begins)} is the first day of the "
            "period around that day.",
            field="from_on",
        )
    if after is not None and definition.from_on <= after.from_on:
        raise Refusal(
            f"The definition before it holds from {day_in_words(after.from_on)}. Enter a later "
            "day.",
            field="from_on",
        )


def check_nothing_entered(definition: Definition) -> None:
    if Reading.objects.of(definition.local_area).filter(definition=definition).exists():
        raise Refusal(
            "Figures are entered under this definition, so its words stand fast. Write a new "
            "definition that says from when on it holds."
        )


def check_none_after(measure: Measure, from_on: date) -> None:
    """No figure of the later periods stands under the older definition."""
    later = (
        Reading.objects.of(measure.local_area)
        .filter(measure=measure, period_end__gte=from_on)
        .in_order()
        .first()
    )
    if later is not None:
        raise Refusal(
            f"The figure of {later.definition.named(later.period)} is entered under the "
            "definition before. Take it out first, or let the new definition begin later.",
            field="from_on",
        )


def check_baseline(points: int | None) -> None:
    if points is not None and points < SHORTEST_BASELINE:
        raise Refusal(
            f"Limits are fixed over {SHORTEST_BASELINE} points or more: fewer say too little.",
            field="baseline_points",
        )


def check_rebase(measure: Measure, *, starts_on: date, action: Action | None) -> None:
    """A rebase begins with a period that has a figure, and is not made for no cause."""
    definition = measure.definitions.filter(from_on__lte=starts_on).order_by("number").last()
    if definition is None or not Reading.objects.of(measure.local_area).filter(
        measure=measure, period_start=starts_on, value__isnull=False
    ):
        raise Refusal(
            "Choose a period that has a figure: the new mean and limits begin with it.",
            field="starts_on",
        )
    if action is not None and action.local_area_id != measure.local_area_id:
        raise Refusal("Choose an action of this area.", field="action")


def has_values(measure: Measure) -> bool:
    """Whether anybody has said where it should stand by when. At most two queries."""
    if measure.trajectory.exists():
        return True
    return bool(TargetCount.objects.filter(measure=measure, target__value__isnull=False).exists())
