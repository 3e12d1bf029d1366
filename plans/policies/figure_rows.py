"""What the cells of a row of figures mean: which measure, which period, and what was counted."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from plans.figures.numbers import NotAFigure, as_per_cent, read_absence, read_number
from plans.figures.period_names import NotAPeriod, read_period
from plans.figures.rows import FigureRow
from plans.measuring.words import DIVIDED, Finality, Unit
from plans.models import Definition, FigureImport
from plans.policies.batches import Entered, Judged
from plans.policies.figure_lines import FigureLine
from plans.policies.readings import Figure
from plans.policies.rows import Choices
from plans.queries.entered import EnteredSeries
from plans.queries.figure_files import Book
from plans.tracker.columns import RowKey, read_key
from plans.tracker.dates import NotADay, read_day
from plans.tracker.headings import squeezed
from sendtrack.periods import Period

NO_RESULT = (
    "The cell holds a formula, and the file holds no result of it. Write the figure itself into "
    "the cell."
)
_PARTS = {"numerator": "numerator", "denominator": "denominator", "value": "value"}
_FINALITY = {squeezed(each.label): each.value for each in Finality}


def rough_key(text: str) -> RowKey | None:
    """The row and version that a key claims; whether it may is checked with its period."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts[:2]):
        return None
    return RowKey(int(parts[0]), int(parts[1])) if len(text) < 40 else None


