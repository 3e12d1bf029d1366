"""A line as small as a word: where a measure has been, and its newest point."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from plans.charts.scale import Scale

WIDTH, HEIGHT = 120, 28
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Spark:
    """One sparkline. The figure beside it says what it ends on, so it is drawn for the eye only."""

    runs: list[str]
    x: float
    y: float

    width = WIDTH
    height = HEIGHT


def spark(values: Sequence[Fraction | None]) -> Spark | None:
    """The last values of a series in order; None where fewer than two of them are there."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    least, most = min(known), max(known)
    if least == most:
        least, most = least - 1, most + 1
    across = Scale(Fraction(0), Fraction(len(values) - 1), _EDGE, WIDTH - _EDGE)
    up = Scale(least, most, HEIGHT - _EDGE, _EDGE)
    runs = []
    for has_value, run in groupby(enumerate(values), key=lambda each: each[1] is not None):
        if has_value:
            places = [f"{across.at(at)},{up.at(value or 0)}" for at, value in run]
            runs.append(" ".join(places))
    last = max(at for at, value in enumerate(values) if value is not None)
    return Spark(runs, across.at(last), up.at(values[last] or 0))
