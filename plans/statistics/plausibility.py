"""Doubts about a figure before it is saved: warnings that a person answers, never refusals.

Sources: domain, 2 (a published 30.8 % beside a local 3.99 %: a decimal slip), 5.3 and 5.4.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import median

from plans.statistics.control.limits import spread
from plans.statistics.words import change, counted, rounded, shown

SHIFTS = (1, 2, 3)
"""Places by which a decimal point slips."""

AS_SHARE = 2
"""Places between a share of one and a percentage."""

ALIKE = Fraction(3, 10)
"""How far from the usual a value put right may lie to be taken for a slip."""

LIMITS_FROM = 6
"""Earlier values from which their process limits say what is usual (measures, A8)."""

FEW = 10
"""Counts below this change tenfold by chance: 10 permanent exclusions, and then one."""

REPEATS = 3
"""Earlier values that are exactly the same from which a further one is doubted."""


class Doubt(StrEnum):
    DECIMAL_SLIP = "decimal slip"
    JUMP = "jump"
    REPEATED = "repeated"
    OUT_OF_BOUNDS = "out of bounds"
    NOT_WHOLE = "not whole"
    SHARE_OF_ONE = "share of one"
    DOES_NOT_ADD_UP = "does not add up"
    NOT_THEIR_RATIO = "not their ratio"
    FELL = "fell"
    POINTS_OR_PER_CENT = "points or per cent"
    NUMBER_OR_PER_CENT = "number or per cent"


@dataclass(frozen=True, slots=True)
class Hint:
    """One doubt with what to look at, in a sentence."""

    doubt: Doubt
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What is usual of a measure. `earlier` are the values of the same definition in order of time.

    `comparators` are others' values by name, "England’s": a first value has no other to be held
    against. `bounds` is what the measure can be:
    0 to 100 for a share. A `whole` measure counts; a `cumulative` one grows through its year, and
    `earlier` are then those of the same year. `counted` are the numbers behind earlier percentages,
    where a percentage is given without its own.
    """

    unit: str = ""
    earlier: Sequence[Fraction | None] = ()
    comparators: Mapping[str, Fraction] = field(default_factory=dict)
    bounds: tuple[Fraction, Fraction] | None = None
    whole: bool = False
    cumulative: bool = False
    counted: Sequence[Fraction] = ()

    @property
    def present(self) -> list[Fraction]:
        return [value for value in self.earlier if value is not None]


def doubts(value: Fraction, habit: Habit) -> list[Hint]:
    """What is doubtful about a value, by itself and beside what is usual."""
    found = [*_by_itself(value, habit)]
    slip = _slip(value, habit)
    if slip is not None:
        return [*found, slip]
    jump = [*_jump(value, habit)]
    meant = [*_meant_otherwise(value, habit)] if jump else []
    return [*found, *jump, *meant, *_repeated(value, habit)]


def doubts_of_parts(total: int, parts: Sequence[int]) -> list[Hint]:
    """Parts that don’t add up to their total."""
    there = sum(parts)
    if there == total:
        return []
    apart = abs(total - there)
    side = "less" if there < total else "more"
    return [
        Hint(
            Doubt.DOES_NOT_ADD_UP,
            f"The parts add up to {there:,}, {apart:,} {side} than the total of {total:,}.",
        )
    ]


def doubts_of_change(
    before: Fraction, after: Fraction, claimed: Decimal, *, in_points: bool
) -> list[Hint]:
    """A change of a percentage told in points that is one in per cent, or the other way round.

    28 % to 36 % is 8 percentage points and 28.6 per cent.
    """
    points = abs(after - before)
    relative = 100 * points / before if before > 0 else None
    exponent = claimed.as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    by = abs(claimed)
    is_points = rounded(points, places) == by
    is_relative = relative is not None and rounded(relative, places) == by
    if is_points if in_points else is_relative:
        return []
    said = f"From {shown(before, '%')} to {shown(after, '%')} is {shown(points)} percentage points"
    if relative is not None:
        said = f"{said}, or {shown(relative)} per cent of where it began"
    if is_points or is_relative:
        meant = "percentage points" if is_points else "per cent"
        return [Hint(Doubt.POINTS_OR_PER_CENT, f"{said}: {by} is in {meant}.")]
    return [Hint(Doubt.NOT_THEIR_RATIO, f"{said}, not {by}.")]


_CLAIM = re.compile(
    r"\b(?:by|up|down|rise of|fall of|rose|fell|increase of|decrease of|drop of|change of)\s+"
    r"(?:by\s+|about\s+|another\s+)?(?P<number>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>%|percentage\s+points?|per\s?cent|points?)",
    re.IGNORECASE,
)


def claims_in(text: str) -> list[tuple[Decimal, bool]]:
    """The changes that somebody writes of, each with whether it is told in points: "up 8%"."""
    return [
        (Decimal(match["number"]), "point" in match["unit"].lower())
        for match in _CLAIM.finditer(text)
    ]


