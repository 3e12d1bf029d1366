"""Figures as a spreadsheet, and what a file that comes back is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from plans.figures.children import check_no_child_columns, check_no_numbers
from plans.figures.columns import ABSENCES, COLUMNS, FINALITIES, NAME
from plans.figures.rows import figures_in
from plans.measuring.words import Absence, Finality
from plans.models import FigureImport, Reading
from plans.queries.entered import EnteredPoint, EnteredSeries
from plans.tracker.columns import RowKey, key_of
from plans.tracker.found import Unreadable
from plans.tracker.headings import Table, squeezed
from plans.tracker.reading import read_safely
from plans.tracker.sheets import Cell, Sheet
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.files.queries import Damaged, open_stored
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period, day_in_words

PERIODS_BACK = 6
"""How many of the newest periods of a measure stand in its file, besides those that are missing."""

HOW_TO = (
    (
        "What may be changed",
        "The columns with a blue heading. Fill in what was counted and out of how many, or the "
        "figure alone, or why there is none.",
    ),
    ("Other periods", "Copy a row, clear its key, and write the other period."),
    ("Empty cells", "Empty is never nought. A row without a figure leaves what stands there."),
    (
        "Bringing it back",
        "Choose the file on the page “Figures in a spreadsheet”. You see every figure before "
        "anything is changed, and what somebody else has entered meanwhile.",
    ),
)


@dataclass(frozen=True)
class Book:
    """The measures whose figures a person may enter, with all their figures."""

    area: LocalArea
    on: date
    series: list[EnteredSeries]
    others: frozenset[str]
    """References of measures that are not theirs to fill in."""
    were: Mapping[tuple[int, int], Reading] = field(default_factory=dict)
    """Earlier versions of figures, by row and version."""

    @cached_property
    def by_key(self) -> dict[int, EnteredSeries]:
        return {each.measure.pk: each for each in self.series}

    @cached_property
    def by_name(self) -> dict[str, list[EnteredSeries]]:
        """By reference and by name."""
        found: dict[str, list[EnteredSeries]] = {}
        for each in self.series:
            for name in (each.measure.ref, each.measure.name):
                found.setdefault(squeezed(name), []).append(each)
        return found


def row_key(slug: str, series: EnteredSeries, period: Period) -> str:
    """What stands in the column "Key": which figure, and which version of it."""
    reading = series.by_period.get(period)
    version = reading.version if reading else 0
    return key_of(f"{slug}/{period.end.isoformat()}", series.measure.pk, version)


def figure_sheet(area: LocalArea, found: Iterable[EnteredSeries], *, on: date, by: str) -> Sheet:
    """The measures with their newest periods and all that are missing, to be filled in. No
    query."""
    rows = [
        _cells(area.slug, series, point)
        for series in found
        for point in series.points
        if point.reading is None or point in series.points[-PERIODS_BACK:]
    ]
    return Sheet(
        name=NAME,
        columns=COLUMNS,
        rows=rows,
        title=f"Figures of {area.name}",
        marking=area.marking,
        about=(
            ("Area", f"{area.name}{' (example data)' if area.is_example else ''}"),
            ("As at", day_in_words(on)),
            ("Made by", by),
            *HOW_TO,
        ),
        lists={ABSENCES: list(Absence.labels), FINALITIES: list(Finality.labels)},
        spare_rows=20,
    )


def _cells(slug: str, series: EnteredSeries, point: EnteredPoint) -> dict[str, Cell]:
    reading, definition = point.reading, point.definition
    told: dict[str, Cell] = {
        "key": row_key(slug, series, point.period),
        "ref": series.measure.ref,
        "name": series.measure.name,
        "period": point.name,
        "unit": definition.get_unit_display(),
        "counts": definition.numerator
        + (f", out of: {definition.denominator}" if definition.denominator else ""),
    }
    if reading is None:
        return told
    has_parts = reading.numerator is not None
    return told | {
        "numerator": reading.numerator,
        "denominator": reading.denominator if has_parts else None,
        "value": None if has_parts else reading.value,
        "absence": reading.get_absence_display() if reading.absence else "",
        "finality": reading.get_finality_display(),
        "source": reading.source,
        "source_on": reading.source_on,
        "note": reading.note,
    }


def imports_by(access: Access) -> "QuerySet[FigureImport]":
    """The files of figures that somebody may see: officers all, partners their own."""
    rows = figure_imports_of(access.local_area)
    if not access.allows(Permission.ENTER_ANY_FIGURE):
        rows = rows.filter(file__uploaded_by=access.user)
    return rows


def figure_imports_of(area: LocalArea) -> "QuerySet[FigureImport]":
    rows: QuerySet[FigureImport] = FigureImport.objects.of(area)
    return rows.select_related("file__uploaded_by", "applied_by", "local_area").order_by("-number")


def figures_of(row: FigureImport) -> Table:
    """The list in the file of an import, read again each time. Raises `Unreadable`."""
    try:
        with open_stored(row.file) as content:
            sheets = read_safely(content.read())
    except Damaged as error:
        raise Unreadable(
            "The file can no longer be read here. Bring it in again as a new import."
        ) from error
    check_no_numbers(sheets)
    table = figures_in(sheets)
    check_no_child_columns(table)
    return table


def earlier_versions(book: Book, keys: Iterable[RowKey]) -> dict[tuple[int, int], Reading]:
    """What figures said at versions that a file was made from and that are no longer the newest:
    by measure and version. One query, and none where nothing has changed."""
    measures = {key.pk for key in keys if key.version} & set(book.by_key)
    versions = {key.version for key in keys if key.version}
    if not measures:
        return {}
    rows = Reading.history.filter(measure__in=measures, version__in=versions)
    return {(row.id, row.version): row.instance for row in rows}
