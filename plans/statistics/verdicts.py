"""A reading against the target for its own period, in words with its arithmetic (domain, 5.5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from plans.statistics.targets import in_points, in_unit
from plans.statistics.words import in_words, rounded, shown

USUAL_TOLERANCE = Fraction(5, 100)
"""Of the way from baseline to target: a miss of no more than this is close (domain, 5.5.3)."""

LEAST = Decimal("0.01")
"""The smallest difference that is written."""


class Polarity(StrEnum):
    """Which values are good. Context: none is, so nothing is judged."""

    HIGH = "high"
    LOW = "low"
    BAND = "band"
    CONTEXT = "context"


class Verdict(StrEnum):
    """Met, missed by no more than the tolerance, or missed by more: green, amber and red."""

    MET = "met"
    CLOSE = "close"
    MISSED = "missed"
    CONTEXT = "context"
    NO_VALUE = "no value"
    NOTHING_DUE = "nothing due"


@dataclass(frozen=True, slots=True)
class Due:
    """What a measure is to have reached by a day. `top` makes it a band from `value` to there."""

    by: date
    value: Fraction
    top: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """How readings of a measure are judged.

    `baseline` is where it started. `tolerance` is a stated absolute one; without it, it is 5 % of
    the way from the baseline to the target, and none where there is no baseline.
    """

    polarity: Polarity
    unit: str = ""
    baseline: Fraction | None = None
    tolerance: Fraction | None = None
    places: int | None = None
    """Decimal places that every figure of the measure is written with; None for as few as do."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its numbers. `short` is the way that is missing, zero where it is met."""

    verdict: Verdict
    sentence: str
    short: Fraction | None = None
    tolerance: Fraction | None = None


def _within(period: str) -> str:
    """ "in October 2026", "on 31 August 2026", "in the 2024 to 2025 academic year" """
    if re.match(r"\d{1,2} [A-Z]", period):
        return f"on {period}"
    return f"in the {period}" if re.search(r" year$|^12 months", period) else f"in {period}"


def due_on(steps: Sequence[Due], day: date, *, start: Due | None = None) -> Due | None:
    """What is due on a day: the latest of the dated targets that has come (measures, F1.6).

    With a `start` (the baseline and its day) the way to the next one is a straight line instead.
    None before anything is due.
    """
    ladder = sorted(steps, key=lambda step: step.by)
    reached = [step for step in ladder if step.by <= day]
    if start is None or not ladder or day >= ladder[-1].by:
        return reached[-1] if reached else None
    if day < start.by:
        return None
    points = [start, *(step for step in ladder if step.by > start.by)]
    for before, after in pairwise(points):
        if before.by <= day < after.by:
            part = Fraction((day - before.by).days, (after.by - before.by).days)
            value = _between(before.value, after.value, part)
            if after.top is None:
                return Due(day, value)
            top = before.value if before.top is None else before.top
            return Due(day, value, _between(top, after.top, part))
    return reached[-1] if reached else None


def judge(value: Fraction | None, due: Due | None, goal: Goal, *, period: str) -> Judgement:
    """The value of a period against what was due for it (domain, 5.5.2 and 3).

    `period` is written out, such as "May 2026". A value on the target meets it, and one that
    misses by exactly the tolerance is close.
    """
    unit, when = goal.unit, _within(period)
    if value is None:
        return Judgement(Verdict.NO_VALUE, f"There is no value for {period}, so nothing is judged.")
    if goal.polarity is Polarity.CONTEXT:
        return Judgement(
            Verdict.CONTEXT,
            f"{_said(value, goal)} {when}: shown for context, since neither more nor less of "
            "it is better.",
        )
    if due is None:
        return Judgement(
            Verdict.NOTHING_DUE, f"{_said(value, goal)} {when}: no target is due by then yet."
        )
    short, tolerance = _short(value, due, goal.polarity), _tolerance(due, goal)
    stands = _stands(value, due, goal, when)
    if short == 0:
        return Judgement(Verdict.MET, f"{stands}: met.", short, tolerance)
    verdict = Verdict.CLOSE if short <= tolerance else Verdict.MISSED
    side = "below" if value < due.value else "above"
    allowed = _of_tolerance(verdict, tolerance, due, goal)
    sentence = f"{stands}: {_apart(short, unit)} {side} it, {allowed}."
    return Judgement(verdict, sentence, short, tolerance)


def _stands(value: Fraction, due: Due, goal: Goal, when: str) -> str:
    """ "61% in May 2026 against 66% due by 9 June 2026", to two places where one looks the same."""
    ends = [due.value] if due.top is None else [due.value, due.top]
    usual = 1 if goal.places is None else goal.places
    alike = any(end != value and rounded(end, usual) == rounded(value, usual) for end in ends)
    more = max(usual + 1, 2) if alike else usual
    wanted = " to ".join(_said(end, goal, more) for end in ends)
    return f"{_said(value, goal, more)} {when} against {wanted} due by {in_words(due.by)}"


def _said(number: Fraction, goal: Goal, places: int | None = None) -> str:
    """A value as its measure writes it."""
    if goal.places is None:
        return shown(number, goal.unit, places=1 if places is None else places)
    wanted = goal.places if places is None else places
    return in_unit(rounded(number, wanted), goal.unit, places=wanted)


def _apart(difference: Fraction, unit: str) -> str:
    """A distance to two places at most; one that would read as none is less than that."""
    if rounded(difference, 2) == 0:
        return f"less than {in_points(LEAST, unit)}" if difference else in_points(Decimal(0), unit)
    return in_points(rounded(difference, 2 if difference < 1 else 1), unit)


def _of_tolerance(verdict: Verdict, tolerance: Fraction, due: Due, goal: Goal) -> str:
    """The tolerance with where it comes from."""
    if goal.tolerance is None and goal.baseline is None:
        return "and without a baseline there is no tolerance"
    within = "within" if verdict is Verdict.CLOSE else "more than"
    said = f"{within} the tolerance of {_apart(tolerance, goal.unit)}"
    if goal.tolerance is not None or goal.baseline is None:
        return said
    return f"{said} (5% of the way from {_said(goal.baseline, goal)} to {_said(due.value, goal)})"


def _short(value: Fraction, due: Due, polarity: Polarity) -> Fraction:
    if polarity is Polarity.HIGH:
        return max(due.value - value, Fraction())
    if polarity is Polarity.LOW:
        return max(value - due.value, Fraction())
    top = due.value if due.top is None else due.top
    return max(due.value - value, value - top, Fraction())


def _tolerance(due: Due, goal: Goal) -> Fraction:
    if goal.tolerance is not None:
        return goal.tolerance
    if goal.baseline is None:
        return Fraction()
    return abs(due.value - goal.baseline) * USUAL_TOLERANCE


def _between(one: Fraction, other: Fraction, part: Fraction) -> Fraction:
    return one + (other - one) * part
