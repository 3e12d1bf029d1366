"""A measure beside published figures: England, the region, statistical neighbours, a year before.

What may be compared decides `plans.statistics.comparators`; our own figure is the one of the
series, as whoever reads it may see it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from plans.measuring.calendar import PeriodType, named
from plans.measuring.words import Absence, Cohort, Geography, PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    NeighbourSet,
    PublishedFigure,
    PublishedFile,
    TakenFigures,
)
from plans.published.cells import SIGNS
from plans.published.councils import why_none
from plans.published.shape import NATIONAL
from plans.queries.comparison import (
    ENGLAND,
    MEAN,
    MEDIAN,
    NEIGHBOUR,
    REGION,
    Compared,
    Other,
    basis_of,
    decimal,
    lower,
    own_parts,
    own_words,
    words_of,
)
from plans.queries.judged import say_of, unit_of
from plans.queries.series import Point, Series
from plans.queries.year_before import year_before
from plans.statistics.comparators import (
    WITHHELD,
    Basis,
    Figure,
    compare,
    neighbours_mean,
    neighbours_median,
)
from plans.statistics.words import change
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period

_CODES = {
    Absence.SUPPRESSED: "c",
    Absence.NOT_AVAILABLE: "x",
    Absence.NOT_APPLICABLE: "z",
    Absence.UNRELIABLE: "u",
    Absence.ROUNDS_TO_ZERO: "low",
}
"""The sign under which the statistics know a reason."""


def compared(
    area: LocalArea,
    series: Sequence[Series],
    on: date,
    *,
    release: int | None = None,
    period_end: date | None = None,
    beside_ours: bool = False,
) -> dict[int, Compared]:
    """By measure: how it stands beside others. Five queries, however many measures and figures.

    The newest release and its newest period, unless `release` (a number) and `period_end` name
    others; with `beside_ours` the newest period that we have a figure of as well.
    """
    by_measure = {each.measure.pk: each for each in series}
    comparators = {
        row.pk: row
        for row in Comparator.objects.of(area)
        .filter(measure__in=by_measure, ended_on__isnull=True)
        .select_related("data", "definition")
    }
    taken = _taken(area, comparators, on)
    chosen = {pk: _chosen(rows, release) for pk, rows in taken.items() if _chosen(rows, release)}
    if not chosen:
        return {}
    own = ComparedCouncil.objects.of(area).first()
    sets = list(NeighbourSet.objects.of(area).order_by("-from_on"))
    figures = _figures([each for each in chosen.values() if each], own, sets)
    found = {}
    for pk, row in chosen.items():
        assert row is not None
        comparator = comparators[pk]
        files = tuple(each.file for each in taken[pk])
        one = _Reader(comparator, row.file, files, own, _set_of(sets, row.file), figures[row.pk])
        read = one.read(by_measure[comparator.measure_id], period_end, beside_ours=beside_ours)
        if read is not None:
            found[comparator.measure_id] = read
    return found


def _taken(
    area: LocalArea, comparators: dict[int, Comparator], on: date
) -> dict[int, list[TakenFigures]]:
    """By comparator: what was taken from releases until a day, the newest first."""
    rows = (
        TakenFigures.objects.of(area)
        .filter(
            comparator__in=comparators,
            file__released_on__lte=on,
            file__state=PublishedState.READ,
        )
        .select_related("file__file", "file__data")
        .order_by("-file__released_on", "-file__number")
    )
    found = defaultdict(list)
    for row in rows:
        found[row.comparator_id].append(row)
    return found


def _chosen(rows: list[TakenFigures], release: int | None) -> TakenFigures | None:
    wanted = (row for row in rows if release is None or row.file.number == release)
    return next(wanted, None)


def _set_of(sets: list[NeighbourSet], file: PublishedFile) -> NeighbourSet | None:
    """The set in force when a file was released: a later one does not change what was compared."""
    return next((each for each in sets if each.from_on <= file.released_on), None)


def _figures(
    taken: list[TakenFigures], own: ComparedCouncil | None, sets: list[NeighbourSet]
) -> dict[int, dict[tuple[str, Period], PublishedFigure]]:
    """By what was taken: the figures of those who are compared, by place and period."""
    places = {number for each in sets for number in each.numbers}
    if own is not None:
        places |= {own.number, own.region_code}
    rows = PublishedFigure.objects.filter(taken__in=[row.pk for row in taken]).filter(
        Q(level=NATIONAL) | Q(place__in=places)
    )
    found: dict[int, dict[tuple[str, Period], PublishedFigure]] = defaultdict(dict)
    for row in rows:
        place = NATIONAL if row.level == NATIONAL else row.place
        found[row.taken_id][place, Period(row.period_start, row.period_end)] = row
    return found


@dataclass(frozen=True)
class _Reader:
    """One comparator with the figures of one release."""

    comparator: Comparator
    file: PublishedFile
    files: tuple[PublishedFile, ...]
    council: ComparedCouncil | None
    neighbours: NeighbourSet | None
    figures: dict[tuple[str, Period], PublishedFigure]

    def read(
        self, series: Series, period_end: date | None, *, beside_ours: bool
    ) -> Compared | None:
        periods = sorted({period for _, period in self.figures}, reverse=True)
        period = next(
            (each for each in periods if period_end is None or each.end == period_end), None
        )
        if beside_ours:
            counted = {point.period for point in series.points if point.was_counted}
            period = next((each for each in periods if each in counted), period)
        if period is None:
            return None
        point = self._point(series, period)
        ours = self._ours(series, point, period)
        others, had = self._others(ours, period)
        published = self._value(self.council.number if self.council else "", period)
        value = point.value if point else None
        reasons = [each.sentence for each in others if not each.difference and each.value]
        return Compared(
            comparator=self.comparator,
            definition=series.definition,
            file=self.file,
            files=self.files,
            period=period,
            periods=tuple(periods),
            own=value,
            own_words=own_words(point),
            own_parts=own_parts(point),
            is_exact=series.reader.sees_all_of(series.measure),
            published=published,
            others=tuple(others),
            neighbours=self.neighbours,
            had=had,
            why_not=() if any(each.difference for each in others) else tuple(reasons[:1]),
            year_before=before.sentence if (before := year_before(series, point)) else "",
        )

    def _point(self, series: Series, period: Period) -> Point | None:
        """Our own figure for the period, or the newest there is where we count by other ones."""
        same = next((each for each in series.points if each.period == period), None)
        by_other = series.definition.period_type != self.comparator.counted_by
        return same or (series.latest if by_other else None)

    def _ours(self, series: Series, point: Point | None, period: Period) -> Figure:
        definition = point.definition if point else series.definition
        value = point.value if point else None
        at = point.period if point else period
        return Figure(
            "Our",
            None if value is None else Fraction(value),
            basis_of(definition, at),
            WITHHELD if point and point.withheld else "",
        )

    def _theirs(self, name: str, value: Decimal | None, absent: str, period: Period) -> Figure:
        comparator = self.comparator
        basis = Basis(
            definition=comparator.differs or words_of(comparator.definition),
            unit=unit_of(comparator.definition),
            period_type=lower(PeriodType(comparator.counted_by).label),
            period=named(comparator.counted_by, period),
            cohort=lower(Cohort(comparator.cohort).label),
            geography=lower(Geography(comparator.geography).label),
        )
        return Figure(name, None if value is None else Fraction(value), basis, absent)

    def _value(self, place: str, period: Period) -> Decimal | None:
        row = self.figures.get((place, period))
        return row.value if row else None

    def _others(self, ours: Figure, period: Period) -> tuple[list[Other], int]:
        country = self.figures.get((NATIONAL, period))
        found = [self._one(ENGLAND, country.name if country else "England", NATIONAL, ours, period)]
        if self.council is not None:
            code, name = self.council.region_code, self.council.region_name
            found.append(self._one(REGION, name, code, ours, period))
        if self.neighbours is None:
            return found, 0
        values = {number: self._value(number, period) for number in self.neighbours.numbers}
        exact = {
            number: None if value is None else Fraction(value) for number, value in values.items()
        }
        mean, median = neighbours_mean(exact), neighbours_median(exact)
        for kind, each in ((MEAN, mean), (MEDIAN, median)):
            name = f"{each.words[:1].upper()}{each.words[1:]}"
            value = None if each.value is None else decimal(each.value)
            found.append(self._told(kind, name, f"the neighbours’ {kind}", value, "", ours, period))
        found += [
            self._one(NEIGHBOUR, name, number, ours, period)
            for number, name in self.neighbours.members
        ]
        return found, mean.had

    def _one(self, kind: str, name: str, place: str, ours: Figure, period: Period) -> Other:
        row = self.figures.get((place, period))
        value = row.value if row else None
        absent = "" if row is None or value is not None else _CODES[SIGNS[row.sign.casefold()]]
        told = self._told(kind, name, f"{name}’s", value, absent, ours, period)
        if row is not None:
            return told
        gone = why_none(place, period.end, period.start) if kind == NEIGHBOUR else ""
        return Other(kind, name, None, gone or "Not in the file", told.sentence, "")

    def _told(
        self,
        kind: str,
        name: str,
        called: str,
        value: Decimal | None,
        absent: str,
        ours: Figure,
        period: Period,
    ) -> Other:
        theirs = self._theirs(called, value, absent, period)
        definition = self.comparator.definition
        places = definition.decimals
        result = compare(ours, theirs, places=places, say=say_of(definition))
        difference = (
            ""
            if result.difference is None
            else change(result.difference, unit_of(definition), places=places)
        )
        words = definition.in_words(value) if value is not None else _REASONS.get(absent, "None")
        return Other(kind, name, value, words, result.sentence, difference)


_REASONS = {code: Absence(reason).label for reason, code in _CODES.items()}
