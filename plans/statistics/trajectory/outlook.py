"""Will a measure reach its target in time, if the trend holds? (measures, F1)"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import inf
from statistics import fmean

from plans.statistics.trajectory.trend import Line, Points, half_width, line_through, shape
from plans.statistics.words import Real

PACE_FROM = 6
"""Points from which a pace is told (F1.2)."""

VERDICT_FROM = 12
"""Points from which a verdict is given. With 8, a step that nobody logged makes a straight line
say "on course" wrongly in 43 % of simulated series (F2)."""

FARTHEST = 24
"""Months ahead beyond which no series of months is evidence (F1.6)."""

LIMIT = 2.66
"""Average moving ranges from a level to its process limits (A3)."""


class Finding(StrEnum):
    TOO_EARLY = "too early"
    DATE_PASSED = "date passed"
    PACE_ONLY = "pace only"
    ON_COURSE = "on course"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    TOO_SLOW = "too slow"
    LEVEL_MEETS = "level meets"
    LEVEL_MISSES = "level misses"
    MOVING_AWAY = "moving away"
    SLIPPING = "slipping"
    """The wrong way, and still on the right side of the target when its date comes."""


class Side(StrEnum):
    """Which way a measure moves."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"


SIDES = {
    Finding.ON_COURSE: Side.BETTER,
    Finding.UNCERTAIN: Side.BETTER,
    Finding.UNLIKELY: Side.BETTER,
    Finding.TOO_SLOW: Side.BETTER,
    Finding.LEVEL_MEETS: Side.SAME,
    Finding.LEVEL_MISSES: Side.SAME,
    Finding.MOVING_AWAY: Side.WORSE,
    Finding.SLIPPING: Side.WORSE,
}


def side_of(finding: Finding) -> Side | None:
    """None where the finding is no verdict."""
    return SIDES.get(finding)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: what is to be reached by when, which way is better, and in which unit.

    `bounds` are the least and the most that the measure can be: 0 and 100 of a percentage.
    """

    value: float
    by: date
    higher_is_better: bool
    unit: str = ""
    bounds: tuple[float, float] | None = None

    def is_met_by(self, value: float) -> bool:
        return value >= self.value if self.higher_is_better else value <= self.value

    def worse(self, one: float, other: float) -> float:
        return min(one, other) if self.higher_is_better else max(one, other)

    def better(self, one: float, other: float) -> float:
        return max(one, other) if self.higher_is_better else min(one, other)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the trend leads by the target’s date, with its 80 % band; never a probability.

    Without a trend: the level, with the process limits around it.
    """

    centre: float
    low: float
    high: float
    clipped: bool
    """Cut at what the measure can be: 0 or 100 of a percentage."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be said of a target, in numbers. `words` says it in sentences.

    `level`, `pace` and `needed` are in the measure's unit and by month; each is None where too
    few points, or no months left, give it.
    """

    aim: Aim
    finding: Finding
    points: int
    since: date | None
    """The first of the points used."""
    last: date | None
    step: date | None
    """Where the series looks like a step change: the first point after it."""
    level: float | None = None
    pace: float | None = None
    needed: float | None = None
    projection: Projection | None = None
    beyond_evidence: bool = False

    @property
    def is_verdict(self) -> bool:
        return self.projection is not None


def outlook(readings: Mapping[date, Real | None], aim: Aim) -> Outlook:
    """What the readings since the last rebase say of a target (F1).

    Readings without a value are left out; their dates keep the real spacing. The months that are
    left count from the latest reading on.
    """
    found = sorted((day, value) for day, value in readings.items() if value is not None)
    days = [day for day, _ in found]
    points = Points([months(day) for day in days], [float(value) for _, value in found])
    best = shape(points)
    if best.step is not None:
        days, points = days[best.step :], points.since(best.step)
    said = Outlook(
        aim=aim,
        finding=Finding.TOO_EARLY,
        points=len(points),
        since=days[0] if days else None,
        last=days[-1] if days else None,
        step=None if best.step is None else days[0],
    )
    if days and aim.by <= days[-1]:
        return replace(said, finding=Finding.DATE_PASSED)
    if len(points) < PACE_FROM:
        return said
    line = line_through(points)
    if len(points) < VERDICT_FROM:
        return _with_pace(replace(said, finding=Finding.PACE_ONLY), points, line, best.sloped)
    return _judged(said, points, line, best.sloped)


def _with_pace(said: Outlook, points: Points, line: Line, sloped: bool) -> Outlook:
    """Pace needed against pace so far: from the line’s last point, or from a level (F1.5)."""
    left = months(said.aim.by) - points.months[-1]
    level = line.at(points.months[-1]) if sloped else fmean(points.values)
    return replace(
        said,
        level=level,
        pace=line.slope,
        needed=(said.aim.value - level) / left,
        beyond_evidence=left > min(FARTHEST, 2 * points.length),
    )


def _judged(said: Outlook, points: Points, line: Line, sloped: bool) -> Outlook:
    """The verdict, from where the trend leads and how sure that is (F1.4 and 6).

    A trend counts where the change by the target's date is larger than half its band; else the
    measure is taken to stay at its level, within its process limits.
    """
    aim, then = said.aim, months(said.aim.by)
    half = half_width(points, line, then)
    changes = abs(line.slope) * (then - line.middle[0]) > half
    said = _with_pace(said, points, line, sloped or changes)
    if changes:
        centre = line.at(then)
        finding = _of_trend(aim, line.slope, centre, half)
    else:
        centre = fmean(points.values)
        half = LIMIT * fmean([abs(b - a) for a, b in pairwise(points.values)])
        finding = Finding.LEVEL_MEETS if aim.is_met_by(centre) else Finding.LEVEL_MISSES
    return replace(said, finding=finding, projection=_cut(centre, half, aim.bounds))


def _of_trend(aim: Aim, slope: float, centre: float, half: float) -> Finding:
    low, high = centre - half, centre + half
    is_safe = aim.is_met_by(aim.worse(low, high))
    if (slope > 0) != aim.higher_is_better:
        return Finding.SLIPPING if is_safe else Finding.MOVING_AWAY
    if is_safe:
        return Finding.ON_COURSE
    if aim.is_met_by(centre):
        return Finding.UNCERTAIN
    return Finding.UNLIKELY if aim.is_met_by(aim.better(low, high)) else Finding.TOO_SLOW


def _cut(centre: float, half: float, bounds: tuple[float, float] | None) -> Projection:
    least, most = bounds or (-inf, inf)
    ends = (centre, centre - half, centre + half)
    middle, low, high = (min(max(end, least), most) for end in ends)
    return Projection(middle, low, high, clipped=(middle, low, high) != ends)


def months(day: date) -> float:
    """A day as a number of months, so that the first days of months are whole numbers apart."""
    _, length = monthrange(day.year, day.month)
    return day.year * 12 + day.month - 1 + (day.day - 1) / length
