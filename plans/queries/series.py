"""Measures with the figures of their periods, read once and tied together in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plans.measuring.calendar import following, period_of
from plans.models import Definition, Measure, Reading, Rebase, TrajectoryPoint
from plans.models.measure import MeasureQuerySet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period


@dataclass(frozen=True)
class Point:
    """One period of a series, with its figure, the reason why there is none, or nothing yet."""

    period: Period
    definition: Definition
    reading: Reading | None
    is_late: bool
    """Its figure was due and nobody has entered it."""

    @property
    def name(self) -> str:
        return self.definition.named(self.period)

    @property
    def has_figure(self) -> bool:
        return self.reading is not None and self.reading.value is not None


@dataclass(frozen=True)
class Series:
    """A measure on a day: each period from its first figure to the last that has ended. A period
    that nobody has entered stands there too, so that what is missing shows."""

    measure: Measure
    on: date
    definitions: tuple[Definition, ...]
    """The oldest first."""
    points: tuple[Point, ...]
    """The oldest first."""
    rebases: tuple[Rebase, ...]
    trajectory: tuple[TrajectoryPoint, ...]

    @property
    def definition(self) -> Definition:
        """What is counted on the day that the series is read at."""
        begun = [each for each in self.definitions if each.from_on <= self.on]
        return begun[-1] if begun else self.definitions[0]

    @cached_property
    def segment(self) -> tuple[Point, ...]:
        """The points under the definition of the day. Nothing is compared across two."""
        return tuple(point for point in self.points if point.definition == self.definition)

    @property
    def latest(self) -> Point | None:
        """The newest period with a figure; an older one is never carried forward."""
        return next((point for point in reversed(self.points) if point.has_figure), None)

    @property
    def baseline(self) -> Point | None:
        return next(
            (point for point in self.points if point.reading and point.reading.is_baseline), None
        )

    @property
    def late(self) -> list[Point]:
        return [point for point in self.points if point.is_late] if self.measure.is_in_use else []

    @property
    def is_stale(self) -> bool:
        """A figure was due after the newest that there is."""
        latest = self.latest
        return any(latest is None or point.period > latest.period for point in self.late)


def series_of(area: LocalArea, on: date, measures: "MeasureQuerySet | None" = None) -> list[Series]:
    """All measures of an area, or these of them, by their numbers. Six queries, whatever there
    is."""
    rows = Measure.objects.of(area) if measures is None else measures
    found = sorted(
        rows.select_related("supplier").prefetch_related("owner__organisation", "area_links__area"),
        key=lambda measure: int(measure.ref[1:]),
    )
    definitions = _grouped(Definition.objects.filter(measure__in=found).newest_last())
    readings = _grouped(Reading.objects.filter(measure__in=found).in_order())
    rebases = _grouped(
        Rebase.objects.filter(measure__in=found).select_related("action").order_by("starts_on")
    )
    points = _grouped(TrajectoryPoint.objects.filter(measure__in=found).order_by("by_on"))
    return [
        _series(
            measure,
            on,
            definitions=definitions[measure.pk],
            readings=readings[measure.pk],
            rebases=rebases[measure.pk],
            trajectory=points[measure.pk],
        )
        for measure in found
    ]


def read_measure(measure: Measure, on: date) -> Series:
    """One measure with all that belongs to it."""
    area = measure.local_area
    [series] = series_of(area, on, Measure.objects.of(area).filter(pk=measure.pk))
    return series


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found


def _series(
    measure: Measure,
    on: date,
    *,
    definitions: list[Definition],
    readings: list[Reading],
    rebases: list[Rebase],
    trajectory: list[TrajectoryPoint],
) -> Series:
    by_key = {definition.pk: definition for definition in definitions}
    entered = {}
    for reading in readings:
        reading.measure, reading.definition = measure, by_key[reading.definition_id]
        entered[reading.period] = reading
    points = tuple(_points(definitions, entered, on))
    return Series(measure, on, tuple(definitions), points, tuple(rebases), tuple(trajectory))


def _points(
    definitions: list[Definition], entered: dict[Period, Reading], on: date
) -> Iterator[Point]:
    """Each period that has ended by the day, under the definition that it is counted by."""
    first = min((period.end for period in entered), default=None)
    for index, definition in enumerate(definitions):
        definition_ends = definitions[index + 1].from_on if index + 1 < len(definitions) else None
        begins = max(definition.from_on, first) if first else definition.from_on
        period = period_of(definition.period_type, begins)
        while period.end <= on and (definition_ends is None or period.end < definition_ends):
            if first is None or period.end >= first:
                reading = entered.get(period)
                is_late = reading is None and definition.expected_on(period) < on
                yield Point(period, definition, reading, is_late)
            period = following(definition.period_type, period)
