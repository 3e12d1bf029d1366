"""The one door through which figures go out: pages, charts, sentences, files and reports.

Each caller says who reads. What that reader may not see is not in what comes back, so nothing that
is made of it (a mean, a limit, a verdict, a drawing, a cell of a spreadsheet) can tell it.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from plans.measuring.audiences import Audience, Withheld
from plans.measuring.words import Unit
from plans.models import Definition, Measure, Reading
from plans.models.measure import MeasureQuerySet
from plans.queries.behind import Counts, Spot, counts_of, counts_people
from plans.queries.disclosure import Guard, guard_of
from plans.queries.entered import EnteredPoint, EnteredSeries, SeriesOf, Step, entered_of
from plans.queries.readers import Reader
from plans.queries.withholding import withheld
from plans.statistics.disclosure import PUBLISHED, Policy
from sendtrack.organisations.models import LocalArea
from sendtrack.past import as_it_is
from sendtrack.periods import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """What a reader may know of the figure of a period."""

    value: Decimal | None
    """None where there is none, or where it is withheld."""
    part: Decimal | None
    whole: Decimal | None
    withheld: Withheld | None
    absence: str
    """Why there is none, in words. A figure that is withheld is not absent."""
    is_small: bool
    """This reader may see it and may not publish it."""
    is_baseline: bool
    finality: str
    source: str
    source_on: date
    note: str
    places: int | None = None
    """The decimal places that are left of a percentage; None where its definition says."""
    audit: tuple[str, int] | None = None
    """The round of audits whose counts it is: the programme and its number."""
    between: tuple[Decimal, Decimal] | None = None
    """From what to what the figure itself can be, where what is shown is rounded."""


@dataclass(frozen=True)
class Point:
    """One period of a series as a reader may see it: its figure, the reason why there is none, or
    nothing yet."""

    period: Period
    definition: Definition
    figure: Figure | None
    is_late: bool
    """Its figure was due and nobody has entered it."""

    @property
    def name(self) -> str:
        return self.definition.named(self.period)

    @property
    def value(self) -> Decimal | None:
        return self.figure.value if self.figure else None

    @property
    def has_figure(self) -> bool:
        return self.value is not None

    @property
    def words(self) -> str:
        """The figure with its unit, to no more places than this reader is given; empty where there
        is none."""
        if self.figure is None or self.figure.value is None:
            return ""
        return self.definition.in_words(self.figure.value, places=self.figure.places)

    @property
    def withheld(self) -> Withheld | None:
        return self.figure.withheld if self.figure else None

    @property
    def was_counted(self) -> bool:
        return self.has_figure or self.withheld is not None

    @property
    def is_baseline(self) -> bool:
        return self.figure is not None and self.figure.is_baseline


@dataclass(frozen=True)
class Series(SeriesOf[Point]):
    """A measure as a reader may see it."""

    reader: Reader

    @property
    def withheld(self) -> list[Point]:
        return [point for point in self.points if point.withheld]


def series_of(
    area: LocalArea, on: date, reader: Reader, measures: "MeasureQuerySet | None" = None
) -> list[Series]:
    """All measures of an area, or these of them, by their numbers, as somebody reads them. As many
    queries for one measure as for a hundred."""
    return _shown(area, entered_of(area, on, measures), reader)


def read_measure(measure: Measure, on: date, reader: Reader) -> Series:
    """One measure with all that belongs to it, as somebody reads it."""
    area = measure.local_area
    [series] = series_of(area, on, reader, Measure.objects.of(area).filter(pk=measure.pk))
    return series


def sees_each_version(measure: Measure, reader: Reader) -> bool:
    """Whether somebody may read what a figure was before it was revised. Two versions of one
    figure can tell what is withheld of the newest. At most one query."""
    if reader.sees_all_of(measure):
        return True
    return not any(counts_people(definition) for definition in measure.definitions.all())


def _shown(area: LocalArea, entered: Sequence[EnteredSeries], reader: Reader) -> list[Series]:
    with as_it_is() if reader.looks_back else nullcontext():
        guard = guard_of(area, reader)
    hidden = _hidden(area, entered, guard)
    return [
        Series(
            measure=each.measure,
            on=each.on,
            definitions=each.definitions,
            points=tuple(_point(each.measure, point, guard, hidden) for point in each.points),
            rebases=each.rebases,
            trajectory=each.trajectory,
            reader=reader,
        )
        for each in entered
    ]


def _hidden(
    area: LocalArea, entered: Sequence[EnteredSeries], guard: Guard
) -> Mapping[Spot, Withheld]:
    """What is withheld. On a past day all that is withheld today, and what was revised since: so
    a past page never says more than the page of today."""
    if guard.reader.sees_all:
        return {}
    asked = {each.measure.pk for each in entered}
    joined = guard.joined_with(asked)
    if not guard.reader.looks_back:
        beside = Measure.objects.of(area).filter(pk__in=joined - asked)
        others = entered_of(area, guard.reader.on, beside) if joined - asked else []
        return _withheld([*entered, *others], guard)
    with as_it_is():
        now = entered_of(area, guard.reader.on, Measure.objects.of(area).filter(pk__in=joined))
    hidden = _withheld(now, guard)
    today = {
        (each.measure.pk, reading.period): reading for each in now for reading in each.readings
    }
    for each in entered:
        for reading in each.readings:
            spot = (each.measure.pk, reading.period)
            exact = guard.policy_of(each.measure, reading.definition).threshold == 0
            free = exact or not counts_people(reading.definition)
            if not free and not _is_unchanged(reading, today.get(spot)):
                hidden.setdefault(spot, Withheld.REVISED)
    return hidden


def _withheld(entered: Sequence[EnteredSeries], guard: Guard) -> dict[Spot, Withheld]:
    """What is published withholds all that the board does not see either: who is on the board reads
    both, and rounded beside exact would narrow what each withholds for itself."""
    hidden = withheld(entered, guard.policy_of, guard.adding_up)
    if guard.reader.audience != Audience.PUBLIC:
        return hidden
    return withheld(entered, guard.as_board().policy_of, guard.adding_up) | hidden


def _is_unchanged(then: Reading, now: Reading | None) -> bool:
    if now is None or then.definition_id != now.definition_id:
        return False
    told = ("value", "numerator", "denominator")
    return all(getattr(then, name) == getattr(now, name) for name in told)


def _point(
    measure: Measure, point: EnteredPoint, guard: Guard, hidden: Mapping[Spot, Withheld]
) -> Point:
    reading, figure = point.reading, None
    if reading is not None:
        policy = guard.policy_of(measure, point.definition)
        because = hidden.get((measure.pk, point.period)) if reading.value is not None else None
        figure = _figure(measure, reading, policy, because)
    return Point(point.period, point.definition, figure, point.is_late)


def _figure(measure: Measure, reading: Reading, policy: Policy, because: Withheld | None) -> Figure:
    value, part, whole = (None, None, None) if because else _numbers(measure, reading, policy)
    return Figure(
        value=value,
        part=part,
        whole=whole,
        withheld=because,
        absence=reading.get_absence_display(),
        is_small=value is not None and _is_small(measure, reading),
        is_baseline=reading.is_baseline,
        finality=reading.get_finality_display(),
        source=reading.source,
        source_on=reading.source_on,
        note="" if because else reading.note,
        audit=None
        if reading.audit is None
        else (reading.audit.programme.ref, reading.audit.number),
        places=None if value is None else _places(measure, reading, policy),
        between=None if value is None else _between(measure, reading, policy),
    )


def _is_small(measure: Measure, reading: Reading) -> bool:
    """Whether it is not to be published, whoever sees it here."""
    if not counts_people(reading.definition):
        return False
    counts = counts_of(measure, reading, PUBLISHED)
    return counts is not None and counts.is_small


Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def _numbers(measure: Measure, reading: Reading, policy: Policy) -> Numbers:
    """A value with its parts, rounded where the policy rounds."""
    exact = reading.value, reading.numerator, reading.denominator
    counts = None if reading.value is None else _counts_rounded(measure, reading, policy)
    if counts is None:
        return exact
    part = Decimal(policy.rounded(counts.part))
    if counts.whole is None:
        return part, None, None
    whole = Decimal(policy.rounded(counts.whole))
    if reading.definition.unit == Unit.PERCENT:
        return _decimal(policy.percentage(counts.part, counts.whole)), part, whole
    value = part / whole * reading.definition.multiplier
    return value.quantize(Decimal("0.000001"), ROUND_HALF_UP), part, whole


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _places(measure: Measure, reading: Reading, policy: Policy) -> int | None:
    counts = _counts_rounded(measure, reading, policy)
    if counts is None or counts.whole is None or reading.definition.unit != Unit.PERCENT:
        return None
    whole = policy.rounded(counts.whole) if policy.percentages_of_rounded else counts.whole
    return policy.places(whole)


def _between(measure: Measure, reading: Reading, policy: Policy) -> tuple[Decimal, Decimal] | None:
    """What anybody can work out from the rounded figure and the policy, and no more than that."""
    counts = _counts_rounded(measure, reading, policy)
    if counts is None:
        return None
    is_percent = reading.definition.unit == Unit.PERCENT
    if is_percent and counts.whole is not None and not policy.percentages_of_rounded:
        share = policy.percentage(counts.part, counts.whole)
        half = Fraction(1, 2 * 10 ** policy.places(counts.whole))
        return _decimal(share - half), _decimal(share + half)
    least, most = policy.behind(policy.rounded(counts.part))
    if counts.whole is None:
        return Decimal(least), Decimal(most)
    few, many = policy.behind(policy.rounded(counts.whole))
    times = reading.definition.multiplier
    return Decimal(least) / many * times, Decimal(most) / few * times


def _counts_rounded(measure: Measure, reading: Reading, policy: Policy) -> Counts | None:
    """What stands behind a figure that a policy rounds; None where it is shown as it is."""
    if policy.base == 1 or not counts_people(reading.definition):
        return None
    return counts_of(measure, reading, policy)


__all__ = [
    "Audience",
    "Figure",
    "Point",
    "Reader",
    "Series",
    "Step",
    "read_measure",
    "sees_each_version",
    "series_of",
]
