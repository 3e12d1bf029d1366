"""Which points of one group are signals, by which rules, and under which label (measures, A4)."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from plans.statistics.control.limits import Limits, Values, whole
from plans.statistics.control.series import Rules

Row = Sequence[int | None]

RUN = 7
"""Points in a row that make a shift or a trend."""


class Label(StrEnum):
    COMMON = "common cause"
    ABOVE = "above upper limit"
    BELOW = "below lower limit"
    RISING = "7 point trend increasing"
    FALLING = "7 point trend decreasing"
    TWO_ABOVE = "2 in 3 above"
    TWO_BELOW = "2 in 3 below"
    SHIFT_ABOVE = "7 points above"
    SHIFT_BELOW = "7 points below"


HIGH = frozenset({Label.ABOVE, Label.RISING, Label.TWO_ABOVE, Label.SHIFT_ABOVE})


@dataclass(frozen=True, slots=True)
class Signals:
    """What each rule says of one point, and the one label it gets.

    None: it can't be said, for want of a value or of limits. Several rules may say yes; the
    label is the first of outside the limits, trend, two of three, shift (A4, precedence).
    """

    outside: bool | None
    trend: bool | None
    two_of_three: bool | None
    shift: bool | None
    label: Label
    against_slope: bool = False
    """The label names a trend by a step that isn't part of it, as the reference does."""


MISSING = Signals(None, None, None, None, Label.COMMON)


def signals(
    values: Values, *, mean: Fraction | None, limits: Limits | None, rules: Rules
) -> list[Signals]:
    """The signals of a group's points in date order. Nothing looks beyond the group (A2)."""
    marks = astuple(limits) if limits else (None,) * 4
    (*numbers, centre, lower, upper, near_lower, near_upper), _ = whole([*values, mean, *marks])
    sides = [None if y is None or centre is None else _sign(y - centre) for y in numbers]
    outside = [_beyond(y, lower, upper) for y in numbers]
    beyond = [_beyond(y, near_lower, near_upper) for y in numbers]
    slopes = trends(numbers)
    pairs = two_of_three(_near(beyond, outside, rules), sides)
    shifts = shift(sides)
    found = []
    for at, number in enumerate(numbers):
        if number is None:
            found.append(MISSING)
            continue
        said = slopes[at]
        shown = _reference_slope(numbers, slopes, at) if rules is Rules.PLOT_THE_DOTS else said
        found.append(
            Signals(
                outside=outside[at],
                trend=said != 0,
                two_of_three=None if limits is None else pairs[at],
                shift=None if mean is None else shifts[at],
                label=_label(bool(outside[at]), shown, pairs[at], shifts[at], sides[at] or 0),
                against_slope=shown != said and not outside[at],
            )
        )
    return found


def trends(values: Row) -> list[int]:
    """For each point: 1 in a rise of seven, -1 in a fall, 0 in neither (A4, trend).

    All points of it are meant, also those before it could be known. A tie ends it, and so does a
    missing value (A9). Where a fall starts on the last point of a rise, the later one counts.
    """
    slopes = [0] * len(values)
    steps = [None if a is None or b is None else _sign(b - a) for a, b in pairwise(values)]
    for start, window in _windows(steps, RUN - 1):
        if window[0] and all(step == window[0] for step in window):
            slopes[start : start + RUN] = [window[0]] * RUN
    return slopes


def shift(sides: Row) -> list[bool]:
    """Whether a point is one of seven in a row on one side of the mean (A4, shift).

    A point on the mean is on neither side and ends the run; so does a missing value.
    """
    found = [False] * len(sides)
    for start, window in _windows(sides, RUN):
        if window[0] and all(side == window[0] for side in window):
            found[start : start + RUN] = [True] * RUN
    return found


def two_of_three(near: Sequence[bool | None], sides: Row) -> list[bool]:
    """Whether a point is near and has another near one in three neighbours on its side (A4).

    The third must be on the same side too and isn't itself a signal unless near.
    """
    found = [False] * len(sides)
    for start, window in _windows(sides, 3):
        if not window[0] or any(side != window[0] for side in window):
            continue
        close = [at for at in range(start, start + 3) if near[at]]
        if len(close) >= 2:
            for at in close:
                found[at] = True
    return found


def _near(
    beyond: Sequence[bool | None], outside: Sequence[bool | None], rules: Rules
) -> list[bool | None]:
    """Making Data Count counts every point beyond two sigma, the reference none beyond three."""
    if rules is Rules.MAKING_DATA_COUNT:
        return list(beyond)
    return [far and not out for far, out in zip(beyond, outside, strict=True)]


def _reference_slope(values: Row, slopes: Sequence[int], at: int) -> int:
    """The slope by which NHSRplotthedots names a point's trend.

    It takes the step after the point wherever the next point is in a trend as well, even where
    that is another trend and the step between them belongs to neither: a tie or a drop between
    two rises calls the first one's last point "decreasing".
    """
    later = at + 1
    if slopes[at] and later < len(values) and slopes[later]:
        here, there = values[at], values[later]
        if here is not None and there is not None:
            return 1 if there > here else -1
    return slopes[at]


def _label(outside: bool, slope: int, pair: bool, shifted: bool, side: int) -> Label:
    if outside:
        return Label.ABOVE if side > 0 else Label.BELOW
    if slope:
        return Label.RISING if slope > 0 else Label.FALLING
    if pair:
        return Label.TWO_ABOVE if side > 0 else Label.TWO_BELOW
    if shifted:
        return Label.SHIFT_ABOVE if side > 0 else Label.SHIFT_BELOW
    return Label.COMMON


def _beyond(number: int | None, low: int | None, high: int | None) -> bool | None:
    """Whether a number lies beyond two bounds. On a bound is inside (A4: strict comparisons)."""
    if number is None or low is None or high is None:
        return None
    return number > high or number < low


def _windows(row: Row, length: int) -> Iterator[tuple[int, Row]]:
    for start in range(len(row) - length + 1):
        yield start, row[start : start + length]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
