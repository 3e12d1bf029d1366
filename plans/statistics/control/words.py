"""A control chart in words: what its icons mean, and the text that stands for the picture.

Made from the same result as the picture, so the two can't disagree (measures, E2 and E4).
"""

from collections.abc import Iterator
from itertools import groupby

from plans.statistics.control.chart import Assurance, Chart, Kind, Point, Variation
from plans.statistics.control.signals import Label
from plans.statistics.words import counted, shown

VARIATION = {
    Variation.COMMON: "Variation: common cause. No significant change.",
    Variation.IMPROVEMENT_HIGH: "Variation: special cause, improving, values high.",
    Variation.IMPROVEMENT_LOW: "Variation: special cause, improving, values low.",
    Variation.CONCERN_HIGH: "Variation: special cause, concerning, values high.",
    Variation.CONCERN_LOW: "Variation: special cause, concerning, values low.",
    Variation.NEUTRAL_HIGH: ("Variation: special cause, increasing; neither direction is better."),
    Variation.NEUTRAL_LOW: "Variation: special cause, decreasing; neither direction is better.",
}
NO_VARIATION = "Variation: not enough data."

ASSURANCE = {
    Assurance.PASS: "Assurance: consistently passing the target.",
    Assurance.FAIL: "Assurance: consistently falling short of the target.",
    Assurance.HIT_OR_MISS: "Assurance: hit or miss. Results may pass or fall short by chance.",
}
NO_ASSURANCE = "Assurance: not enough data."
NO_TARGET = "Assurance: no target."

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


def of_variation(chart: Chart) -> str:
    """The variation icon in words; without one, why there is none."""
    if chart.variation is None:
        return "Variation: no current value." if chart.latest.value is None else NO_VARIATION
    return VARIATION[chart.variation]


def of_assurance(chart: Chart) -> str:
    """The assurance icon in words; without one, why there is none."""
    if chart.assurance is not None:
        return ASSURANCE[chart.assurance]
    if chart.series.target is None:
        return NO_TARGET
    return "Assurance: neither direction is better." if _judges_nothing(chart) else NO_ASSURANCE


def instead_of_the_picture(chart: Chart, *, name: str, unit: str) -> str:
    """What somebody hears who can't see the chart (measures, E4: the pattern of the alt text)."""
    return " ".join(_sentences(chart, name, unit))


def _sentences(chart: Chart, name: str, unit: str) -> Iterator[str]:
    points = chart.points
    number = sum(point.value is not None for point in points)
    yield f"{name}, {points[0].day:%B %Y} to {points[-1].day:%B %Y}, {counted(number, 'point')}."
    latest = chart.latest
    if latest.value is None:
        yield f"No value in {latest.day:%B %Y};"
    else:
        yield f"Latest {shown(latest.value, unit)} in {latest.day:%B %Y};"
    spread = chart.groups[-1].spread
    parts = []
    if spread.mean is not None:
        parts.append(f"mean {shown(spread.mean, unit)}")
    if spread.limits is not None:
        low, high = shown(spread.limits.lower, unit), shown(spread.limits.upper, unit)
        parts.append(f"limits {low} to {high}")
    parts.append(
        "no target" if chart.series.target is None else f"target {shown(chart.series.target, unit)}"
    )
    yield f"{', '.join(parts)}."
    yield of_variation(chart)
    yield of_assurance(chart)
    runs = [_run(label, list(run)) for label, run in _runs(chart)]
    yield f"Signals: {'; '.join(runs)}." if runs else "No signals."


def _runs(chart: Chart) -> Iterator[tuple[Label, Iterator[Point]]]:
    """The points with a signal, neighbours of one group with the same label together."""
    for group in chart.groups:
        for label, run in groupby(group.points, key=lambda point: point.signals.label):
            if label is not Label.COMMON:
                yield label, run


def _run(label: Label, points: list[Point]) -> str:
    first, number = points[0], len(points)
    verb = {Kind.IMPROVEMENT: ", improving", Kind.CONCERN: ", concerning"}.get(first.kind, "")
    when = f"in {first.day:%B %Y}" if number == 1 else f"of {number} from {first.day:%B %Y}"
    return f"{SIGNALS[label]} {when}{verb}"


def _judges_nothing(chart: Chart) -> bool:
    return chart.series.improvement == "neutral"
