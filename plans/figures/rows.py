"""The rows of a file or of a piece of a spreadsheet, by what their columns are called."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.figures.columns import BY_HEADING, HEADING, NEEDS
from plans.tracker.cells import as_written, tidy
from plans.tracker.entries import Fault
from plans.tracker.found import FoundSheet, Unreadable, Value, letters
from plans.tracker.headings import Table, find_table, squeezed

LONGEST = {"source": 200, "note": 600}
PASTED_ROW = "Row of what was pasted"
"""The heading of a column that counts rows as they stood where they were pasted."""

SAYS_SOMETHING = ("numerator", "denominator", "value", "absence")

_POSITIONS = {
    3: ("ref", "period", "value"),
    4: ("ref", "period", "numerator", "denominator"),
}
"""What the columns are where nothing says so."""

MANY_COLUMNS = (
    "Copy three columns (measure, period, figure) or four (measure, period, what was counted, out "
    "of), or copy the row of headings as well."
)


@dataclass
class FigureRow:
    """One row with its cells as text or day, by column."""

    number: int
    """As the spreadsheet program counts, or the person who pasted it: the first row is 1."""
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    without_result: set[str] = field(default_factory=set)
    """Columns whose cell holds a formula that no program has worked out."""
    from_1904: bool = False
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """How something was understood."""

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def refuse(self, key: str, sentence: str) -> None:
        cell = self.cells.get(key, f"row {self.number}")
        self.faults.append(Fault(cell, HEADING.get(key, ""), sentence))

    @property
    def says_something(self) -> bool:
        """Blank cells are no figure, and take none away."""
        return any(self.text(key) or key in self.without_result for key in SAYS_SOMETHING)


def figures_in(sheets: list[FoundSheet]) -> Table:
    """The list of figures in a file. Raises `Unreadable`, with the row that comes nearest to one of
    headings and what it lacks."""
    try:
        table = find_table(sheets, BY_HEADING, needs=NEEDS)
    except Unreadable as problem:
        first = next((row for sheet in sheets for row in sheet.rows()), None)
        if first is None:
            raise
        number, cells = first
        raise Unreadable(_lacking(number, [str(cell) for cell in cells.values()])) from problem
    if said := _lacking(table.header, list(table.headings.values())):
        raise Unreadable(said)
    return table


def _lacking(number: int, headings: list[str]) -> str:
    """What a row lacks to be one of headings; empty where it lacks nothing. It quotes no cell: one
    may hold a name."""
    known = {BY_HEADING.get(squeezed(heading)) for heading in headings}
    missing = [what for what, keys in _NEEDED.items() if not known & keys]
    if not missing:
        return ""
    *others, last = missing
    named = f"{', '.join(others)} or {last}" if others else last
    return f"Row {number + 1} names no column for {named}. {NEEDS}"


_NEEDED = {
    "the measure": {"ref", "name", "key"},
    "the period": {"period"},
    "the figure": {*SAYS_SOMETHING},
}


def rows_of(table: Table) -> list[FigureRow]:
    """Every row, also those that say nothing: of them no figure comes."""
    columns: dict[str, int] = {}
    for column, heading in table.headings.items():
        if key := BY_HEADING.get(squeezed(heading)):
            columns.setdefault(key, column)
    counted = next((at for at, heading in table.headings.items() if heading == PASTED_ROW), None)
    return [_row(number, row, columns, table, counted) for number, row in table.rows]


def _row(
    number: int,
    cells: Mapping[int, Value],
    columns: Mapping[str, int],
    table: Table,
    counted: int | None,
) -> FigureRow:
    stood = "" if counted is None else str(cells.get(counted, ""))
    row = FigureRow(
        int(stood) if stood.isdecimal() and len(stood) < 7 else number + 1,
        from_1904=table.from_1904,
    )
    for key, column in columns.items():
        raw = cells.get(column, "")
        value = raw if isinstance(raw, date) else tidy(as_written(raw))
        row.cells[key] = f"{letters(column)}{row.number}"
        row.values[key] = value
        if key in LONGEST and len(str(value)) > LONGEST[key]:
            row.refuse(key, f"The text is too long: {LONGEST[key]} characters can be kept.")
        if (number, column) not in table.formulas:
            continue
        if value == "":
            row.without_result.add(key)
        elif key in SAYS_SOMETHING:
            row.notes.append(
                f"{row.cells[key]} holds a formula; its value when the file was saved was taken"
            )
    return row


def as_file(pasted: str) -> bytes:
    """What was pasted as a file of its own, under headings and with the number of each row as it
    was pasted. Rows between that say nothing are kept, so that they can be told of. Raises
    `Unreadable`."""
    text = pasted.rstrip()
    mark = "\t" if "\t" in text else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    first = next((at for at, row in enumerate(rows) if any(row)), None)
    if first is None:
        raise Unreadable("Paste the rows that you copied.")
    widest = max(len(row) for row in rows)
    counted = [
        [*row, *[""] * (widest - len(row)), str(number)] for number, row in enumerate(rows, 1)
    ][first:]
    named = {BY_HEADING.get(squeezed(cell)) for cell in rows[first]} - {None}
    if not ("period" in named and named & {"ref", "name"}):
        if widest not in _POSITIONS:
            raise Unreadable(MANY_COLUMNS)
        counted.insert(0, [*(HEADING[key] for key in _POSITIONS[widest]), PASTED_ROW])
    else:
        counted[0][-1] = PASTED_ROW
    out = io.StringIO(newline="")
    csv.writer(out).writerows(counted)
    return out.getvalue().encode("utf-8-sig")
