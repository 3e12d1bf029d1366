"""The control chart: points with their shapes, mean, limits, target and where it was rebased.

Shapes carry the meaning beside the colours, which print alike, and are those of the status tags:
circle for common cause, diamond for improvement, triangle for concern, ring where neither
direction is better.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from plans.charts.scale import Scale, every_nth, ticks, within
from plans.statistics.control import Chart, Group, Kind, Limits, Point

WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 116, 16, 40

SHAPES = {
    Kind.COMMON: "circle",
    Kind.IMPROVEMENT: "diamond",
    Kind.CONCERN: "triangle",
    Kind.NEUTRAL_HIGH: "ring",
    Kind.NEUTRAL_LOW: "ring",
}


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    shape: str
    """circle, diamond, triangle or ring."""
    outline: str
    """The corners of a diamond or triangle."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a chart with what it is called at its end."""

    kind: str
    x1: float
    x2: float
    y: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place on an axis, or a line across the chart there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class ControlDrawing:
    """All that a template needs to draw one control chart."""

    key: str
    """Unique on its page: the ids of title and description are made of it."""
    title: str
    description: str
    heights: tuple[Mark, ...]
    days: tuple[Mark, ...]
    runs: tuple[str, ...]
    """The points that neighbours join, as `points` of polylines; a period without a value parts
    two runs, and so does a rebase."""
    rules: tuple[Rule, ...]
    dots: tuple[Dot, ...]
    rebases: tuple[Mark, ...]
    latest: Mark | None
    latest_y: float

    width = WIDTH
    height = HEIGHT
    left = _LEFT
    right = WIDTH - _RIGHT
    top = _TOP
    bottom = HEIGHT - _BOTTOM


def draw(
    chart: Chart,
    *,
    key: str,
    title: str,
    description: str,
    names: Sequence[str],
    words: Callable[[Fraction], str],
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
    finest: Fraction | None = None,
) -> ControlDrawing:
    """A chart with its periods called `names`, its values said by `words`, and an axis that goes
    nowhere the measure can't be (`bounds`) and by steps that its labels show (`finest`)."""
    across = Scale(Fraction(0), Fraction(max(len(names) - 1, 1)), _LEFT + 8, WIDTH - _RIGHT)
    numbers = within(ticks(_heights(chart), finest=finest), *bounds)
    up = Scale(numbers[0], numbers[-1], HEIGHT - _BOTTOM, _TOP)
    last = next((index for index in range(len(names) - 1, -1, -1) if _value(chart, index)), None)
    value = None if last is None else chart.points[last].value
    return ControlDrawing(
        key=key,
        title=title,
        description=description,
        heights=tuple(Mark(up.at(number), words(number)) for number in numbers),
        days=tuple(Mark(across.at(index), names[index]) for index in every_nth(len(names), fit=6)),
        runs=tuple(_runs(chart, across, up)),
        rules=tuple(_rules(chart, across, up, words)),
        dots=tuple(_dot(point, across.at(index), up) for index, point in _dotted(chart)),
        rebases=tuple(Mark(across.at(first) - 6, names[first]) for first in _starts(chart)[1:]),
        latest=None if last is None or value is None else Mark(across.at(last) + 10, words(value)),
        latest_y=0 if value is None else up.at(value),
    )


def _value(chart: Chart, index: int) -> bool:
    return chart.points[index].value is not None


def _dotted(chart: Chart) -> list[tuple[int, Point]]:
    return [(index, point) for index, point in enumerate(chart.points) if point.value is not None]


def _heights(chart: Chart) -> list[Fraction]:
    """Every value that should be seen."""
    limits = [found for group in chart.groups if (found := _limits(group)[0])]
    target = chart.series.target
    return [
        *(point.value for point in chart.points if point.value is not None),
        *(edge for each in limits for edge in (each.lower, each.upper)),
        *([] if target is None else [target]),
    ] or [Fraction(0)]


def _limits(group: Group) -> tuple[Limits | None, str]:
    """The limits of a group and how they are drawn: trial ones thinner, nothing hangs on them."""
    if group.spread.limits is not None:
        return group.spread.limits, "limit"
    return group.trial, "trial"


def _starts(chart: Chart) -> list[int]:
    """The place of each group's first point."""
    starts, at = [], 0
    for group in chart.groups:
        starts.append(at)
        at += len(group.points)
    return starts


def _runs(chart: Chart, across: Scale, up: Scale) -> list[str]:
    runs = []
    for start, group in zip(_starts(chart), chart.groups, strict=True):
        numbered = enumerate(group.points, start)
        for has_value, run in groupby(numbered, key=lambda each: each[1].value is not None):
            if has_value:
                places = [(across.at(at), up.at(point.value or 0)) for at, point in run]
                runs.append(" ".join(f"{x},{y}" for x, y in places))
    return runs


def _rules(chart: Chart, across: Scale, up: Scale, words: Callable[[Fraction], str]) -> list[Rule]:
    """Mean and limits of each group, and the target across all."""
    rules = []
    for start, group in zip(_starts(chart), chart.groups, strict=True):
        ends = (across.at(start), across.at(start + len(group.points) - 1))
        x1, x2 = ends if ends[0] < ends[1] else (ends[0] - 6, ends[1] + 6)
        if group.spread.mean is not None:
            rules.append(Rule("mean", x1, x2, up.at(group.spread.mean)))
        limits, kind = _limits(group)
        edges = (limits.lower, limits.upper) if limits else ()
        rules += [Rule(kind, x1, x2, up.at(edge)) for edge in edges if up.holds(edge)]
    target = chart.series.target
    if target is not None:
        at = up.at(target)
        rules.append(Rule("target", _LEFT, WIDTH - _RIGHT, at, f"Target {words(target)}"))
    return rules


def _dot(point: Point, x: float, up: Scale) -> Dot:
    assert point.value is not None
    y, shape = up.at(point.value), SHAPES[point.kind]
    return Dot(x, y, shape, _corners(x, y, _CORNERS.get(shape, ())))


_CORNERS = {
    "diamond": ((0, -7), (7, 0), (0, 7), (-7, 0)),
    "triangle": ((0, -7), (7, 5), (-7, 5)),
}


def _corners(x: float, y: float, offsets: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{round(x + right, 1)},{round(y + down, 1)}" for right, down in offsets)
