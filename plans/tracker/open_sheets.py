"""Reading ODS: cells that are repeated, merged and covered, within the same limits."""

from datetime import date

from plans.tracker.cells import unhide
from plans.tracker.found import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    TOO_LARGE,
    FoundSheet,
    Unreadable,
    Value,
    as_typed,
)
from plans.tracker.parts import DAMAGED, LOCKED, Parts

CONTENT = "content.xml"
_CELLS = {"table-cell", "covered-table-cell"}
_MARGIN_NOTES = {"annotation", "note"}


def read_open_sheets(parts: Parts) -> list[FoundSheet]:
    """Every sheet with cells, in the order of the file. Raises `Unreadable`."""
    if "META-INF/manifest.xml" in parts:
        parts.parse("META-INF/manifest.xml", start=_check_open)
    reader = _Reader()
    parts.parse(CONTENT, start=reader.start, end=reader.end, text=reader.text)
    for sheet in reader.sheets:
        sheet.fill_merged()
    return [sheet for sheet in reader.sheets if sheet.cells]


def _check_open(tag: str, given: dict[str, str]) -> None:
    if tag == "encryption-data":
        raise Unreadable(LOCKED)


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[FoundSheet] = []
        self.from_1904 = False
        self.row = 0
        self.column = 0
        self.row_times = 1
        self.held: dict[str, str] = {}
        self.lines: list[str] = []
        self.is_in_cell = False
        self.paragraphs = 0
        self.beside = 0
        self.row_cells: list[tuple[int, Value]] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag in _MARGIN_NOTES:
            self.beside += 1
        elif tag == "table" and len(self.sheets) < MOST_SHEETS:
            self.sheets.append(FoundSheet(given.get("name", ""), from_1904=self.from_1904))
            self.row = 0
        elif tag == "null-date":
            self.from_1904 = given.get("date-value", "").startswith("1904-")
        elif tag == "table-row":
            self.row_times = _times(given.get("number-rows-repeated"))
            self.column = 0
            self.row_cells = []
        elif tag in _CELLS:
            self.held, self.lines, self.is_in_cell = given, [], True
        elif self.is_in_cell and not self.beside:
            self._inside(tag, given)

    def _inside(self, tag: str, given: dict[str, str]) -> None:
        if tag == "p":
            self.paragraphs += 1
            self.lines.append("")
        elif self.paragraphs and tag == "s":
            self._add(" " * min(_times(given.get("c")), 1_000))
        elif self.paragraphs and tag == "tab":
            self._add("\t")
        elif self.paragraphs and tag == "line-break":
            self._add("\n")

    def text(self, words: str) -> None:
        if self.is_in_cell and self.paragraphs and not self.beside:
            self._add(words)

    def _add(self, words: str) -> None:
        self.lines[-1] += words

    def end(self, tag: str) -> None:
        if tag in _MARGIN_NOTES:
            self.beside -= 1
        elif tag == "p" and self.is_in_cell and not self.beside:
            self.paragraphs -= 1
        elif tag in _CELLS and self.sheets:
            self._keep()
        elif tag == "table-row" and self.sheets:
            self._keep_row()

    def _keep(self) -> None:
        self.is_in_cell = False
        self.paragraphs = 0
        times = _times(self.held.get("number-columns-repeated"))
        sheet = self.sheets[-1]
        if value := self._value():
            if times > MOST_COLUMNS:
                raise TOO_LARGE
            self.row_cells += [(self.column + nth, value) for nth in range(times)]
            if "formula" in self.held:
                sheet.formulas.add((self.row, self.column))
        down = _times(self.held.get("number-rows-spanned"))
        across = _times(self.held.get("number-columns-spanned"))
        if (down > 1 or across > 1) and len(sheet.merged) < MOST_CELLS:
            sheet.merged.append(
                (self.row, self.column, self.row + down - 1, self.column + across - 1)
            )
        self.column += times

    def _value(self) -> Value:
        kind = self.held.get("value-type", "")
        if kind == "date":
            try:
                return date.fromisoformat(self.held.get("date-value", "")[:10])
            except ValueError:
                pass
        if kind == "float":
            return as_typed(self.held.get("value", ""))
        if kind == "boolean":
            return "Yes" if self.held.get("boolean-value") == "true" else "No"
        if kind == "string" and not self.lines:
            return unhide(self.held.get("string-value", ""))
        return unhide("\n".join(self.lines))

    def _keep_row(self) -> None:
        if self.row_cells:
            if self.row_times > MOST_ROWS:
                raise TOO_LARGE
            for nth in range(self.row_times):
                for column, value in self.row_cells:
                    self.sheets[-1].put(self.row + nth, column, value)
        self.row += self.row_times


def _times(text: str | None) -> int:
    """How often something is repeated; 1 where the attribute says nothing sensible."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit() and digits):
        return 1
    if len(digits) > 9:
        raise Unreadable(DAMAGED)
    return max(1, int(digits))
