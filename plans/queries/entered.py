"""Measures with the figures as they were entered, read once and tied together in memory.

Only for those who enter figures, and for `plans.queries.series`, through which everybody else gets
them: what is too small to be shown is still here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from plans.measuring.calendar import following, period_of
from plans.models import (
    Definition,
    Measure,
    Reading,
    Rebase,
    Target,
    TargetCount,
    TrajectoryPoint,
)
from plans.models.measure import MeasureQuerySet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period


class OnePeriod(Protocol):
    """What a series needs to know of a period, whoever reads it."""

    @property
    def period(self) -> Period: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def was_counted(self) -> bool: ...
    @property
    def is_baseline(self) -> bool: ...
    @property
    def is_late(self) -> bool: ...


PointT = TypeVar("PointT", bound=OnePeriod)


@dataclass(frozen=True)
class EnteredPoint:
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

    @property
    def was_counted(self) -> bool:
        return self.has_figure

    @property
    def is_baseline(self) -> bool:
        return self.reading is not None and self.reading.is_baseline


@dataclass(frozen=True)
class Step:
    """Where a measure should stand by a day: a target of the plan that it counts, or a point that
    was set for it alone."""

    by_on: date
    value: Decimal
    tolerance: Decimal | None
    source: str
    target: Target | None = None
    agreed_for: int = 0
    """The number of the definition that a point was set for; a target does not say."""


@dataclass(frozen=True)
class SeriesOf(Generic[PointT]):
    """A measure on a day: each period from its first figure to the last that has ended. A period
    that nobody has entered stands there too, so that what is missing shows."""

    measure: Measure
    on: date
    definitions: tuple[Definition, ...]
    """The oldest first."""
    points: tuple[PointT, ...]
    """The oldest first."""
    rebases: tuple[Rebase, ...]
    trajectory: tuple[Step, ...]
    """By their days. Where a target and a point fall on one day, the target stands."""

    @property
    def current(self) -> Definition:
        """What is counted on the day that the series is read at."""
        begun = [each for each in self.definitions if each.from_on <= self.on]
        return begun[-1] if begun else self.definitions[0]

    @cached_property
    def definition(self) -> Definition:
        """By which the figures are read: that of the newest, so that an older way of counting holds
        until a figure of the current one is in; the current one where there is no figure."""
        return self.latest.definition if self.latest else self.current

    @property
    def awaits_figure(self) -> bool:
        """It is counted otherwise now, and no figure of that is in yet."""
        return self.definition != self.current

    @cached_property
    def segment(self) -> tuple[PointT, ...]:
        """The points under the definition that is read. Nothing is compared across two."""
        return tuple(point for point in self.points if point.definition == self.definition)

    @property
    def begins(self) -> date:
        """The first day of the segment."""
        return self.segment[0].period.start if self.segment else self.definition.from_on

    @property
    def rebases_now(self) -> list[Rebase]:
        """Those that part the segment."""
        return [each for each in self.rebases if each.starts_on >= self.begins]

    @property
    def rebases_before(self) -> list[Rebase]:
        """Those of an older definition: they move nothing that is drawn now."""
        return [each for each in self.rebases if each.starts_on < self.begins]

    @property
    def values_to_agree(self) -> list[Step]:
        """What lies ahead and was agreed for an older definition than that of the day."""
        if not self.measure.is_in_use or self.current.number <= self.measure.values_agreed_for:
            return []
        ahead = (step for step in self.trajectory if step.by_on >= self.on)
        return [step for step in ahead if step.agreed_for < self.current.number]

    @property
    def values_told(self) -> str:
        """Those values as somebody who agrees to them has seen them."""
        return "; ".join(f"{step.by_on}: {step.value}" for step in self.values_to_agree)

    @property
    def latest(self) -> PointT | None:
        """The newest period that was counted; an older one is never carried forward, also where
        the newest may not be shown."""
        return next((point for point in reversed(self.points) if point.was_counted), None)

    @property
    def baseline(self) -> PointT | None:
        return next((point for point in self.points if point.is_baseline), None)

    @property
    def late(self) -> list[PointT]:
        return [point for point in self.points if point.is_late] if self.measure.is_in_use else []

    @property
    def is_stale(self) -> bool:
        """A figure was due after the newest that there is."""
        latest = self.latest
        return any(latest is None or point.period > latest.period for point in self.late)


@dataclass(frozen=True)
class EnteredSeries(SeriesOf[EnteredPoint]):
    """A measure with its figures as they were entered."""

    readings: tuple[Reading, ...]
    """All of them, also of periods after the day. The oldest first."""

    @cached_property
    def by_period(self) -> dict[Period, Reading]:
        return {reading.period: reading for reading in self.readings}


def entered_of(
    area: LocalArea, on: date, measures: "MeasureQuerySet | None" = None
) -> list[EnteredSeries]:
    """All measures of an area, or these of them, by their numbers. As many queries for one measure
    as for a hundred."""
    rows = Measure.objects.of(area) if measures is None else measures
    found = sorted(
        rows.select_related("supplier").prefetch_related("owner__organisation", "area_links__area"),
        key=lambda measure: int(measure.ref[1:]),
    )
    definitions = _grouped(Definition.objects.filter(measure__in=found).newest_last())
    readings = _grouped(
        Reading.objects.filter(measure__in=found).select_related("audit__programme").in_order()
    )
    rebases = _grouped(
        Rebase.objects.filter(measure__in=found).select_related("action").order_by("starts_on")
    )
    steps = _steps(found)
    return [
        _series(
            measure,
            on,
            definitions=definitions[measure.pk],
            readings=readings[measure.pk],
            rebases=rebases[measure.pk],
            trajectory=steps[measure.pk],
        )
        for measure in found
    ]


def read_entered(measure: Measure, on: date) -> EnteredSeries:
    """One measure with all that belongs to it."""
    area = measure.local_area
    [series] = entered_of(area, on, Measure.objects.of(area).filter(pk=measure.pk))
    return series


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found


def _steps(measures: list[Measure]) -> dict[int, list[Step]]:
    """The trajectory of each measure. Three queries. A point that was set for the day of a target,
    or for a day that it fell on before it was moved, is what the target says now."""
    by_day: dict[int, dict[date, Step]] = defaultdict(dict)
    for point in TrajectoryPoint.objects.filter(measure__in=measures):
        told = (point.by_on, point.value, point.tolerance, point.source)
        step = Step(*told, agreed_for=point.agreed_for)
        by_day[point.measure_id][point.by_on] = step
    counts = TargetCount.objects.filter(measure__in=measures, target__value__isnull=False)
    counts = counts.select_related("target__outcome__area__regime")
    fell = _fell_on([count.target_id for count in counts])
    for count in counts:
        target, steps = count.target, by_day[count.measure_id]
        days = sorted(day for day in fell[target.pk] | {target.due_on} if day in steps)
        covered = [steps.pop(day) for day in days if steps[day].target is None]
        steps[target.due_on] = Step(
            target.due_on,
            target.value,
            covered[-1].tolerance if covered else None,
            f"Target of {target.outcome.ref} for {target.horizon_months} months",
            target,
        )
    found: dict[int, list[Step]] = defaultdict(list)
    for measure, steps in by_day.items():
        found[measure] = sorted(steps.values(), key=lambda step: step.by_on)
    return found


def _fell_on(targets: list[int]) -> dict[int, set[date]]:
    """Each day that a target has ever been due on. One query."""
    days: dict[int, set[date]] = defaultdict(set)
    for target, day in Target.history.filter(id__in=targets).values_list("id", "due_on"):
        days[target].add(day)
    return days


def _series(
    measure: Measure,
    on: date,
    *,
    definitions: list[Definition],
    readings: list[Reading],
    rebases: list[Rebase],
    trajectory: list[Step],
) -> EnteredSeries:
    by_key = {definition.pk: definition for definition in definitions}
    for definition in definitions:
        definition.measure = measure
    entered = {}
    for reading in readings:
        reading.measure, reading.definition = measure, by_key[reading.definition_id]
        entered[reading.period] = reading
    points = tuple(_points(definitions, entered, on))
    return EnteredSeries(
        measure,
        on,
        tuple(definitions),
        points,
        tuple(rebases),
        tuple(trajectory),
        tuple(readings),
    )


def _points(
    definitions: list[Definition], entered: dict[Period, Reading], on: date
) -> Iterator[EnteredPoint]:
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
                yield EnteredPoint(period, definition, reading, is_late)
            period = following(definition.period_type, period)
