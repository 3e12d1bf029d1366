"""What the control chart of a measure says, and its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from plans.charts.spark import Spark, spark
from plans.measuring.audiences import MARK
from plans.measuring.calendar import OF_YEARS, OVERLAPPING
from plans.measuring.words import Polarity
from plans.queries.judged import (
    Judged,
    courses,
    findings,
    newest_judged,
    since_rebase,
    unjudged,
)
from plans.queries.series import Point, Series, Step
from plans.statistics import control
from plans.statistics.control import Chart, Improvement, Rules
from plans.statistics.trajectory import Side, side_of
from plans.statistics.words import counted
from sendtrack.govuk.statuses import Status, status_of
from sendtrack.periods import day_in_words

_DIRECTION = {
    Polarity.HIGH: Improvement.INCREASE,
    Polarity.LOW: Improvement.DECREASE,
}

_SIDES = {"common": Side.SAME, "improvement": Side.BETTER, "concern": Side.WORSE}
"""Which way the chart says that a measure moves, by the first word of its variation."""

SPARKED = 24
"""Points of a sparkline."""

_SIGNALS = {
    "outside": "outside the limits",
    "trend": "in a trend of seven or more",
    "two_of_three": "two of three near a limit",
    "shift": "in a run of seven or more on one side of the mean",
}


@dataclass(frozen=True)
class Control:
    """A measure read as a process: which points its chart has, and what they say."""

    series: Series
    points: tuple[Point, ...]
    """Those of the definition of the day, without periods at the end that are not due yet."""
    chart: Chart | None
    """None where no figure stands under the definition."""

    @property
    def newest(self) -> str:
        """The newest figure in words; empty where there is none."""
        latest = self.series.latest
        if latest is None:
            return ""
        return MARK if latest.value is None else latest.definition.in_words(latest.value)

    @cached_property
    def verdict(self) -> Judged | None:
        """The newest figure against what was due for its period, where anything is."""
        return newest_judged(self.series) if self.series.trajectory else None

    @cached_property
    def courses(self) -> list[str]:
        """Whether what lies ahead will be reached if the trend holds, a line each."""
        return courses(self.series)

    @property
    def apart(self) -> str:
        """Why chart and course may say different things, a sentence; empty where they agree."""
        told = zip(findings(self.series), self.courses, strict=False)
        chart = _SIDES.get(self.variation.key.partition("_")[0])
        said = next((line for found, line in told if side_of(found) not in (None, chart)), "")
        if chart is None or not said:
            return ""
        return (
            "The chart and the outlook ask different questions: the chart, whether the newest "
            f"figure differs from those before by more than chance (“{self.variation.word}”); the "
            "outlook, where all of them lead if they go on as they have "
            f"(“{said.partition(': ')[2].rstrip('.')}”)."
        )

    @property
    def judged(self) -> Status | None:
        return self.verdict.status if self.verdict else None

    @property
    def spark(self) -> Spark | None:
        """Its last two years of months, or as many periods, as a line beside its figure."""
        return spark([_value(point) for point in self.points[-SPARKED:]])

    @property
    def variation(self) -> Status:
        """What the newest figure says of the process, in the one status language."""
        if self.chart is None:
            return status_of("withheld" if self.series.withheld else "not_judged")
        if self.chart.latest.value is None:
            return status_of("withheld" if self.points[-1].withheld else "no_current")
        if self.unjudged:
            return status_of("partly_withheld")
        if self.series.definition.is_cumulative:
            return status_of("runs_on")
        if self.chart.variation is None:
            return status_of("not_judged")
        return status_of(self.chart.variation.replace(" ", "_"))

    @property
    def assurance(self) -> Status:
        """Whether the target can be relied on; never judged without limits."""
        if self.series.definition.polarity not in _DIRECTION:
            return status_of("no_direction")
        if self.aim is None:
            return status_of("no_target")
        if self.unjudged:
            return status_of("not_assured_withheld")
        if self.chart is None or self.chart.assurance is None:
            return status_of("not_assured")
        return status_of(self.chart.assurance.replace(" ", "_"))

    @property
    def unjudged(self) -> str:
        """Why this reader is given no verdict on the process: "No verdict: 3 of 14 figures are
        withheld as small numbers." Empty where none is withheld since the last rebase."""
        return unjudged(since_rebase(self.series))

    @property
    def aim(self) -> Step | None:
        """What assurance is held against: the next value ahead on the trajectory, else the last
        that was set."""
        steps = self.series.trajectory
        ahead = (step for step in steps if step.by_on >= self.series.on)
        return next(ahead, steps[-1] if steps else None)

    @property
    def assured_of(self) -> str:
        """ "60.0% by 30 June 2027": what the word on assurance is about; empty where there is
        nothing to reach."""
        if self.aim is None or self.assurance.key == "no_direction":
            return ""
        value = self.series.definition.in_words(self.aim.value)
        return f"{value} by {day_in_words(self.aim.by_on)}"

    @property
    def warnings(self) -> list[str]:
        """What a reader has to be told of the chart, in sentences."""
        if self.chart is None:
            return []
        kind = self.series.definition.period_type
        names = {point.period.end: point.name for point in self.points}
        told = control.warnings(self.chart, named=names.__getitem__)
        if any(group.trial is not None for group in self.chart.groups):
            told.append(
                "The thin dotted lines are trial limits, of few figures: they move with each "
                "figure added, and nothing is judged by them."
            )
        if kind in OVERLAPPING:
            told.append(
                "Each figure holds most of the one before, so the points follow one another: read "
                "a run or a trend with care."
            )
        told += _counted_otherwise(self.series)
        if said := awaiting(self.series):
            told.append(said)
        if kind in OF_YEARS:
            told.append("With one figure a year this is a run chart: it shows, it does not judge.")
        return told


