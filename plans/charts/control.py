"""The control chart: points with their shapes, mean, limits, target and where it was rebased.

Shapes carry the meaning beside the colours, which print alike, and are those of the status tags:
circle for common cause, diamond for improvement, triangle for concern, ring where neither
direction is better.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from plans.charts.labels import LETTER, LINE
from plans.charts.scale import Scale, every_nth, ticks, within
from plans.statistics.control import Chart, Group, Kind, Limits, Point

WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 116, 16, 40
_FIT = 6

_PLAIN = 8
"""The width of a letter that is not bold."""

NARROW_WIDTH, NARROW_HEIGHT = 340, 300
NARROW_POINTS = 13
"""As many as limits need: what a telephone shows with words that can be read."""
_NARROW_FIT = 3

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

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """What each shape and line that is drawn here means."""
        drawn = {dot.shape for dot in self.dots} | {rule.kind for rule in self.rules}
        drawn |= {"rebase"} if self.rebases else set()
        usual = "usual variation" if "mean" in drawn else "a figure"
        return [
            (shape, usual if shape == "circle" else words)
            for shape, words in MEANINGS
            if shape in drawn
        ]


MEANINGS = (
    ("circle", "usual variation"),
    ("diamond", "a change for the better"),
    ("triangle", "a change for the worse"),
    ("ring", "a change, neither better nor worse"),
    ("mean", "mean"),
    ("limit", "limits that nearly all figures keep to"),
    ("trial", "trial limits"),
    ("target", "target"),
    ("rebase", "rebased: counted afresh from here"),
)
"""Each shape and line of a chart, in the order of its key."""


@dataclass(frozen=True, slots=True)
class NarrowDrawing(ControlDrawing):
    """The newest points alone, as wide as a telephone. Its margins are as wide as the words in
    them; mean, limits and shapes are those of the whole chart."""

    left: int
    right: int

    width = NARROW_WIDTH
    height = NARROW_HEIGHT
    bottom = NARROW_HEIGHT - _BOTTOM


def room_for(texts: Sequence[str]) -> int:
    return LETTER * max(map(len, texts), default=0) + 12


def draw(
    chart: Chart,
    *,
    key: str,
    title: str,
    description: str,
    names: Sequence[str],
    words: Callable[[Fraction], str],
    marks: Callable[[Fraction], str] | None = None,
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
    finest: Fraction | None = None,
    narrow: bool = False,
) -> ControlDrawing:
    """A chart with its periods called `names`, its values said by `words` (by `marks` where there
    is little room: all of them on a `narrow` drawing), and an axis that goes nowhere the measure
    can't be (`bounds`) and by steps that its labels show (`finest`)."""
    kind: type[ControlDrawing] = NarrowDrawing if narrow else ControlDrawing
    marks = marks or words
    first = max(0, len(names) - NARROW_POINTS) if narrow else 0
    groups = _groups(chart, first)
    numbers = within(ticks(_heights(chart, groups), finest=finest), *bounds)
    heights = [marks(number) for number in numbers]
    value = next((at.value for at in reversed(chart.points) if at.value is not None), None)
    target = chart.series.target
    ends = [marks(number) for number in (value, target) if number is not None]
    margins = {}
    if narrow:
        edge = max(room_for(ends), LETTER * len(names[-1]) // 2 + 2)
        margins = {"left": room_for(heights), "right": NARROW_WIDTH - edge}
    left, right = margins.get("left", _LEFT), margins.get("right", WIDTH - _RIGHT)
    across = Scale(Fraction(first), Fraction(max(len(names) - 1, first + 1)), left + 8, right)
    up = Scale(numbers[0], numbers[-1], kind.bottom, _TOP)
    dotted = [
        (at, point)
        for start, points, _ in groups
        for at, point in enumerate(points, start)
        if point.value is not None
    ]
    rules = list(_rules(groups, across, up))
    if target is not None:
        told = [f"Target {words(target)}", f"Target {marks(target)}", marks(target)]
        said = _fitting(told, kind, right, letter=_PLAIN)
        rules.append(Rule("target", left, right, up.at(target), said))
    latest = None
    if dotted and value is not None:
        told = [words(value), marks(value)]
        latest = Mark(across.at(dotted[-1][0]) + 10, _fitting(told, kind, right))
    return kind(
        key=key,
        title=title,
        description=description,
        heights=tuple(
            Mark(up.at(number), text) for number, text in zip(numbers, heights, strict=True)
        ),
        days=tuple(
            Mark(across.at(first + index), names[first + index])
            for index in every_nth(len(names) - first, fit=_NARROW_FIT if narrow else _FIT)
        ),
        runs=tuple(_runs(groups, across, up)),
        rules=tuple(rules),
        dots=tuple(_dot(point, across.at(at), up) for at, point in dotted),
        rebases=tuple(
            Mark(across.at(start) - 6, names[start]) for start, _, _ in groups if start > first
        ),
        latest=latest,
        latest_y=0 if value is None else _clear_of(target, value, up),
        **margins,
    )


def _fitting(
    texts: Sequence[str], kind: type[ControlDrawing], right: int, *, letter: int = LETTER
) -> str:
    """The first of these texts that the right margin holds, or the last of them."""
    room = kind.width - right - 10
    return next((text for text in texts if letter * len(text) <= room), texts[-1])


def _clear_of(target: Fraction | None, value: Fraction, up: Scale) -> float:
    """The height of the newest figure's words, a line away from those of the target."""
    at = up.at(value)
    if target is None or abs(at - up.at(target)) >= LINE:
        return at
    above, below = up.at(target) - LINE, up.at(target) + LINE
    goes_up = above >= up.end and (value >= target or below > up.start)
    return round(above if goes_up else below, 1)


Part = tuple[int, tuple[Point, ...], Group]
"""The place of the first point of a group that is drawn, those that are, and the group."""


def _groups(chart: Chart, first: int) -> list[Part]:
    """The groups of which points are drawn that begins at the place `first`."""
    found, at = [], 0
    for group in chart.groups:
        start = max(at, first)
        points = group.points[start - at :]
        at += len(group.points)
        if points:
            found.append((start, points, group))
    return found


def _heights(chart: Chart, groups: Sequence[Part]) -> list[Fraction]:
    """Every value that should be seen."""
    limits = [found for *_, group in groups if (found := _limits(group)[0])]
    target = chart.series.target
    return [
        *(point.value for _, points, _ in groups for point in points if point.value is not None),
        *(edge for each in limits for edge in (each.lower, each.upper)),
        *([] if target is None else [target]),
    ] or [Fraction(0)]


def _limits(group: Group) -> tuple[Limits | None, str]:
    """The limits of a group and how they are drawn: trial ones thinner, nothing hangs on them."""
    if group.spread.limits is not None:
        return group.spread.limits, "limit"
    return group.trial, "trial"


def _runs(groups: Sequence[Part], across: Scale, up: Scale) -> list[str]:
    runs = []
    for start, points, _ in groups:
        numbered = enumerate(points, start)
        for has_value, run in groupby(numbered, key=lambda each: each[1].value is not None):
            if has_value:
                places = [(across.at(at), up.at(point.value or 0)) for at, point in run]
                runs.append(" ".join(f"{x},{y}" for x, y in places))
    return runs


def _rules(groups: Sequence[Part], across: Scale, up: Scale) -> list[Rule]:
    """Mean and limits of each group."""
    rules = []
    for start, points, group in groups:
        ends = (across.at(start), across.at(start + len(points) - 1))
        x1, x2 = ends if ends[0] < ends[1] else (ends[0] - 6, ends[1] + 6)
        if group.spread.mean is not None:
            rules.append(Rule("mean", x1, x2, up.at(group.spread.mean)))
        limits, kind = _limits(group)
        edges = (limits.lower, limits.upper) if limits else ()
        rules += [Rule(kind, x1, x2, up.at(edge)) for edge in edges if up.holds(edge)]
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
