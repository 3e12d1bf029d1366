"""Where one value stands among others: whom it is ahead of, and in which quarter (measures, C6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from plans.statistics.verdicts import Polarity
from plans.statistics.words import counted

LEAST = 4
"""So many others have quarters."""

_BEST = ("the best quarter", "the second best quarter", "the second worst quarter")
_JUDGED = (*_BEST, "the worst quarter")
_HIGHEST = ("the highest quarter", "the second highest quarter", "the second lowest quarter")
_PLAIN = (*_HIGHEST, "the lowest quarter")


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Half of the values lie between the lower and the upper one."""

    lower: Fraction
    median: Fraction
    upper: Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of those that have a value a value is ahead of: better, or higher where neither
    direction is."""

    ahead_of: int
    level_with: int
    of: int
    is_judged: bool
    quartiles: Quartiles | None
    quarter: int | None
    """0 for the best or the highest, 3 for the other end; None among too few."""

    @property
    def words(self) -> str:
        """ "better than 6 of 9 neighbours, level with 1"."""
        verb = "better" if self.is_judged else "higher"
        said = f"{verb} than {self.ahead_of} of {counted(self.of, 'neighbour')}"
        return f"{said}, level with {self.level_with}" if self.level_with else said

    @property
    def quarter_words(self) -> str:
        """ "in the second best quarter of its neighbours"; empty among too few."""
        if self.quarter is None:
            return ""
        names = _JUDGED if self.is_judged else _PLAIN
        return f"in {names[self.quarter]} of the neighbours"


def quartiles(values: Iterable[Fraction]) -> Quartiles | None:
    """The boundaries of the quarters, on the straight line between the two values next to them;
    None of fewer than four values."""
    ordered = sorted(values)
    if len(ordered) < LEAST:
        return None
    return Quartiles(*(_at(ordered, Fraction(part, 4)) for part in (1, 2, 3)))


def standing(
    ours: Fraction, others: Iterable[Fraction | None], polarity: Polarity
) -> Standing | None:
    """None where no other has a value. A value on a boundary belongs to the quarter below it."""
    present = [value for value in others if value is not None]
    if not present:
        return None
    low_is_ahead = polarity is Polarity.LOW
    ahead = sum(ours < value if low_is_ahead else ours > value for value in present)
    found = quartiles(present)
    return Standing(
        ahead_of=ahead,
        level_with=sum(ours == value for value in present),
        of=len(present),
        is_judged=polarity in (Polarity.HIGH, Polarity.LOW),
        quartiles=found,
        quarter=None if found is None else _quarter(ours, found, low_is_ahead=low_is_ahead),
    )


def _quarter(ours: Fraction, found: Quartiles, *, low_is_ahead: bool) -> int:
    from_below = sum(ours > each for each in (found.lower, found.median, found.upper))
    return from_below if low_is_ahead else 3 - from_below


def _at(ordered: list[Fraction], part: Fraction) -> Fraction:
    place = part * (len(ordered) - 1)
    below = int(place)
    if below == len(ordered) - 1:
        return ordered[below]
    return ordered[below] + (ordered[below + 1] - ordered[below]) * (place - below)
