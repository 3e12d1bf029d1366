"""What somebody who reads a control chart has to be told, in sentences."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from statistics import median

from plans.statistics.control.chart import Chart, Group
from plans.statistics.control.limits import FULL_FROM, Note, count
from plans.statistics.control.series import Improvement, Rules
from plans.statistics.words import in_words

GAP = 1.9
"""Times the usual spacing from which a step between two dates is a gap: school terms are none."""

MANY = 3
"""Gaps up to which each is named: working days alone have one every weekend."""


def warnings(chart: Chart, *, named: Callable[[date], str] = in_words) -> list[str]:
    """The sentences for a chart, those about its data first (measures, A8 and A9). `named` says
    what the point of a day is called where a rebase is told by it."""
    return [
        *_unknown_rebases(chart),
        *_gaps(chart),
        *(_of_running_on(chart) if chart.series.runs_on else _of_process(chart, named)),
    ]


def _of_process(chart: Chart, named: Callable[[date], str]) -> Iterator[str]:
    for group in chart.groups:
        yield from _of(group, chart, named)
    yield from _of_latest(chart)
    yield from _of_assurance(chart)


def _of_running_on(chart: Chart) -> Iterator[str]:
    for group in chart.groups:
        if group.withheld:
            yield from _of_withheld(group, f"from {in_words(group.points[0].day)}")
    yield (
        "Each figure holds those before it in its year, so it grows through the year and falls "
        "back when the next one begins. No mean and no limits are drawn and nothing is judged: "
        "hold it against the same period a year before."
    )


def _unknown_rebases(chart: Chart) -> Iterator[str]:
    for day in sorted(chart.series.rebase_dates - chart.series.readings.keys()):
        yield f"There is no point on {in_words(day)}, so nothing is rebased there."


def _gaps(chart: Chart) -> Iterator[str]:
    days = [point.day for point in chart.points]
    steps = [(after - before).days for before, after in pairwise(days)]
    if len(steps) < 3:
        return
    usual = median(steps)
    gaps = [(a, b) for a, b in pairwise(days) if (b - a).days > GAP * usual]
    if len(gaps) > MANY:
        yield (
            f"There are {len(gaps)} gaps between the dates, the first after "
            f"{in_words(gaps[0][0])}, and the dates around each count as neighbours. Add the "
            "missing dates without a value."
        )
        return
    for before, after in gaps:
        yield (
            f"There is no point between {in_words(before)} and {in_words(after)}, and the two "
            "count as neighbours. Add the missing dates without a value."
        )


def _of(group: Group, chart: Chart, named: Callable[[date], str]) -> Iterator[str]:
    since = f"from {in_words(group.points[0].day)}"
    if group.withheld:
        yield from _of_withheld(group, since)
        return
    if len(group.points) == 1 and group is chart.groups[-1] and len(chart.groups) > 1:
        yield (
            f"The chart is rebased at its last point, {in_words(group.points[0].day)}: "
            "one point has no limits."
        )
        return
    first = group.points[0].day
    is_rebased = len(chart.groups) > 1 and first in chart.series.rebase_dates
    counted_from = f"since the rebase of {named(first)}" if is_rebased else since
    yield from _of_count(group, chart, counted_from)
    yield from _of_baseline(group, chart, since)
    yield from _of_note(group, since)
    for point in group.points:
        if point.signals.against_slope:
            yield (
                f"On {in_words(point.day)} the trend is named by the step after it, as the "
                "published reference does."
            )


def _of_withheld(group: Group, since: str) -> Iterator[str]:
    number = group.count + group.withheld
    are = "is" if group.withheld == 1 else "are"
    yield (
        f"{group.withheld} of {number} figures {since} {are} withheld. What is left would say "
        "something else than all of them, so no mean and no limits are drawn and nothing is judged."
    )


def _of_note(group: Group, since: str) -> Iterator[str]:
    """Where limits are missing or at the mean, and where they were kept from that (A9)."""
    drawn = group.spread.limits is not None
    match group.spread.note:
        case Note.NO_RANGES:
            yield f"The points {since} have no limits: no two neighbours both have a value."
        case Note.NO_VARIATION:
            at_mean = ": their limits lie at the mean" if drawn else ""
            yield f"The points {since} show no variation{at_mean}."
        case Note.NOT_SCREENED if drawn:
            yield (
                f"The moving ranges {since} aren’t screened: without the large ones the limits "
                "would lie at the mean."
            )


def _of_count(group: Group, chart: Chart, since: str) -> Iterator[str]:
    if chart.series.rules is Rules.MAKING_DATA_COUNT:
        if group.count < FULL_FROM:
            yield (
                f"There {_points(group.count)} with a value {since}. Making Data Count draws "
                f"limits and judges variation and assurance from {FULL_FROM} on."
            )
    elif len(group.points) < FULL_FROM and group.spread.limits is not None:
        yield (
            f"There {_points(len(group.points))} {since}: with fewer than {FULL_FROM} the limits "
            "are trial limits and move with each point added."
        )


def _of_baseline(group: Group, chart: Chart, since: str) -> Iterator[str]:
    asked = chart.series.baseline_points
    if asked is None:
        return
    used = [point.value for point in group.points][:asked]
    if len(used) < asked:
        yield (
            f"The baseline of {asked} points {since} isn’t complete: there "
            f"{_points(len(used))}, and the limits move with each point added."
        )
    elif count(used) < asked:
        yield f"Of the {asked} points in the baseline {since}, {count(used)} have a value."


def _of_latest(chart: Chart) -> Iterator[str]:
    if chart.latest.value is None and not chart.groups[-1].withheld:
        yield (
            f"There is no current value: the latest point, {in_words(chart.latest.day)}, has "
            "none, so variation isn’t judged."
        )


def _of_assurance(chart: Chart) -> Iterator[str]:
    series, limits = chart.series, chart.groups[-1].spread.limits
    if series.target is None or chart.groups[-1].withheld:
        return
    if series.improvement is Improvement.NEUTRAL:
        yield "Neither direction is better, so the target isn’t judged."
    elif limits is None:
        yield "There are no limits to hold the target against, so assurance isn’t judged."
    elif not limits.have_width:
        yield "The limits have no width, so assurance compares the constant value with the target."


def _points(number: int) -> str:
    return "is 1 point" if number == 1 else f"are {number} points"
