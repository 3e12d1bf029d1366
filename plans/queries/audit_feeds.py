"""Which measures count audits, and what became of a round in each.

The period is the one that most of what was audited was finished in. Where it still runs when the
round is recorded, the figure waits for its end, as any figure does. What stands there already and
is not this round's own stays until somebody who read it chooses otherwise.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from plans.measuring.calendar import PeriodType, following, period_of
from plans.measuring.words import Unit
from plans.models import AuditFeed, AuditProgramme, AuditRound, Definition, Measure, Reading
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period

RUNS_ON = frozenset(
    {
        PeriodType.MONTH,
        PeriodType.QUARTER,
        PeriodType.TERM,
        PeriodType.ACADEMIC_YEAR,
        PeriodType.CALENDAR_YEAR,
        PeriodType.FINANCIAL_YEAR,
    }
)
"""Periods that follow one another, so that a sample falls into one of them."""


class Fed(Enum):
    """What became of a round in a measure that counts it."""

    ENTERED = "Its figure is that of this round."
    FREE = "It has no figure yet."
    TAKEN = "It has another figure, which stays until somebody puts this round in its place."
    WAITS = "The period has not ended yet: an officer enters it then."
    UNDEFINED = "The measure was not yet counted then, or not in per cent of such a period."
    MIXED = (
        "The measure counts rounds by another tool there, and the figures of two tools are not "
        "compared. Count it differently from then on first."
    )
    RETIRED = "The measure is no longer counted."

    @property
    def can_enter(self) -> bool:
        return self in (Fed.FREE, Fed.TAKEN)


@dataclass(frozen=True)
class Feeding:
    """A round beside one measure that counts it."""

    feed: AuditFeed
    fed: Fed
    period: Period | None = None
    definition: Definition | None = None
    reading: Reading | None = None
    """What stands in that period, whoever entered it."""

    @property
    def row(self) -> Reading:
        """The same, or an empty one to be entered."""
        return self.reading or Reading(measure=self.feed.measure)

    @property
    def stands(self) -> str:
        """What stands there, for those who enter figures."""
        reading = self.reading
        if reading is None or self.definition is None:
            return ""
        if reading.value is None:
            return f"{reading.get_absence_display()}, from {reading.source}"
        return f"{self.definition.in_words(reading.value)}, from {reading.source}"

    @property
    def name(self) -> str:
        """The period in words; empty where there is none."""
        if self.period is None or self.definition is None:
            return ""
        return self.definition.named(self.period)


@dataclass(frozen=True)
class CountedIn:
    """A measure that counts a round."""

    measure: Measure
    what: str
    period: str
    """In words; empty where it counts it in none."""
    fed: Fed


def feeds_of_programme(programme: AuditProgramme) -> list[AuditFeed]:
    """By the numbers of the measures. One query."""
    rows = AuditFeed.objects.filter(tool__programme=programme).select_related("tool", "measure")
    return sorted(rows, key=lambda feed: (int(feed.measure.ref[1:]), feed.tool.number))


def audits_of_measure(measure: Measure) -> list[AuditFeed]:
    """What a measure counts, by each tool. One query."""
    rows = AuditFeed.objects.filter(measure=measure).select_related("tool__programme")
    return list(rows.order_by("tool__number"))


def feedings(row: AuditRound, on: date) -> list[Feeding]:
    """A round that is done beside each measure that counts it, for those who enter figures. Three
    queries, however many."""
    if row.tool_id is None:
        return []
    rows = AuditFeed.objects.filter(tool=row.tool_id).select_related("tool", "measure")
    found = sorted(rows, key=lambda feed: int(feed.measure.ref[1:]))
    return feedings_of(row, found, on) if found else []


@dataclass(frozen=True)
class Waited:
    """A round whose figure waited for the end of its period, which has come."""

    row: AuditRound
    feeding: Feeding

    @property
    def ended_on(self) -> date:
        assert self.feeding.period is not None
        return self.feeding.period.end


def waited(area: LocalArea, on: date) -> list[Waited]:
    """By the days that the periods ended on. Four queries, however many rounds."""
    feeds = AuditFeed.objects.of(area).filter(measure__retired_on__isnull=True)
    by_tool: dict[int, list[AuditFeed]] = defaultdict(list)
    for feed in feeds.select_related("tool", "measure"):
        by_tool[feed.tool_id].append(feed)
    if not by_tool:
        return []
    rows = AuditRound.objects.of(area).done().filter(tool__in=by_tool)
    pairs = [
        (row, feed) for row in rows.select_related("programme") for feed in by_tool[row.tool_id]
    ]
    found = [Waited(row, feeding) for row, feeding in _all_feedings(pairs, on)]
    ended = [
        each
        for each in found
        if each.feeding.fed == Fed.FREE and each.row.done_on and each.row.done_on < each.ended_on
    ]
    return sorted(ended, key=lambda each: (each.ended_on, each.row.pk))


def counted_in(row: AuditRound, on: date) -> list[CountedIn]:
    """The same for everybody."""
    return [
        CountedIn(each.feed.measure, each.feed.what, each.name, each.fed)
        for each in feedings(row, on)
    ]


def feedings_of(row: AuditRound, feeds: Sequence[AuditFeed], on: date) -> list[Feeding]:
    """What became of a round that is done in each measure. Two queries, however many."""
    return [feeding for _, feeding in _all_feedings([(row, feed) for feed in feeds], on)]


def _all_feedings(
    pairs: Sequence[tuple[AuditRound, AuditFeed]], on: date
) -> list[tuple[AuditRound, Feeding]]:
    """The same of several rounds. Two queries."""
    keys = {feed.measure_id for _, feed in pairs}
    definitions = list(
        Definition.objects.filter(measure__in=keys).select_related("measure").newest_last()
    )
    readings = list(Reading.objects.filter(measure__in=keys).select_related("audit"))
    return [
        (
            row,
            _feeding(
                row,
                feed,
                [each for each in definitions if each.measure_id == feed.measure_id],
                [each for each in readings if each.measure_id == feed.measure_id],
                on,
            ),
        )
        for row, feed in pairs
    ]


def _feeding(
    row: AuditRound,
    feed: AuditFeed,
    definitions: Sequence[Definition],
    readings: Sequence[Reading],
    on: date,
) -> Feeding:
    found = _period_of(row, definitions)
    if found is None:
        return Feeding(feed, Fed.UNDEFINED)
    period, definition = found
    reading = next((each for each in readings if each.period == period), None)
    mixed = any(
        each.audit is not None and each.audit.tool_id != row.tool_id
        for each in readings
        if each.definition_id == definition.pk
    )
    if mixed:
        fed = Fed.MIXED
    elif reading is not None and reading.audit_id == row.pk:
        fed = Fed.ENTERED
    elif not feed.measure.is_in_use:
        fed = Fed.RETIRED
    elif period.end > on:
        fed = Fed.WAITS
    else:
        fed = Fed.FREE if reading is None else Fed.TAKEN
    return Feeding(feed, fed, period, definition, reading)


def can_count(definition: Definition) -> bool:
    return (
        definition.unit == Unit.PERCENT
        and definition.period_type in RUNS_ON
        and not definition.is_cumulative
    )


def _period_of(
    row: AuditRound, definitions: Sequence[Definition]
) -> tuple[Period, Definition] | None:
    """Where most of the sample falls, the later one of two alike."""
    assert row.drawn_from is not None
    assert row.drawn_to is not None
    known: list[tuple[int, Period, Definition]] = []
    for place, definition in enumerate(definitions):
        later = definitions[place + 1].from_on if place + 1 < len(definitions) else None
        if not can_count(definition):
            continue
        period = period_of(definition.period_type, row.drawn_from)
        while period.start <= row.drawn_to:
            if definition.from_on <= period.end and (later is None or period.end < later):
                days = min(period.end, row.drawn_to) - max(period.start, row.drawn_from)
                known.append((days.days, period, definition))
            period = following(definition.period_type, period)
    best = max(known, key=lambda each: each[:2], default=None)
    return None if best is None else best[1:]
