"""Numerator over denominator. No cases is not nought: nothing divided by nothing has no value."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from plans.statistics.words import counted

PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, times 100 for a percentage or 10,000 for a rate of that many people.

    Either count is None where nobody has it. The numerator may be the larger: suspensions of
    pupils.
    """

    numerator: int | None
    denominator: int | None
    times: int = PER_CENT

    @property
    def value(self) -> Fraction | None:
        """Exact, or None where a count is missing or there were no cases (domain, 5.5)."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator * self.times, self.denominator)

    @property
    def words(self) -> str:
        """ "24 of 61", "no cases", or which count is missing."""
        if self.denominator is None:
            return "no denominator"
        if self.numerator is None:
            return "no numerator"
        if self.denominator == 0:
            return "no cases"
        return f"{self.numerator:,} of {self.denominator:,}"


def together(rates: Iterable[Rate]) -> Rate:
    """Several periods as one: the sums of both counts, never the mean of percentages.

    None of either count where one period lacks it: a year to date without May isn't one.
    """
    found = list(rates)
    times = {rate.times for rate in found}
    if len(times) > 1:
        raise ValueError("Rates that are times different numbers can't be put together.")
    return Rate(
        _sum(rate.numerator for rate in found),
        _sum(rate.denominator for rate in found),
        times.pop() if times else PER_CENT,
    )


def missing(rates: Iterable[Rate]) -> str:
    """How many of the periods lack a count: "2 periods have no figures"; empty where none does."""
    number = sum(rate.numerator is None or rate.denominator is None for rate in rates)
    if not number:
        return ""
    return f"{counted(number, 'period')} {'has' if number == 1 else 'have'} no figures"


def _sum(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    present = [count for count in found if count is not None]
    return sum(present) if len(present) == len(found) else None
