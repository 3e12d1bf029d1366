"""Rules for figures: what can stand for a period, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plans.measuring.calendar import is_period
from plans.measuring.figures import plain, rounded
from plans.measuring.words import DIVIDED, Absence, Unit
from plans.models import Definition, Measure
from plans.models.measure import MeasureQuerySet
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import Post
from sendtrack.periods import Period, day_in_words
from sendtrack.refusals import Refusal

_KEPT = Decimal("0.000001")
_LARGEST = Decimal(10) ** 11


@dataclass(frozen=True)
class Figure:
    """What was counted in a period: a value, with its parts where they are known, or a reason why
    there is none."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: str = ""


def worked_out(definition: Definition, figure: Figure) -> Figure:
    """The figure as it is kept, with the value that its parts come to. Raises `Refusal`."""
    if figure.absence:
        return _absent(figure)
    parts = (figure.numerator, figure.denominator)
    if all(part is None for part in (figure.value, *parts)):
        raise Refusal(
            "Enter the figure, or say why there is none. Empty is not nought.", field="value"
        )
    for field, number in (("value", figure.value), ("numerator", parts[0])):
        if number is not None and abs(number) >= _LARGEST:
            raise Refusal("That figure is too large to be one.", field=field)
    if definition.unit in DIVIDED and any(part is not None for part in parts):
        return _divided(definition, figure)
    if any(part is not None for part in parts):
        raise Refusal(
            "This measure is not divided by anything: enter one figure.", field="numerator"
        )
    assert figure.value is not None
    _check_alone(definition, figure.value)
    return Figure(value=figure.value)


def _absent(figure: Figure) -> Figure:
    if figure.value is not None or figure.numerator is not None:
        raise Refusal("Enter the figure or say why there is none, not both.", field="absence")
    return Figure(denominator=figure.denominator, absence=Absence(figure.absence))


def _divided(definition: Definition, figure: Figure) -> Figure:
    numerator, denominator = figure.numerator, figure.denominator
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        raise Refusal("Enter both parts: what was counted, and out of how many.", field=missing)
    if denominator <= 0:
        raise Refusal(
            "Out of none nothing can be worked out. Say “Not applicable” instead.",
            field="denominator",
        )
    if definition.unit == Unit.PERCENT and not 0 <= numerator <= denominator:
        swapped = " Do the two numbers stand the wrong way round?" if numerator > 0 else ""
        raise Refusal(
            f"{plain(numerator)} of {plain(denominator)} is no part of a whole.{swapped}",
            field="numerator",
        )
    exact = numerator / denominator * definition.multiplier
    if figure.value is not None and rounded(exact, definition.decimals) != rounded(
        figure.value, definition.decimals
    ):
        meant = ""
        if _is_its_share(definition, numerator / denominator, figure.value):
            meant = " That is its share of one: write it in per cent."
        raise Refusal(
            f"{plain(numerator)} of {plain(denominator)} is "
            f"{rounded(exact, definition.decimals)}, not {plain(figure.value)}.{meant}",
            field="value",
        )
    return Figure(exact.quantize(_KEPT, ROUND_HALF_UP), numerator, denominator)


def _is_its_share(definition: Definition, share: Decimal, value: Decimal) -> bool:
    """Whether somebody wrote 0.523 for 52.3%, to as many places as they wrote."""
    places = max(-int(value.as_tuple().exponent), 0)
    return definition.unit == Unit.PERCENT and places > 1 and rounded(share, places) == value


def _check_alone(definition: Definition, value: Decimal) -> None:
    if definition.unit == Unit.PERCENT and not 0 <= value <= 100:
        raise Refusal("A percentage lies between 0 and 100.", field="value")
    if definition.unit == Unit.COUNT and (value < 0 or value != value.to_integral_value()):
        raise Refusal("A count is a whole number, nought or more.", field="value")
    if definition.unit in (Unit.DAYS, Unit.WEEKS, Unit.RATE) and value < 0:
        raise Refusal("Enter a figure of nought or more.", field="value")


def definition_for(measure: Measure, period: Period) -> Definition:
    """The definition that a period is counted under. Raises `Refusal` where there is none."""
    return definition_among(list(measure.definitions.order_by("number")), period)


def definition_among(definitions: Sequence[Definition], period: Period) -> Definition:
    """The same of a measure's definitions, the oldest first. No query."""
    begun = [each for each in definitions if each.from_on <= period.end]
    if not begun:
        first = definitions[0]
        raise Refusal(
            f"{first.measure.ref} is defined from {day_in_words(first.from_on)} on.",
            field="period",
        )
    if not is_period(begun[-1].period_type, period):
        raise Refusal(
            f"{day_in_words(period.start)} to {day_in_words(period.end)} is no period of this "
            f"measure: it is counted by {begun[-1].get_period_type_display().lower()}.",
            field="period",
        )
    return begun[-1]


def check_over(period: Period, *, on: date) -> None:
    if period.end > on:
        raise Refusal(
            f"This period ends on {day_in_words(period.end)}: its figure can't be known yet.",
            field="period",
        )


def check_source(*, source_on: date | None, period: Period, on: date) -> date:
    if source_on is None:
        raise Refusal("Enter the day that the source is of.", field="source_on")
    if source_on < period.end:
        raise Refusal(
            f"The source can't be older than the period, which ends on {day_in_words(period.end)}.",
            field="source_on",
        )
    if source_on > on:
        raise Refusal("The source can't be of a day that has not come yet.", field="source_on")
    return source_on


def may_enter(measure: Measure, access: Access, on: date) -> bool:
    """An officer enters any figure; a partner those of the measures that an organisation supplies
    whose posts they hold on that day. At most one query."""
    if access.allows(Permission.ENTER_ANY_FIGURE):
        return True
    if not access.allows(Permission.ENTER_OWN_FIGURES) or access.person is None:
        return False
    held = Post.objects.of(measure.local_area).held_by(access.person, on)
    return bool(held.filter(organisation=measure.supplier_id).exists())


def enterable(access: Access, on: date) -> MeasureQuerySet:
    """The measures in use whose figures this person may enter, by the same rule. No query yet."""
    rows: MeasureQuerySet = Measure.objects.of(access.local_area).in_use()
    if access.allows(Permission.ENTER_ANY_FIGURE):
        return rows
    if not access.allows(Permission.ENTER_OWN_FIGURES) or access.person is None:
        return rows.none()
    held = Post.objects.of(access.local_area).held_by(access.person, on)
    return rows.filter(supplier__in=held.values("organisation"))
