"""The signals of a control chart in words, for somebody who can't see its marks (measures, E4).

Made from the same result as the picture, so the two can't disagree.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from plans.statistics.control.chart import Chart, Kind, Point
from plans.statistics.control.signals import Label
from plans.statistics.words import counted

SIGNALS = {
    Label.ABOVE: "above the upper limit",
    Label.BELOW: "below the lower limit",
    Label.RISING: "rising trend",
    Label.FALLING: "falling trend",
    Label.TWO_ABOVE: "two of three near the upper limit",
    Label.TWO_BELOW: "two of three near the lower limit",
    Label.SHIFT_ABOVE: "run above the mean",
    Label.SHIFT_BELOW: "run below the mean",
}

_SIDES = {Kind.IMPROVEMENT: ", for the better", Kind.CONCERN: ", for the worse"}


def signals_in_words(chart: Chart, named: Callable[[date], str]) -> list[str]:
    """ "above the upper limit, January 2025, for the better": neighbours of one group with the same
    label together. `named` says the period that a point stands for."""
    return [_run(label, run, named) for label, run in _runs(chart)]


def _runs(chart: Chart) -> Iterator[tuple[Label, list[Point]]]:
    for group in chart.groups:
        for label, run in groupby(group.points, key=lambda point: point.signals.label):
            if label is not Label.COMMON:
                yield label, list(run)


def _run(label: Label, points: list[Point], named: Callable[[date], str]) -> str:
    first, last = named(points[0].day), named(points[-1].day)
    when = first if len(points) == 1 else f"{counted(len(points), 'figure')} from {first} to {last}"
    return f"{SIGNALS[label]}, {when}{_SIDES.get(points[0].kind, '')}"