@dataclass
class RowReader:
    """Reads one row after the other, beside what may be entered."""

    book: Book
    given: FigureImport
    choices: Choices
    usual: dict[int, Decimal | None] = field(default_factory=dict)

    def line(self, row: FigureRow) -> FigureLine:
        line = FigureLine(row, is_left_out=row.number in self.choices.left_out)
        for name in row.without_result:
            row.refuse(name, NO_RESULT)
        key = rough_key(row.text("key")) if row.text("key") else None
        line.series = series = self._series(row, key)
        if series is None:
            return line
        period = self._period(row, series)
        if period is None:
            return line
        version = self._version(row, series, period)
        definition = _definition(series, period)
        figure = self._figure(row, series, definition)
        finality, source_on = self._finality(row), self._source_on(row, period)
        if row.faults:
            return line
        entered = Entered(
            series=series,
            period=period,
            figure=figure,
            finality=finality,
            source=row.text("source"),
            otherwise=self.given.source,
            source_on=source_on,
            note=row.text("note"),
            version=version,
            takes=str(row.number) in self.choices.taken,
        )
        line.judged = Judged(entered, series.by_period.get(period))
        line.was_as_downloaded = self._is_as_downloaded(entered)
        return line

    def _series(self, row: FigureRow, key: RowKey | None) -> EnteredSeries | None:
        """By key, by reference or by name."""
        if row.text("key"):
            found = self.book.by_key.get(key.pk) if key else None
            if found is None:
                row.refuse(
                    "key",
                    "This is not the key of a measure whose figures you enter here. Copy the row "
                    "from a new download, or clear the key.",
                )
                return None
            said = row.text("ref")
            if said and squeezed(said) != squeezed(found.measure.ref):
                row.refuse(
                    "ref",
                    f"The key belongs to {found.measure.ref} and the row says {said[:20]}. The "
                    "sheet may have been sorted without all of its columns: download it again.",
                )
                return None
            return found
        name = row.text("ref") or row.text("name")
        alike = self.book.by_name.get(squeezed(name), [])
        if len(alike) == 1:
            return alike[0]
        where = "ref" if row.text("ref") else "name"
        if name.strip().upper() in self.book.others:
            row.refuse(where, f"The figures of {name} are not yours to enter.")
        elif alike:
            refs = ", ".join(each.measure.ref for each in alike)
            row.refuse(where, f"“{name[:60]}” can be {refs}. Write the reference.")
        else:
            row.refuse(where, f"“{name[:60]}” is no measure of this area. Write its reference.")
        return None

    def _period(self, row: FigureRow, series: EnteredSeries) -> Period | None:
        written = row.values.get("period", "")
        if written == "":
            row.refuse("period", "Say which period the figure is of.")
            return None
        kind = series.current.period_type
        try:
            read = read_period(kind, written, from_1904=row.from_1904)
        except NotAPeriod as problem:
            row.refuse("period", str(problem))
            return None
        if read.meant and "key" not in row.values:
            row.notes.append(read.meant)
        return read.period

    def _version(self, row: FigureRow, series: EnteredSeries, period: Period) -> int | None:
        text = row.text("key")
        if not text:
            return None
        key = read_key(f"{self.book.area.slug}/{period.end.isoformat()}", text)
        if key is None:
            row.refuse("key", "The key belongs to another period. Clear it for this one.")
            return None
        return key.version

    def _figure(self, row: FigureRow, series: EnteredSeries, definition: Definition) -> Figure:
        absence = self._absence(row)
        numbers: dict[str, Decimal] = {}
        for key in _PARTS:
            text = row.text(key)
            if not text:
                continue
            if meant := read_absence(text):
                absence = absence or meant
                row.notes.append(f"“{text}” is taken as “{meant.label}”")
                continue
            try:
                numbers[key] = self._number(row, key, text, series, definition)
            except NotAFigure as problem:
                row.refuse(key, str(problem))
        if definition.unit in DIVIDED:
            return Figure(absence=absence, **numbers)
        numerator, denominator = numbers.get("numerator"), numbers.get("denominator")
        if "value" not in numbers and numerator is not None and denominator is None:
            return Figure(numerator, absence=absence)
        return Figure(absence=absence, **numbers)

    def _absence(self, row: FigureRow) -> str:
        text = row.text("absence")
        if not text:
            return ""
        meant = read_absence(text)
        if meant is None:
            row.refuse("absence", f"“{text[:60]}” is no reason. Choose one from the list.")
            return ""
        return meant

    def _number(
        self, row: FigureRow, key: str, text: str, series: EnteredSeries, definition: Definition
    ) -> Decimal:
        read = read_number(text)
        if key != "value" or definition.unit != Unit.PERCENT:
            if read.has_sign:
                raise NotAFigure(f"“{text[:20]}” is a percentage, and this is none.")
            return read.number
        number, meant = as_per_cent(read, self._usual(series))
        if meant:
            row.notes.append(meant)
        return number

    def _usual(self, series: EnteredSeries) -> Decimal | None:
        key = series.measure.pk
        if key not in self.usual:
            values = [
                point.reading.value
                for point in series.points
                if point.definition == series.current
                and point.reading
                and point.reading.value is not None
            ]
            self.usual[key] = median(values) if values else None
        return self.usual[key]

    def _finality(self, row: FigureRow) -> str:
        text = row.text("finality")
        if not text:
            return ""
        found = _FINALITY.get(squeezed(text))
        if found is None:
            row.refuse("finality", f"“{text[:40]}” is not known. Choose one from the list.")
            return ""
        return found

    def _source_on(self, row: FigureRow, period: Period) -> date | None:
        written = row.values.get("source_on", "")
        if isinstance(written, date):
            return written
        if not written:
            return self.given.source_on
        try:
            return read_day(written, from_1904=row.from_1904).day
        except NotADay as problem:
            row.refuse("source_on", str(problem))
            return None

    def _is_as_downloaded(self, entered: Entered) -> bool:
        """Whether the row says what stood there when the file was made, and somebody has changed
        it since: then it asks for nothing."""
        known = entered.series.by_period.get(entered.period)
        if known is None or entered.version in (None, known.version):
            return False
        was = self.book.were.get((known.pk, entered.version or 0))
        if was is None:
            return False
        figure = entered.figure
        has_parts = was.numerator is not None
        said = (was.numerator, was.denominator) if has_parts else (None, None)
        value = None if has_parts else was.value
        return (figure.value, figure.numerator, figure.denominator, figure.absence) == (
            value,
            *said,
            was.absence,
        )


def _definition(series: EnteredSeries, period: Period) -> Definition:
    """The definition that a period is most likely counted under; whether it is comes later."""
    begun = [each for each in series.definitions if each.from_on <= period.end]
    return begun[-1] if begun else series.definitions[0]
