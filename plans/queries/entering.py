"""The rows of the page on which many figures are entered at once, for those who enter them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Definition, Reading
from plans.queries.entered import EnteredPoint, EnteredSeries
from sendtrack.periods import add_months, month_of

MONTHS_OFFERED = 24


@dataclass(frozen=True)
class Slot:
    """A period of a measure whose figure can be entered, beside the last one."""

    series: EnteredSeries
    point: EnteredPoint
    last: EnteredPoint | None
    """The newest earlier period that says anything."""
    missing: tuple[EnteredPoint, ...]
    """Other periods whose figure was due and isn't there."""

    @property
    def key(self) -> str:
        return key_of(self.series.measure.ref, self.point.period.end)

    @property
    def definition(self) -> Definition:
        return self.point.definition

    @property
    def due_on(self) -> date:
        return self.definition.expected_on(self.point.period)

    @property
    def called(self) -> str:
        return f"{self.series.measure.ref}, {self.point.name}"

    @property
    def last_in_words(self) -> str:
        return "" if self.last is None else said_of(self.last.reading, self.last.definition)


def key_of(ref: str, ends: date) -> str:
    return f"{ref}-{ends.isoformat()}"


def said_of(reading: Reading | None, definition: Definition) -> str:
    """A figure as a cell says it, or why there is none."""
    if reading is None:
        return "Nothing"
    if reading.value is None:
        return str(reading.get_absence_display())
    return definition.in_words(reading.value)


def slots(found: Iterable[EnteredSeries], *, month: date | None, on: date) -> list[Slot]:
    """Of each measure the newest period that its source can have; or, where a month is given, the
    periods that end in it. What is missing comes first. No query."""
    made = [
        _slot(series, point)
        for series in found
        for point in (_newest(series, on) if month is None else _ending_in(series, month))
    ]
    return sorted(made, key=lambda slot: slot.point.reading is not None)


def slots_named(found: Iterable[EnteredSeries], keys: Iterable[str]) -> list[Slot]:
    """The rows that a page which comes back names, in its order. Those of measures that are not
    among these are left out."""
    by_key = {
        key_of(series.measure.ref, point.period.end): (series, point)
        for series in found
        for point in series.points
    }
    return [_slot(*by_key[key]) for key in keys if key in by_key]


def _newest(series: EnteredSeries, on: date) -> list[EnteredPoint]:
    ready = [
        point
        for point in series.points
        if point.period.end + timedelta(days=point.definition.lag_days) <= on
    ]
    return (ready or list(series.points))[-1:]


def _ending_in(series: EnteredSeries, month: date) -> list[EnteredPoint]:
    period = month_of(month)
    return [point for point in series.points if point.period.end in period]


def _slot(series: EnteredSeries, point: EnteredPoint) -> Slot:
    before = [each for each in series.points if each.reading and each.period.end < point.period.end]
    missing = tuple(each for each in series.late if each.period != point.period)
    return Slot(series, point, before[-1] if before else None, missing)


def months_offered(on: date) -> list[date]:
    """The last days of the months whose periods can be asked for, the newest first."""
    newest = on.replace(day=1) - timedelta(days=1)
    return [month_of(add_months(newest.replace(day=1), -n)).end for n in range(MONTHS_OFFERED)]


def as_opened(versions: dict[int, int]) -> dict[int, Reading]:
    """By figure: what it said at the version that a page was opened with. One query, and none
    where there is nothing to ask."""
    if not versions:
        return {}
    rows = Reading.history.filter(id__in=versions, version__in=set(versions.values()))
    return {row.id: row.instance for row in rows if versions[row.id] == row.version}