def doubts_of_claims(text: str, after: Fraction, befores: Sequence[Fraction]) -> list[Hint]:
    """Changes of a percentage that are told in the wrong one of points and per cent, since each of
    the values before it. What fits none of them may be about something else."""
    found = []
    for claimed, in_points in claims_in(text):
        told = [doubts_of_change(each, after, claimed, in_points=in_points) for each in befores]
        meant = [hint for hints in told for hint in hints if hint.doubt is Doubt.POINTS_OR_PER_CENT]
        if all(told) and meant:
            found.append(meant[0])
    return found


def _by_itself(value: Fraction, habit: Habit) -> Iterator[Hint]:
    if habit.bounds is not None and not habit.bounds[0] <= value <= habit.bounds[1]:
        least, most = (shown(bound, habit.unit) for bound in habit.bounds)
        yield Hint(
            Doubt.OUT_OF_BOUNDS,
            f"{shown(value, habit.unit, places=2)} can’t be: it lies between {least} and {most}.",
        )
    if habit.whole and value.denominator != 1:
        yield Hint(
            Doubt.NOT_WHOLE, f"{shown(value, places=2)} isn’t whole, and this measure counts."
        )
    if habit.cumulative and habit.present and value < habit.present[-1]:
        yield Hint(
            Doubt.FELL,
            f"{shown(value, habit.unit)} is less than the {shown(habit.present[-1], habit.unit)} "
            "before it in the same year, and this measure only grows.",
        )


def _slip(value: Fraction, habit: Habit) -> Hint | None:
    """Whether the value with its point moved is usual, and as it stands isn’t."""
    usual = {name: number for name, number in habit.comparators.items() if number}
    if habit.present:
        if min(habit.present) <= value <= max(habit.present):
            return None
        usual = {"what has been usual,": Fraction(median(habit.present)), **usual}
    for name, number in usual.items():
        for shift in (*SHIFTS, *(-shift for shift in SHIFTS)):
            right = value * Fraction(10) ** shift
            if habit.whole and min(abs(value), abs(right)) < FEW:
                continue
            if number and abs(right - number) <= ALIKE * abs(number):
                if habit.unit == "%" and shift == AS_SHARE and 0 < value <= 1:
                    return Hint(
                        Doubt.SHARE_OF_ONE,
                        f"{shown(value, habit.unit, places=2)} beside {name} "
                        f"{shown(number, habit.unit)}: is it a share of one? As a percentage it "
                        f"is {shown(right, habit.unit, places=2)}.",
                    )
                return Hint(
                    Doubt.DECIMAL_SLIP,
                    f"{shown(value, habit.unit, places=2)} beside {name} "
                    f"{shown(number, habit.unit)}: has the decimal point slipped? "
                    f"{shown(right, habit.unit, places=2)} would be near it.",
                )
    return None


def _jump(value: Fraction, habit: Habit) -> Iterator[Hint]:
    """A value outside the limits of those before it; with few of them, far from the latest."""
    present, unit = habit.present, habit.unit
    if len(present) >= LIMITS_FROM:
        limits = spread(habit.earlier, baseline=None, screen=False).limits
        if limits is not None and not limits.lower <= value <= limits.upper:
            usual = (
                f"have usual limits of {shown(limits.lower, unit)} and {shown(limits.upper, unit)}"
                if limits.have_width
                else f"are all {shown(limits.lower, unit)}"
            )
            yield Hint(
                Doubt.JUMP,
                f"{shown(value, unit)} is unusual: the {len(present)} values before it {usual}.",
            )
    elif present:
        step = abs(value - present[-1])
        largest = max((abs(b - a) for a, b in pairwise(present)), default=Fraction())
        if 2 * step > abs(present[-1]) and step > 3 * largest:
            yield Hint(
                Doubt.JUMP,
                f"From {shown(present[-1], unit)} to {shown(value, unit)} is a large step: "
                f"{change(value - present[-1], unit)}.",
            )


def _meant_otherwise(value: Fraction, habit: Habit) -> Iterator[Hint]:
    """What an unusual percentage can be instead: the change since the last one, or a number."""
    if habit.unit != "%":
        return
    last = habit.present[-1]
    level = last + value
    if 0 < 2 * value <= last and level <= 100 and not [*_jump(level, habit)]:
        yield Hint(
            Doubt.POINTS_OR_PER_CENT,
            f"{shown(value, '%')} after {shown(last, '%')}: is it the change, in percentage "
            f"points? The figure would then be {shown(level, '%')}.",
        )
    if habit.counted and value.denominator == 1:
        least, most = min(habit.counted), max(habit.counted)
        if least <= value <= most:
            yield Hint(
                Doubt.NUMBER_OR_PER_CENT,
                f"{shown(least)} to {shown(most)} were counted in the periods before: is "
                f"{shown(value)} a number, and no percentage?",
            )


def _repeated(value: Fraction, habit: Habit) -> Iterator[Hint]:
    """The same value again and again: carried forward?"""
    last = habit.present[-REPEATS:]
    if len(last) < REPEATS or value in (0, *(habit.bounds or ())) or set(last) != {value}:
        return
    yield Hint(
        Doubt.REPEATED,
        f"{shown(value, habit.unit)} stands for the last {counted(REPEATS, 'period')} as well: "
        "was it measured anew, or carried forward?",
    )
