"""Files of published statistics, what became of each, and what a release changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from plans.measuring.calendar import named
from plans.measuring.words import PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    Measure,
    NeighbourSet,
    PublishedData,
    PublishedFigure,
    PublishedFile,
    TakenFigures,
)
from plans.models.published import PublishedFileQuerySet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period, day_in_words

MOST_NAMED = 50
"""Changes of a release that are named one by one."""


def files_of(area: LocalArea) -> PublishedFileQuerySet:
    rows: PublishedFileQuerySet = PublishedFile.objects.of(area).newest_first()
    return rows.select_related("data", "file__uploaded_by", "reading")


def data_sets(area: LocalArea) -> "QuerySet[PublishedData]":
    rows: QuerySet[PublishedData] = PublishedData.objects.of(area)
    return rows.order_by("publication", "title")


def newest_of_each(area: LocalArea) -> list[PublishedFile]:
    """The newest release of each data set that can be compared with. One query."""
    found: dict[int, PublishedFile] = {}
    for file in files_of(area).in_use():
        found.setdefault(file.data_id, file)
    return sorted(found.values(), key=lambda file: str(file.data))


def council_of_area(area: LocalArea) -> ComparedCouncil | None:
    found: ComparedCouncil | None = ComparedCouncil.objects.of(area).first()
    return found


def neighbour_sets(area: LocalArea) -> "QuerySet[NeighbourSet]":
    rows: QuerySet[NeighbourSet] = NeighbourSet.objects.of(area)
    return rows.select_related("chosen_by").order_by("-from_on")


def comparator_of(measure: Measure) -> Comparator | None:
    """What a measure is compared with now."""
    rows = Comparator.objects.filter(measure=measure, ended_on__isnull=True)
    found: Comparator | None = rows.select_related("data", "definition").first()
    return found


@dataclass(frozen=True)
class TakenOut:
    """A release that a measure was compared with, before it was taken out again."""

    file: PublishedFile
    instead: PublishedFile | None
    """The release that stands in its place. None: one that is newer, or none at all."""

    @property
    def sentence(self) -> str:
        gone = self.file
        assert gone.taken_out_on is not None
        told = (
            f"The release of {day_in_words(gone.released_on)} was taken out again by "
            f"{gone.taken_out_by} on {day_in_words(gone.taken_out_on)}: "
            f"{gone.refused_because.rstrip(' .')}."
        )
        if self.instead is None:
            return told
        return (
            f"{told} The measure is compared with the release of "
            f"{day_in_words(self.instead.released_on)} instead."
        )


def taken_out(comparator: Comparator, used: PublishedFile | None) -> list[TakenOut]:
    """Releases that a measure was compared with and that were taken out again, the newest first;
    `used` is the newest one that it is compared with now. One query."""
    rows = PublishedFile.objects.of(comparator.local_area).newest_first()
    gone = rows.filter(state=PublishedState.TAKEN_OUT, taken__comparator=comparator)
    return [
        TakenOut(file, used if used and _place(used) < _place(file) else None)
        for file in gone.select_related("taken_out_by")
    ]


def _place(file: PublishedFile) -> tuple[date, int]:
    return (file.released_on, file.number)


@dataclass(frozen=True)
class Changed:
    """One figure that a release gives anew."""

    name: str
    period: str
    before: str
    now: str


@dataclass(frozen=True)
class Revision:
    """What a release changed of the figures of one comparator, against the release before."""

    comparator: Comparator
    before: PublishedFile | None
    changed: tuple[Changed, ...]
    """Our own, England and the region first."""
    added: int
    gone: int
    kept: int

    @property
    def named(self) -> tuple[Changed, ...]:
        return self.changed[:MOST_NAMED]

    @property
    def more(self) -> int:
        return len(self.changed[MOST_NAMED:])


_Key = tuple[str, Period]


def revisions(file: PublishedFile, own: ComparedCouncil | None) -> list[Revision]:
    """What a file brought for each comparator that took its figures. Three queries, however many
    comparators and figures."""
    rows = (
        TakenFigures.objects.of(file.local_area)
        .filter(comparator__data=file.data_id, file__state=PublishedState.READ)
        .select_related("comparator__measure", "comparator__definition", "file__file", "file__data")
        .order_by("file__released_on", "file__number")
    )
    by_comparator: dict[int, list[TakenFigures]] = {}
    for row in rows:
        by_comparator.setdefault(row.comparator_id, []).append(row)
    pairs = [pair for each in by_comparator.values() if (pair := _pair(each, file))]
    figures = _figures([row for pair in pairs for row in pair if row])
    first = [own.number, own.region_code] if own else []
    return [
        _revision(now, before, figures, first)
        for before, now in sorted(pairs, key=lambda pair: _number(pair[1].comparator.measure))
    ]


def _number(measure: Measure) -> int:
    return int(measure.ref[1:])


def _pair(
    rows: Sequence[TakenFigures], file: PublishedFile
) -> tuple[TakenFigures | None, TakenFigures] | None:
    at = next((place for place, row in enumerate(rows) if row.file_id == file.pk), None)
    if at is None:
        return None
    return (rows[at - 1] if at else None, rows[at])


def _figures(taken: Iterable[TakenFigures]) -> dict[int, dict[_Key, PublishedFigure]]:
    found: dict[int, dict[_Key, PublishedFigure]] = {}
    for row in PublishedFigure.objects.filter(taken__in=[each.pk for each in taken]):
        key = (row.place, Period(row.period_start, row.period_end))
        found.setdefault(row.taken_id, {})[key] = row
    return found


def _revision(
    now: TakenFigures,
    before: TakenFigures | None,
    figures: dict[int, dict[_Key, PublishedFigure]],
    first: list[str],
) -> Revision:
    comparator = now.comparator
    new, old = figures.get(now.pk, {}), figures.get(before.pk, {}) if before else {}
    both = [key for key in new if key in old]
    changed = [key for key in both if _held(new[key]) != _held(old[key])]

    def place(key: _Key) -> tuple[int, int, str]:
        row = new[key]
        is_ours = row.place in first or row.level == "National"
        return (0 if is_ours else 1, -key[1].end.toordinal(), row.name)

    return Revision(
        comparator,
        before.file if before else None,
        tuple(
            Changed(
                new[key].name,
                named(comparator.counted_by, key[1]),
                in_words(old[key], comparator),
                in_words(new[key], comparator),
            )
            for key in sorted(changed, key=place)
        ),
        added=len(new) - len(both),
        gone=len(old) - len(both),
        kept=len(both) - len(changed),
    )


def _held(row: PublishedFigure) -> tuple[Decimal | None, str]:
    return row.value, row.sign.casefold()


def in_words(row: PublishedFigure, comparator: Comparator) -> str:
    """A figure in the unit of the measure, or the sign that stands in its place."""
    if row.value is None:
        return f"no figure ({row.sign})" if row.sign else "no figure"
    return comparator.definition.in_words(row.value)
