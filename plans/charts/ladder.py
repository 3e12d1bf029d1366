"""The ladder of targets: where a measure has been, and the steps it is to climb or go down.

Days lie on the axis, not periods, so that the targets of 3, 6, 12 and 24 months stand where they
fall, also those ahead. Figures are dots, targets are squares on a dashed line of steps.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from plans.charts.control import HEIGHT, WIDTH, Mark
from plans.charts.scale import Scale, ticks, within

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 64, 28, 40
_APART = 44
"""A label needs so much room to the one before it."""
_FIT = 7


@dataclass(frozen=True, slots=True)
class Rung:
    """A target on the ladder."""

    x: float
    y: float
    text: str
    """Its value; empty where it would run into its neighbour's."""


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


def draw_ladder(
    figures: Sequence[tuple[date, Fraction | None]],
    targets: Sequence[tuple[date, Fraction]],
    *,
    on: date,
    key: str,
    title: str,
    description: str,
    words: Callable[[Fraction], str],
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
    finest: Fraction | None = None,
) -> LadderDrawing:
    """Figures at the ends of their periods (None where there is none) and targets at their days,
    both by their days. There is a target at least."""
    known = [(day, value) for day, value in figures if value is not None]
    places = sorted({on, *(day for day, _ in (*figures, *targets))})
    first, last = places[0], max(places[-1], places[0] + timedelta(days=1))
    across = Scale(_number(first), _number(last), _LEFT + 8, WIDTH - _RIGHT - 8)
    numbers = within(ticks([value for _, value in (*known, *targets)], finest=finest), *bounds)
    up = Scale(numbers[0], numbers[-1], HEIGHT - _BOTTOM, _TOP)
    dots = tuple((across.at(_number(day)), up.at(value)) for day, value in known)
    rungs = [(across.at(_number(day)), up.at(value), words(value)) for day, value in targets]
    return LadderDrawing(
        key=key,
        title=title,
        description=description,
        heights=tuple(Mark(up.at(number), words(number)) for number in numbers),
        days=tuple(
            Mark(across.at(_number(day)), f"{day:%b %Y}") for day in _months(first, last, fit=_FIT)
        ),
        runs=tuple(
            " ".join(f"{across.at(_number(day))},{up.at(value or 0)}" for day, value in run)
            for has_value, run in groupby(figures, key=lambda each: each[1] is not None)
            if has_value
        ),
        dots=dots,
        rungs=tuple(_labelled(rungs)),
        steps=" ".join(f"{x},{y}" for x, y in _steps(rungs)),
        today=across.at(_number(on)),
        day=f"{on.day} {on:%b %Y}",
        latest=Mark(dots[-1][0] + 10, words(known[-1][1])) if dots else None,
        latest_y=dots[-1][1] if dots else 0,
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


def _labelled(rungs: Sequence[tuple[float, float, str]]) -> list[Rung]:
    """Each target with its value where there is room for it. The last always has it."""
    found: list[Rung] = []
    beyond = float("inf")
    for x, y, text in reversed(rungs):
        has_room = beyond - x >= _APART
        beyond = x if has_room else beyond
        found.insert(0, Rung(x, y, text if has_room else ""))
    return found


def _steps(rungs: Sequence[tuple[float, float, str]]) -> list[tuple[float, float]]:
    """A target holds from its day until the next one falls due."""
    corners = [(rungs[0][0], rungs[0][1])]
    for (_, held, _), (x, y, _) in pairwise(rungs):
        corners += [(x, held), (x, y)]
    return [*corners, (float(WIDTH - _RIGHT), rungs[-1][1])]
