"""The mean and the limits of one group of points (measures, A2, A3 and A8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import lcm

from plans.statistics.control.series import Rules

LIMIT = Fraction(266, 100)
"""Average moving ranges from the mean to a limit: three sigma."""

NEAR = LIMIT * 2 / 3
"""Average moving ranges from the mean to a near limit: two sigma."""

SCREEN = Fraction(3267, 1000)
"""A moving range this many times the average, or more, is screened out (Nelson 1982)."""

FULL_FROM = 13
"""Values from which Making Data Count draws limits and icons (NHSRplotthedots issue 194); the
other rule set calls the limits of fewer rows trial limits."""

TRIAL_FROM = 6
"""Values from which a line of trial limits helps a reader at all (measures, A8)."""

Values = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """The process limits and the near limits. Never cut at 0 or 100: assurance would change."""

    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction

    @property
    def have_width(self) -> bool:
        return self.upper > self.lower


class Note(Enum):
    """What is particular about a group's limits, for the warnings."""

    NO_RANGES = "no two neighbours have values"
    NO_VARIATION = "every range is zero"
    NOT_SCREENED = "screening would leave limits without width"


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean of a group and its limits; either is None where nothing gives it."""

    mean: Fraction | None
    limits: Limits | None
    note: Note | None = None


def whole(numbers: Values) -> tuple[list[int | None], int]:
    """The numbers times one scale that makes each of them whole, and that scale.

    Comparing and adding them is exact as before and takes a quarter of the time.
    """
    scale = lcm(*(number.denominator for number in numbers if number is not None))
    return [
        None if number is None else number.numerator * (scale // number.denominator)
        for number in numbers
    ], scale


def moving_ranges(values: Sequence[int | None]) -> list[int]:
    """The steps between neighbours. A missing value takes two with it; nothing bridges it."""
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def spread(values: Values, *, baseline: int | None, screen: bool) -> Spread:
    """Mean and limits from the first `baseline` rows, or from all (measures, A3).

    Screening leaves large ranges out once and leaves the mean alone. It never takes all width
    from limits that have some, and a group without variation has limits at its mean (A9).
    """
    used, scale = whole(values[:baseline])
    mean = _average([value for value in used if value is not None], scale)
    ranges = moving_ranges(used)
    usual = _average(ranges, scale)
    if mean is None or usual is None:
        return Spread(mean, None, Note.NO_RANGES)
    if usual == 0:
        return Spread(mean, _around(mean, usual), Note.NO_VARIATION)
    if not screen:
        return Spread(mean, _around(mean, usual))
    large = SCREEN * usual * scale
    screened = _average([step for step in ranges if step < large], scale)
    if not screened:
        return Spread(mean, _around(mean, usual), Note.NOT_SCREENED)
    return Spread(mean, _around(mean, screened))


def enough_for_limits(values: Values, rules: Rules) -> bool:
    """Whether the rule set draws limits for these (measures, A8: 13, or any two neighbours)."""
    return rules is Rules.PLOT_THE_DOTS or count(values) >= FULL_FROM


def count(values: Values) -> int:
    """How many points have a value."""
    return sum(value is not None for value in values)


def _average(numbers: Sequence[int], scale: int) -> Fraction | None:
    return Fraction(sum(numbers), len(numbers) * scale) if numbers else None


def _around(mean: Fraction, usual_range: Fraction) -> Limits:
    return Limits(
        lower=mean - LIMIT * usual_range,
        upper=mean + LIMIT * usual_range,
        near_lower=mean - NEAR * usual_range,
        near_upper=mean + NEAR * usual_range,
    )
