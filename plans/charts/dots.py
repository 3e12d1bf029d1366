"""Dots beside each other: our own figure, England, the region and each neighbour, a line each.

Each line says who it is and what the figure is, so that shapes and colours only help: a diamond is
ours, a square England, a triangle the region, a ring a mean or a median, a circle a neighbour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.charts.control import Mark
from plans.charts.scale import Scale, ticks, within

WIDTH = 720
LINE = 28
_LEFT, _RIGHT, _TOP, _BOTTOM = 270, 130, 12, 34
LONGEST = 36

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
    names = _LEFT - 14

    @property
    def bottom(self) -> int:
        return self.height - _BOTTOM


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
) -> DotsDrawing | None:
    """A comparison in the order given; None where nobody has a figure."""
    values = [value for *_, value in given if value is not None]
    if not values:
        return None
    numbers = within(ticks(values), *bounds)
    if len(numbers) < 2:
        numbers = ticks(values)
    across = Scale(numbers[0], numbers[-1], _LEFT, WIDTH - _RIGHT)
    lines = [_line(place, each, across) for place, each in enumerate(given)]
    return DotsDrawing(
        key=key,
        title=title,
        description=description,
        height=_TOP + LINE * len(given) + _BOTTOM,
        marks=[Mark(across.at(number), words(number)) for number in numbers],
        lines=lines,
        ours=next((line.x for line in lines if line.is_ours), None),
    )


def _line(place: int, given: Given, across: Scale) -> Line:
    kind, name, words, value = given
    y = _TOP + LINE * place + LINE / 2
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
