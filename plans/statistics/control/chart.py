"""The whole control chart: groups, points, variation, assurance and what a reader is warned of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from plans.statistics.control.limits import (
    TRIAL_FROM,
    Limits,
    Spread,
    count,
    enough_for_limits,
    spread,
)
from plans.statistics.control.series import Improvement, Rules, Series
from plans.statistics.control.signals import HIGH, Label, Signals, signals


class Kind(StrEnum):
    """What a point's signal means for the measure (measures, A5)."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"


class Variation(StrEnum):
    """What the latest point says of the process (measures, A6 and E2)."""

    COMMON = "common"
    IMPROVEMENT_HIGH = "improvement high"
    IMPROVEMENT_LOW = "improvement low"
    CONCERN_HIGH = "concern high"
    CONCERN_LOW = "concern low"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"


class Assurance(StrEnum):
    """Whether the process can be relied on to meet its target (measures, A7)."""

    PASS = "pass"  # noqa: S105  # no password: the process passes
    FAIL = "fail"
    HIT_OR_MISS = "hit or miss"


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the chart. `kind` follows the label, so a point has one meaning (A5)."""

    day: date
    value: Fraction | None
    group: int
    signals: Signals
    kind: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """The points between two rebases. `spread.limits` is None where no limits are drawn.

    `trial` are limits that a chart may draw dashed from six points on where the rule set doesn't
    draw any yet: nothing is judged by them.
    """

    number: int
    points: tuple[Point, ...]
    spread: Spread
    trial: Limits | None = None
    withheld: int = 0
    """How many of its points have a value that is kept from who reads."""

    @property
    def count(self) -> int:
        """How many of its points have a value."""
        return count([point.value for point in self.points])


@dataclass(frozen=True, slots=True)
class Chart:
    """A series as its rule set reads it, in date order."""

    series: Series
    groups: tuple[Group, ...]
    variation: Variation | None
    assurance: Assurance | None

    @property
    def points(self) -> list[Point]:
        return [point for group in self.groups for point in group.points]

    @property
    def latest(self) -> Point:
        return self.groups[-1].points[-1]


def control_chart(series: Series) -> Chart:
    """Read a series by its rule set (measures, A2 to A9)."""
    groups = tuple(_group(series, number, days) for number, days in _groups(series))
    return Chart(
        series=series,
        groups=groups,
        variation=_variation(series, groups),
        assurance=_assurance(series, groups[-1].spread.limits),
    )


def _groups(series: Series) -> list[tuple[int, list[date]]]:
    """The days of each group with its number: how many rebases there were up to it (A2)."""
    groups: list[tuple[int, list[date]]] = []
    for day in sorted(series.readings):
        if day in series.rebase_dates:
            groups.append((groups[-1][0] + 1 if groups else 1, []))
        elif not groups:
            groups.append((0, []))
        groups[-1][1].append(day)
    return groups


def _group(series: Series, number: int, days: list[date]) -> Group:
    values = [series.readings[day] for day in days]
    kept = sum(day in series.withheld for day in days)
    if kept or series.runs_on:
        blank = signals([None] * len(days), mean=None, limits=None, rules=series.rules)
        points = tuple(
            Point(day, value, number, signal, Kind.COMMON)
            for day, value, signal in zip(days, values, blank, strict=True)
        )
        return Group(number, points, Spread(None, None), withheld=kept)
    found = spread(values, baseline=series.baseline_points, screen=series.screens)
    trial = None
    if not enough_for_limits(values, series.rules):
        trial = found.limits if count(values) >= TRIAL_FROM else None
        found = Spread(found.mean, None, found.note)
    said = signals(values, mean=found.mean, limits=found.limits, rules=series.rules)
    points = tuple(
        Point(day, value, number, signal, _kind(signal.label, series.improvement))
        for day, value, signal in zip(days, values, said, strict=True)
    )
    return Group(number, points, found, trial)


def _kind(label: Label, improvement: Improvement) -> Kind:
    """What a label means where this direction is better (A5)."""
    if label is Label.COMMON:
        return Kind.COMMON
    if improvement is Improvement.NEUTRAL:
        return Kind.NEUTRAL_HIGH if label in HIGH else Kind.NEUTRAL_LOW
    better = (label in HIGH) == (improvement is Improvement.INCREASE)
    return Kind.IMPROVEMENT if better else Kind.CONCERN


def _variation(series: Series, groups: tuple[Group, ...]) -> Variation | None:
    """From the latest point alone; None without a value there or without enough points (A6, A8)."""
    latest = groups[-1].points[-1]
    if latest.value is None or groups[-1].withheld or series.runs_on or len(series.readings) < 2:
        return None
    if series.rules is Rules.MAKING_DATA_COUNT and groups[-1].spread.limits is None:
        return None
    if latest.kind in (Kind.IMPROVEMENT, Kind.CONCERN):
        return Variation(f"{latest.kind} {'high' if latest.signals.label in HIGH else 'low'}")
    return Variation(latest.kind)


def _assurance(series: Series, limits: Limits | None) -> Assurance | None:
    """The target held against the latest limits; none without limits (A7, A9).

    Where limits have no width and lie on the target, the reference says "hit or miss"; the
    process has met its target each time, and Making Data Count's reader is told so.
    """
    target, direction = series.target, series.improvement
    if limits is None or target is None or direction is Improvement.NEUTRAL:
        return None
    if limits.lower <= target <= limits.upper:
        certain = not limits.have_width and series.rules is Rules.MAKING_DATA_COUNT
        return Assurance.PASS if certain else Assurance.HIT_OR_MISS
    reached = (target < limits.lower) == (direction is Improvement.INCREASE)
    return Assurance.PASS if reached else Assurance.FAIL