def awaiting(series: Series) -> str:
    """That the figures are still those of an older way of counting; empty where they are not."""
    if not series.awaits_figure:
        return ""
    now = series.current
    return (
        f"It is counted otherwise from {day_in_words(now.from_on)} on, and no figure of that is in "
        f"yet: what stands here is counted as before. {now.because.rstrip('.')}."
    )


def _counted_otherwise(series: Series) -> list[str]:
    """That older figures are not on the chart, and why (a line is never drawn across)."""
    definition = series.definition
    older = [
        point
        for point in series.points
        if point.was_counted and point.definition.number < definition.number
    ]
    if not older:
        return []
    begins = day_in_words(definition.from_on)
    return [
        f"It is counted otherwise from {begins} on, so the {counted(len(older), 'figure')} from "
        f"{older[0].name} to {older[-1].name} are not on this chart: {definition.because}"
    ]


def read_control(series: Series) -> Control:
    """The chart of a measure as it stands. No query."""
    points = list(series.segment)
    while points and points[-1].figure is None and not points[-1].is_late:
        points.pop()
    read = Control(series, tuple(points), None)
    has_figure = any(point.has_figure for point in points)
    return replace(read, chart=control.control_chart(asked_of(read))) if has_figure else read


def asked_of(read: Control) -> control.Series:
    """What a chart is worked out from. Raises `Unreadable` where no period stands under the
    definition."""
    series, measure, aim = read.series, read.series.measure, read.aim
    starts = {rebase.starts_on for rebase in series.rebases}
    return control.Series(
        readings={point.period.end: _value(point) for point in read.points},
        improvement=_DIRECTION.get(Polarity(series.definition.polarity), Improvement.NEUTRAL),
        rules=Rules(measure.chart_rules),
        rebase_dates=frozenset(
            point.period.end for point in read.points if point.period.start in starts
        ),
        baseline_points=measure.baseline_points,
        target=None if aim is None else Fraction(aim.value),
        withheld=frozenset(point.period.end for point in read.points if point.withheld),
        runs_on=series.definition.is_cumulative,
    )


def _value(point: Point) -> Fraction | None:
    return None if point.value is None else Fraction(point.value)


VARIATIONS = (
    ("Worsening", ("concern_high", "concern_low")),
    ("No significant change", ("common",)),
    ("Improving", ("improvement_high", "improvement_low")),
    (
        "Not judged",
        (
            "neutral_high",
            "neutral_low",
            "not_judged",
            "no_current",
            "withheld",
            "partly_withheld",
            "runs_on",
        ),
    ),
)
ASSURANCES = (
    ("Consistently misses the target", ("fail",)),
    ("Hit or miss", ("hit_or_miss",)),
    ("Consistently meets the target", ("pass",)),
    ("Not judged", ("no_target", "not_assured", "not_assured_withheld", "no_direction")),
)


@dataclass(frozen=True)
class GridRow:
    """The measures of one assurance, under each variation."""

    name: str
    cells: list[tuple[str, list[Control]]]

    @property
    def holds_any(self) -> bool:
        return any(cell for _, cell in self.cells)


def grid(controls: Sequence[Control]) -> list[GridRow]:
    """Assurance by variation, as boards read it: what misses and worsens comes first."""
    return [
        GridRow(
            name,
            [
                (
                    variation,
                    [
                        each
                        for each in controls
                        if each.assurance.key in keys and each.variation.key in of
                    ],
                )
                for variation, of in VARIATIONS
            ],
        )
        for name, keys in ASSURANCES
    ]


def signals_of(control: Control) -> dict[int, str]:
    """What each point signals, in words, by its place among the points; "" for common cause."""
    if control.chart is None:
        return {}
    found = {}
    for place, point in enumerate(control.chart.points):
        if point.value is not None:
            said = [words for name, words in _SIGNALS.items() if getattr(point.signals, name)]
            found[place] = ", ".join(said)
    return found
