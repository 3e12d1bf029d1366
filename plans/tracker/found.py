"""What is read of a file: its sheets as cells, within limits that hold whatever the file claims."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_CELLS = 200_000
MOST_SHEETS = 40
LONGEST_CELL = 32_767

Value = str | date
"""Numbers come as they would be typed; a date keeps its day."""


class Unreadable(Exception):
    """The file can't be read. Says in a sentence why, and what to do."""


TOO_LARGE = Unreadable(
    f"The sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Delete the rows and "
    "columns that are not part of the list, also empty ones with formatting, and save it again."
)


@dataclass
class FoundSheet:
    """The filled cells of one sheet. Rows and columns count from 0, as in the file."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    formulas: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose value a formula gave when the file was last saved."""
    from_1904: bool = False
    """Whether the workbook counts its days from 1904, as those of old Macintoshes do."""

    def put(self, row: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            if not value.strip():
                return
            if len(value) > LONGEST_CELL:
                raise TOO_LARGE
        if row >= MOST_ROWS or column >= MOST_COLUMNS or len(self.cells) >= MOST_CELLS:
            raise TOO_LARGE
        self.cells[row, column] = value

    def fill_merged(self) -> None:
        """Say in every cell of a merged block what its first cell says."""
        for top, left, bottom, right in self.merged:
            value = self.cells.get((top, left))
            if value is None:
                continue
            for row in range(top, min(bottom, MOST_ROWS - 1) + 1):
                for column in range(left, min(right, MOST_COLUMNS - 1) + 1):
                    self.cells.setdefault((row, column), value)
                    if len(self.cells) > MOST_CELLS:
                        raise TOO_LARGE

    def rows(self) -> Iterator[tuple[int, dict[int, Value]]]:
        """The rows that hold anything, each by column."""
        by_row: dict[int, dict[int, Value]] = {}
        for (row, column), value in self.cells.items():
            by_row.setdefault(row, {})[column] = value
        for row in sorted(by_row):
            yield row, by_row[row]


def letters(column: int) -> str:
    """The name of a column: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def as_typed(number: str) -> str:
    """A number as somebody would type it: 3.0 is 3, 0.30000000000000004 is 0.3."""
    try:
        value = float(number)
    except ValueError:
        return number
    if value != value or value in (float("inf"), float("-inf")):
        return number
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"
