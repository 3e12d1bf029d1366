"""The ladder of targets: where a measure has been, and the steps it is to climb or go down.

Days lie on the axis, not periods, so that the targets of 3, 6, 12 and 24 months stand where they
fall, also those ahead. Figures are dots, targets are squares on a dashed line of steps.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from plans.charts.control import HEIGHT, NARROW_HEIGHT, NARROW_WIDTH, WIDTH, Mark, room_for
from plans.charts.labels import Box, Label, around, beside, best, between
from plans.charts.scale import Scale, ticks, within

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 64, 28, 40
_FIT, _NARROW_FIT = 7, 3
_OFF = 8
"""From the middle of a target to the words beside it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A target on the ladder."""

    x: float
    y: float
    text: str
    """Its value; empty where it would run into other words everywhere around it."""
    text_x: float | None = None
    """Where its value stands; None in reports frozen before it was placed."""
    text_y: float | None = None
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class LadderDrawing:
    """All that a template needs to draw one ladder."""

    key: str
    """Unique on its page: the ids of title and description are made of it."""
    title: str
    description: str
    heights: tuple[Mark, ...]
    days: tuple[Mark, ...]
    runs: tuple[str, ...]
    """The figures joined, as `points` of polylines; a period without one parts two."""
    dots: tuple[tuple[float, float], ...]
    rungs: tuple[Rung, ...]
    steps: str
    """What is due on each day, as `points` of a polyline."""
    today: float
    day: str
    """ "22 Nov 2026", which the line of the day is called."""
    latest: Mark | None
    latest_y: float

    width = WIDTH
    height = HEIGHT
    left = _LEFT
    right = WIDTH - _RIGHT
    top = _TOP
    bottom = HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class NarrowLadder(LadderDrawing):
    """As wide as a telephone. Its margin is as wide as the words in it."""

    left: int

    width = NARROW_WIDTH
    height = NARROW_HEIGHT
    right = NARROW_WIDTH - 52
    bottom = NARROW_HEIGHT - _BOTTOM


def draw_ladder(
    figures: Sequence[tuple[date, Fraction | None]],
    targets: Sequence[tuple[date, Fraction]],
    *,
    on: date,
    key: str,
    title: str,
    description: str,
    words: Callable[[Fraction], str],
    marks: Callable[[Fraction], str] | None = None,
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
    finest: Fraction | None = None,
    narrow: bool = False,
) -> LadderDrawing:
    """Figures at the ends of their periods (None where there is none) and targets at their days,
    both by their days. There is a target at least. `marks` says values where there is little
    room: all of them on a `narrow` drawing."""
    kind: type[LadderDrawing] = NarrowLadder if narrow else LadderDrawing
    marks = marks or words
    words = marks if narrow else words
    known = [(day, value) for day, value in figures if value is not None]
    places = sorted({on, *(day for day, _ in (*figures, *targets))})
    first, last = places[0], max(places[-1], places[0] + timedelta(days=1))
    numbers = within(ticks([value for _, value in (*known, *targets)], finest=finest), *bounds)
    heights = [marks(number) for number in numbers]
    margins = {"left": room_for(heights)} if narrow else {}
    left = margins.get("left", _LEFT)
    across = Scale(_number(first), _number(last), left + 8, kind.right - 8)
    up = Scale(numbers[0], numbers[-1], kind.bottom, _TOP)
    dots = tuple((across.at(_number(day)), up.at(value)) for day, value in known)
    rungs = [(across.at(_number(day)), up.at(value), words(value)) for day, value in targets]
    today = Label(across.at(_number(on)), _TOP - 15, f"{on.day} {on:%b %Y}", "middle")
    steps = _steps(rungs, kind.right)
    marks_drawn = [
        *(around(x, y, 6) for x, y, _ in rungs),
        *(around(x, y, 5) for x, y in dots),
        *(between(*pair) for pair in pairwise(steps)),
    ]
    labels = _placed(
        rungs,
        (*dots[-1], words(known[-1][1])) if known else None,
        today,
        Box(0, 0, kind.width, kind.bottom),
        marks_drawn,
    )
    newest = labels.pop()
    return kind(
        key=key,
        title=title,
        description=description,
        heights=tuple(
            Mark(up.at(number), text) for number, text in zip(numbers, heights, strict=True)
        ),
        days=tuple(
            Mark(across.at(_number(day)), f"{day:%b %Y}")
            for day in _months(first, last, fit=_NARROW_FIT if narrow else _FIT)
        ),
        runs=tuple(
            " ".join(f"{across.at(_number(day))},{up.at(value or 0)}" for day, value in run)
            for has_value, run in groupby(figures, key=lambda each: each[1] is not None)
            if has_value
        ),
        dots=dots,
        rungs=tuple(
            Rung(x, y, label.text, label.x, label.y, label.anchor) if label else Rung(x, y, "")
            for (x, y, _), label in zip(rungs, labels, strict=True)
        ),
        steps=" ".join(f"{x},{y}" for x, y in steps),
        today=today.x,
        day=today.text,
        latest=Mark(newest.box.left, newest.text) if newest else None,
        latest_y=newest.y if newest else 0,
        **margins,
    )


def _number(day: date) -> Fraction:
    return Fraction(day.toordinal())


def _months(first: date, last: date, *, fit: int) -> list[date]:
    """First days of months, evenly apart, of which about `fit` stand on the axis."""
    months = (last.year - first.year) * 12 + last.month - first.month
    apart = next(step for step in (1, 2, 3, 6, 12, 24, 60, 1200) if months / step <= fit)
    start = first.year * 12 + first.month - 1
    found = [date(at // 12, at % 12 + 1, 1) for at in range(start, start + months + 1)]
    return [day for day in found if day >= first and (day.month - 1) % min(apart, 12) == 0][
        :: max(1, apart // 12)
    ]


def _placed(
    rungs: Sequence[tuple[float, float, str]],
    latest: tuple[float, float, str] | None,
    today: Label,
    on: Box,
    marks: Sequence[Box],
) -> list[Label | None]:
    """The value of each target, and at the end that of the newest figure, each where there is room
    for it. What counts most takes its place first: the last target, then the newest figure."""
    found: dict[int, Label | None] = {}
    newest = len(rungs)
    for at in (newest - 1, newest, *reversed(range(newest - 1))):
        if at == newest and latest is None:
            continue
        x, y, text = latest if at == newest and latest else rungs[at]
        places = beside(x, y, text, off=_OFF)
        taken = [today.box, *(label.box for label in found.values() if label)]
        found[at] = best(places, on=on, taken=taken, marks=marks)
        if at == newest - 1 and found[at] is None:
            found[at] = places[0]
    return [found.get(at) for at in range(newest + 1)]


def _steps(rungs: Sequence[tuple[float, float, str]], right: float) -> list[tuple[float, float]]:
    """A target holds from its day until the next one falls due."""
    corners = [(rungs[0][0], rungs[0][1])]
    for (_, held, _), (x, y, _) in pairwise(rungs):
        corners += [(x, held), (x, y)]
    return [*corners, (float(right), rungs[-1][1])]
