"""Where values and days lie on a drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places: `least` lies at `start`, `most` at `end`."""

    least: Fraction
    most: Fraction
    start: float
    end: float

    def at(self, value: Fraction | Decimal | int) -> float:
        """The place of a value; what lies beyond the scale is put at its edge."""
        inside = min(max(Fraction(value), self.least), self.most)
        share = float((inside - self.least) / (self.most - self.least))
        return round(self.start + share * (self.end - self.start), 1)

    def holds(self, value: Fraction | Decimal | int) -> bool:
        return self.least <= value <= self.most


def ticks(
    values: Iterable[Fraction], *, wanted: int = 5, finest: Fraction | None = None
) -> list[Fraction]:
    """Round numbers, evenly spaced, that reach from below the least value to above the most. Each
    is a multiple of `finest`, the smallest step that their labels show."""
    found = list(values)
    least, most = min(found), max(found)
    if least == most:
        least, most = least - 1, most + 1
    rough = (most - least) / wanted
    size = Fraction(10) ** floor(log10(float(rough)))
    steps = [size * step for step in (*_STEPS, Fraction(20), Fraction(50), Fraction(100))]
    if finest is not None:
        steps = [*(each for each in steps if each % finest == 0), finest]
    step = next((each for each in steps if each >= rough), steps[-1])
    first, last = floor(least / step), ceil(most / step)
    return [step * number for number in range(first, last + 1)]


def within(
    numbers: Sequence[Fraction], least: Fraction | None, most: Fraction | None
) -> list[Fraction]:
    """Those ticks that a measure can reach at all: no percentage above 100."""
    return [
        number
        for number in numbers
        if (least is None or number >= least) and (most is None or number <= most)
    ]


def every_nth(count: int, *, fit: int) -> list[int]:
    """Which of `count` labels to write so that no more than about `fit` stand: the last always."""
    step = max(1, ceil(count / fit))
    return [index for index in range(count) if (count - 1 - index) % step == 0]
