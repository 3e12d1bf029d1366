"""What a share of a small sample tells of what it was drawn from.

Wilson's score interval for one share, and Newcombe's hybrid of two of them for the difference
between two samples (his method 10). Both keep sensible ends near 0 and 100 % and for few cases,
where the usual interval does not. They hold for samples that are drawn at random.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from plans.statistics.words import counted, shown

Z = 1.959963984540054
"""Of a standard normal: 95 % lie within so many standard deviations."""

FEWEST = 10
"""Below so many in either sample nothing is said of a change: only the widest would ever show."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From and to, in per cent, or in percentage points for a difference."""

    low: float
    high: float

    @property
    def holds_nought(self) -> bool:
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Sample:
    """So many of so many. The whole isn’t nought."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole or not self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share of a sample.")

    @property
    def per_cent(self) -> Fraction:
        return Fraction(100 * self.part, self.whole)

    @property
    def words(self) -> str:
        """ "14 of 20 (70%)"."""
        return f"{self.part} of {self.whole} ({shown(self.per_cent, 'percent', places=0)})"

    @property
    def interval(self) -> Interval:
        """Where the share of all that it was drawn from lies in 95 of 100 such samples."""
        share, whole = self.part / self.whole, self.whole
        middle = share + Z * Z / (2 * whole)
        reach = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
        scale = 100 / (1 + Z * Z / whole)
        low = 0.0 if self.part == 0 else (middle - reach) * scale
        high = 100.0 if self.part == whole else (middle + reach) * scale
        return Interval(low, high)

    @property
    def interval_in_words(self) -> str:
        """ "between 48% and 86% of all, if the sample was drawn at random"."""
        low, high = (shown(end, "percent", places=0) for end in _ends(self.interval))
        return f"between {low} and {high} of all, if the sample was drawn at random"


def difference(before: Sample, after: Sample) -> Interval:
    """How far the share of all moved, in percentage points."""
    one, other = before.interval, after.interval
    was, now = float(before.per_cent), float(after.per_cent)
    low = now - was - sqrt((now - other.low) ** 2 + (one.high - was) ** 2)
    high = now - was + sqrt((other.high - now) ** 2 + (was - one.low) ** 2)
    return Interval(low, high)


def moved(before: Sample, after: Sample) -> str:
    """What may be said of a change between two samples, with both of them; one to two sentences.

    Never more than the samples carry: of too few, or where the interval holds nought, that is
    what is said.
    """
    told = f"From {before.words} to {after.words}."
    if min(before.whole, after.whole) < FEWEST:
        return f"{told} Fewer than {FEWEST} in a sample are too few to speak of a change."
    reach = difference(before, after)
    low, high = (_points(end) for end in _ends(reach))
    if reach.holds_nought:
        return (
            f"{told} With samples of this size chance alone could explain the difference "
            f"({low} to {high} percentage points)."
        )
    word = "higher" if after.per_cent > before.per_cent else "lower"
    return (
        f"{told} It is {word} by more than chance explains, if both samples were drawn at random "
        f"({low} to {high} percentage points)."
    )


def cases(number: int) -> str:
    """ "20 audits"."""
    return counted(number, "audit")


def _ends(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


def _points(end: float) -> str:
    number = shown(abs(end), places=0)
    return f"{'+' if end > 0 else '−' if end < 0 else ''}{number}" if number != "0" else "0"
