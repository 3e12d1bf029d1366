"""What a control chart is drawn from: dates, values, and how they are to be judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from plans.statistics.words import counted

SHORTEST_BASELINE = 12
"""Limits are fixed over at least twelve points (R/ptd_spc_options.R of NHSRplotthedots)."""


class Unreadable(ValueError):
    """The series can't be read. Its text is one sentence that says what to put right."""


class Rules(StrEnum):
    """Which published rule set is followed (measures, A1 and A8)."""

    MAKING_DATA_COUNT = "making-data-count"
    PLOT_THE_DOTS = "plot-the-dots"


class Improvement(StrEnum):
    """Which direction of the values is better. Neutral: neither is judged."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


Number = int | float | Decimal | Fraction


def exact(number: Number) -> Fraction:
    """A number as it is written: 0.1 is one tenth, not the nearest binary fraction to it.

    Whether a value lies on the mean or on a limit is then decided without rounding
    (measures, A9: "compute with exact decimals").
    """
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure's readings, in any order, with a row for every period that it should have.

    A period without a value has None: left out altogether, its neighbours would count as
    consecutive. Raises `Unreadable` where the parts don't fit together.
    """

    readings: Mapping[date, Fraction | None]
    improvement: Improvement
    rules: Rules = Rules.MAKING_DATA_COUNT
    rebase_dates: frozenset[date] = frozenset()
    baseline_points: int | None = None
    target: Fraction | None = None
    screen_moving_ranges: bool | None = None
    withheld: frozenset[date] = frozenset()
    """Dates whose value is known and kept from who reads the chart: it has None. The points that
    are left say something else than all of them, so nothing is judged between the rebases around
    such a date, and neither mean nor limits are drawn there."""
    runs_on: bool = False
    """Each value holds the one before it until a new year begins (measures, A10). Such values
    follow one another and fall back once a year, so they are shown and nothing is judged."""

    def __post_init__(self) -> None:
        if not self.readings:
            raise Unreadable("There are no points: give at least one date with its value.")
        if self.baseline_points is not None and self.baseline_points < SHORTEST_BASELINE:
            raise Unreadable(
                f"A baseline needs at least {SHORTEST_BASELINE} points, "
                f"and {self.baseline_points} are asked for."
            )

    @property
    def screens(self) -> bool:
        """Whether large moving ranges are left out of the limits. Making Data Count never does."""
        if self.screen_moving_ranges is None:
            return self.rules is Rules.PLOT_THE_DOTS
        return self.screen_moving_ranges


def readings_of(
    dates: Iterable[date], values: Iterable[Number | None]
) -> dict[date, Fraction | None]:
    """Dates with their values, each date once. Raises `Unreadable` (measures, A9: two rows)."""
    days, numbers = list(dates), list(values)
    if len(days) != len(numbers):
        raise Unreadable(
            f"Give as many values as dates: there {'is' if len(days) == 1 else 'are'} "
            f"{counted(len(days), 'date')} and {counted(len(numbers), 'value')}."
        )
    readings: dict[date, Fraction | None] = {}
    for day, number in zip(days, numbers, strict=True):
        if day in readings:
            raise Unreadable(f"{day.isoformat()} stands twice: give each date once.")
        readings[day] = None if number is None else exact(number)
    return readings
