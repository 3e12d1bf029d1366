"""Which figures somebody has to explain, and what was said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.models import AreaOfWeakness, Commentary, Measure
from plans.queries.control import Control, read_control
from plans.queries.judged import Judged, judged
from plans.queries.readers import Reader
from plans.queries.series import Point, Series, series_of
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period

_VERDICTS = frozenset({"on_trajectory", "close_to_it", "off_trajectory"})


def reasons(control: Control) -> list[str]:
    """Why the newest figure has to be explained, in sentences; empty where nobody asks. Off
    trajectory, another verdict than the figure before, or a change for the worse on the chart."""
    now, before = _last_two(control.series)
    told = []
    if now and now.status.key == "off_trajectory":
        told.append("It is off trajectory.")
    if now and before and _is_verdict(now) and _is_verdict(before) and now.status != before.status:
        word = before.status.word
        told.append(f"The figure before was: {word[:1].lower()}{word[1:]}.")
    if control.variation.key.startswith("concern"):
        told.append("Its chart shows a change for the worse.")
    return told


def _is_verdict(found: Judged) -> bool:
    return found.status.key in _VERDICTS


def _last_two(series: Series) -> tuple[Judged | None, Judged | None]:
    """The verdicts on the newest figure and on the one before, under the definition of the day."""
    if series.latest not in series.segment:
        return None, None
    points = [point for point in series.segment if point.was_counted][-2:]
    *before, now = (judged(series, point) for point in points)
    return now, before[0] if before else None


@dataclass(frozen=True)
class Told:
    """The newest figure of a measure: whether it has to be explained, and what was said."""

    control: Control
    reasons: tuple[str, ...]
    said: Commentary | None
    """Of the newest figure's own period; what was said of an earlier one explains nothing now."""

    @property
    def is_missing(self) -> bool:
        return bool(self.reasons) and self.said is None

    @property
    def point(self) -> Point | None:
        return self.control.series.latest


def told(controls: Iterable[Control]) -> list[Told]:
    """Each measure with what was said of its newest figure. One query."""
    found = list(controls)
    said = _said([each.series.measure for each in found])
    return [_told(each, said) for each in found]


def _told(control: Control, said: dict[tuple[int, Period], Commentary]) -> Told:
    latest = control.series.latest
    key = None if latest is None else (control.series.measure.pk, latest.period)
    return Told(control, tuple(reasons(control)), said.get(key) if key else None)


def _said(measures: Iterable[Measure]) -> dict[tuple[int, Period], Commentary]:
    rows = Commentary.objects.filter(measure__in=measures).select_related("said_by")
    return {(row.measure_id, row.period): row for row in rows}


@dataclass(frozen=True)
class Watched:
    """What is measured on a day, headline measures first."""

    told: tuple[Told, ...]

    def __bool__(self) -> bool:
        return bool(self.told)

    @property
    def headlines(self) -> list[Told]:
        return [each for each in self.told if each.control.series.measure.is_headline]

    @property
    def besides(self) -> list[Told]:
        """Those that are no headline and have to be looked at all the same."""
        return [
            each
            for each in self.told
            if each.reasons and not each.control.series.measure.is_headline
        ]

    @property
    def unexplained(self) -> list[Told]:
        return [each for each in self.told if each.is_missing]

    @property
    def late(self) -> list[Told]:
        """Those that lack a figure which was due."""
        return [each for each in self.told if each.control.series.late]


def watched(
    area: LocalArea, on: date, reader: Reader, weakness: AreaOfWeakness | None = None
) -> Watched:
    """All measures in use, or those that tell of one area of weakness. As many queries for
    one measure as for a hundred."""
    rows = Measure.objects.of(area).in_use()
    if weakness is not None:
        rows = rows.filter(area_links__area=weakness)
    found = told(read_control(series) for series in series_of(area, on, reader, rows))
    return Watched(
        tuple(sorted(found, key=lambda each: not each.control.series.measure.is_headline))
    )


@dataclass(frozen=True)
class Said:
    """A commentary with the name of its period."""

    commentary: Commentary
    period: str
    is_newest: bool = False


def said_of(series: Series) -> list[Said]:
    """All that was said of a measure, the newest period first. One query."""
    names = {point.period: point.name for point in series.points}
    rows = Commentary.objects.filter(measure=series.measure, period_end__lte=series.on)
    found = [
        Said(row, names[row.period])
        for row in rows.select_related("said_by").order_by("-period_end")
        if row.period in names
    ]
    latest = series.latest
    return [
        replace(each, is_newest=latest is not None and each.commentary.period == latest.period)
        for each in found
    ]
