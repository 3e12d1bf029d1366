"""Dots beside each other: our own figure, England, the region and each neighbour, a line each.

Each line says who it is and what the figure is, so that shapes and colours only help: a diamond is
ours, a square England, a triangle the region, a ring a mean or a median, a circle a neighbour.
On a telephone the words stand above their line, which then is as long as the screen is wide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.charts.control import NARROW_WIDTH, Mark
from plans.charts.scale import Scale, ticks, within

WIDTH = 720
LINE = 28
_LEFT, _RIGHT, _TOP, _BOTTOM = 270, 130, 12, 34
LONGEST = 36
_NARROW_LINE, _NARROW_EDGE, _NARROW_WORDS = 44, 22, -18
_NARROW_MARKS = 4

SHAPES = {
    "ours": "diamond",
    "national": "square",
    "regional": "triangle",
    "mean": "ring",
    "median": "ring",
    "neighbour": "circle",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Who it is, where the figure lies, and how it is drawn; no place where there is none."""

    kind: str
    name: str
    words: str
    y: float
    x: float | None
    shape: str
    outline: str

    @property
    def is_ours(self) -> bool:
        return self.kind == "ours"


@dataclass(frozen=True, slots=True)
class DotsDrawing:
    """All that a template needs to draw one comparison."""

    key: str
    title: str
    description: str
    height: int
    marks: list[Mark]
    lines: list[Line]
    ours: float | None
    """Where a line runs down from our own figure."""

    width = WIDTH
    left = _LEFT
    right = WIDTH - _RIGHT
    top = _TOP
    line = LINE
    names = _LEFT - 14
    """Where the names stand, and which of their ends is there."""
    names_anchor = "end"
    figures = WIDTH - _RIGHT + 14
    figures_anchor = "start"
    lift = 5
    """From a line down to the foot of its words."""

    @property
    def bottom(self) -> int:
        return self.height - _BOTTOM


class NarrowDots(DotsDrawing):
    """As wide as a telephone: names and figures above their lines."""

    width = NARROW_WIDTH
    left = _NARROW_EDGE
    right = NARROW_WIDTH - _NARROW_EDGE
    line = _NARROW_LINE
    names = 0
    names_anchor = "start"
    figures = NARROW_WIDTH
    figures_anchor = "end"
    lift = _NARROW_WORDS


Given = tuple[str, str, str, Fraction | None]
"""Kind, name, figure in words, figure."""


def draw_dots(
    given: Sequence[Given],
    *,
    key: str,
    title: str,
    description: str,
    words: Callable[[Fraction], str],
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
    narrow: bool = False,
) -> DotsDrawing | None:
    """A comparison in the order given; None where nobody has a figure."""
    kind = NarrowDots if narrow else DotsDrawing
    values = [value for *_, value in given if value is not None]
    if not values:
        return None
    numbers = within(ticks(values), *bounds)
    if len(numbers) < 2:
        numbers = ticks(values)
    across = Scale(numbers[0], numbers[-1], kind.left, kind.right)
    lines = [
        _line(each, across, _TOP + kind.line * (place + 1) - LINE / 2)
        for place, each in enumerate(given)
    ]
    shown = numbers[::2] if narrow and len(numbers) > _NARROW_MARKS else numbers
    return kind(
        key=key,
        title=title,
        description=description,
        height=_TOP + kind.line * len(given) + _BOTTOM,
        marks=[Mark(across.at(number), words(number)) for number in shown],
        lines=lines,
        ours=next((line.x for line in lines if line.is_ours), None),
    )


def _line(given: Given, across: Scale, y: float) -> Line:
    kind, name, words, value = given
    x = None if value is None else across.at(value)
    shape = SHAPES[kind]
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return Line(kind, short, words, y, x, shape, "" if x is None else _outline(shape, x, y))


_CORNERS = {
    "diamond": ((0, -8), (8, 0), (0, 8), (-8, 0)),
    "triangle": ((0, -7), (7, 5), (-7, 5)),
    "square": ((-6, -6), (6, -6), (6, 6), (-6, 6)),
}


def _outline(shape: str, x: float, y: float) -> str:
    corners = _CORNERS.get(shape, ())
    return " ".join(f"{round(x + right, 1)},{round(y + down, 1)}" for right, down in corners)
