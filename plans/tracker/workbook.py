"""Reading XLSX. Formulas are never worked out: what counts is the value saved with them."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date

from plans.tracker.cells import unhide
from plans.tracker.dates import day_of_serial
from plans.tracker.found import MOST_CELLS, MOST_SHEETS, FoundSheet, Unreadable, as_typed
from plans.tracker.parts import DAMAGED, Parts

BOOK = "xl/workbook.xml"

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BLOCK = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_NOT_SAID = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]|\*.')
_MOST_MERGED = 20_000


def read_workbook(parts: Parts) -> list[FoundSheet]:
    """Every sheet with cells, in the order of the book. Raises `Unreadable`."""
    book = _Book(parts)
    sheets = [book.sheet(name, part) for name, part in book.sheets()]
    return [sheet for sheet in sheets if sheet.cells]


class _Book:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.names: list[tuple[str, str]] = []
        self.from_1904 = False
        self.targets: dict[str, str] = {}
        self.shared: list[str] = []
        self.date_styles: list[bool] = []
        parts.parse(BOOK, start=self._book)
        parts.parse("xl/_rels/workbook.xml.rels", start=self._relation)
        self._read_shared()
        self._read_styles()

    def _book(self, tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and len(self.names) < MOST_SHEETS:
            self.names.append((given.get("name", ""), given.get("id", "")))
        elif tag == "workbookPr":
            self.from_1904 = given.get("date1904", "") in {"1", "true"}

    def _relation(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "").rpartition("/")[2]
        if tag == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            if kind in {"worksheet", "sharedStrings", "styles"}:
                self.targets[given.get("Id", "")] = posixpath.normpath(path)
                self.targets.setdefault(kind, posixpath.normpath(path))

    def sheets(self) -> Iterator[tuple[str, str]]:
        for name, relation in self.names:
            part = self.targets.get(relation, "")
            if part in self.parts:
                yield name, part

    def _read_shared(self) -> None:
        part = self.targets.get("sharedStrings", "")
        if part not in self.parts:
            return
        texts = _Texts(self.shared)
        self.parts.parse(part, start=texts.start, end=texts.end, text=texts.text)

    def _read_styles(self) -> None:
        part = self.targets.get("styles", "")
        if part not in self.parts:
            return
        own: dict[int, str] = {}
        inside = [False]

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "numFmt":
                own[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
            elif tag == "cellXfs":
                inside[0] = True
            elif tag == "xf" and inside[0] and len(self.date_styles) < MOST_CELLS:
                number = _whole(given.get("numFmtId"))
                says_day = _is_day(own[number]) if number in own else number in _DATE_FORMATS
                self.date_styles.append(says_day)

        def end(tag: str) -> None:
            if tag == "cellXfs":
                inside[0] = False

        self.parts.parse(part, start=start, end=end)

    def sheet(self, name: str, part: str) -> FoundSheet:
        found = FoundSheet(name, from_1904=self.from_1904)
        reader = _Cells(self, found)
        self.parts.parse(part, start=reader.start, end=reader.end, text=reader.text)
        found.fill_merged()
        return found


class _Texts:
    """Shared texts. What is written above them to show how they are read aloud is left out."""

    def __init__(self, into: list[str]) -> None:
        self.into = into
        self.pieces: list[str] = []
        self.takes = False
        self.aloud = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            self.pieces = []
        elif tag == "rPh":
            self.aloud += 1
        self.takes = tag == "t" and not self.aloud

    def text(self, words: str) -> None:
        if self.takes:
            self.pieces.append(words)

    def end(self, tag: str) -> None:
        self.takes = False
        if tag == "rPh":
            self.aloud -= 1
        elif tag == "si":
            if len(self.into) >= MOST_CELLS:
                raise Unreadable(DAMAGED)
            self.into.append(unhide("".join(self.pieces)))


class _Cells:
    """The cells of a sheet, one after the other. Places may be left out by the program."""

    def __init__(self, book: _Book, found: FoundSheet) -> None:
        self.book = book
        self.found = found
        self.row = -1
        self.column = -1
        self.kind = ""
        self.style = 0
        self.pieces: list[str] = []
        self.takes = False
        self.aloud = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row = _whole(given.get("r"), self.row + 2) - 1
            self.column = -1
        elif tag == "c":
            self._cell(given)
        elif tag == "f":
            self.found.formulas.add((self.row, self.column))
        elif tag == "rPh":
            self.aloud += 1
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        self.takes = tag in {"v", "t"} and not self.aloud

    def _cell(self, given: dict[str, str]) -> None:
        place = _PLACE.fullmatch(given.get("r", ""))
        self.column = _column(place[1]) if place else self.column + 1
        if place:
            self.row = int(place[2]) - 1
        self.kind = given.get("t", "n")
        self.style = _whole(given.get("s"))
        self.pieces = []

    def text(self, words: str) -> None:
        if self.takes:
            self.pieces.append(words)

    def end(self, tag: str) -> None:
        self.takes = False
        if tag == "rPh":
            self.aloud -= 1
        elif tag == "c":
            self._keep("".join(self.pieces))

    def _keep(self, said: str) -> None:
        if self.row < 0 or self.column < 0 or not said:
            return
        if self.kind == "s":
            number = _whole(said, -1)
            if not 0 <= number < len(self.book.shared):
                raise Unreadable(DAMAGED)
            said = self.book.shared[number]
        elif self.kind in {"inlineStr", "str"}:
            said = unhide(said)
        elif self.kind == "b":
            said = "Yes" if said == "1" else "No"
        elif self.kind == "n":
            if day := self._day(said):
                self.found.put(self.row, self.column, day)
                return
            said = as_typed(said)
        self.found.put(self.row, self.column, said)

    def _day(self, said: str) -> date | None:
        styles = self.book.date_styles
        if not (self.style < len(styles) and styles[self.style]):
            return None
        try:
            number = float(said)
        except ValueError:
            return None
        if number != number or abs(number) > 1e9:
            return None
        return day_of_serial(number, from_1904=self.book.from_1904)

    def _merge(self, block: str) -> None:
        found = _BLOCK.fullmatch(block)
        if found is None:
            return
        if len(self.found.merged) >= _MOST_MERGED:
            raise Unreadable(DAMAGED)
        left, top, right, bottom = found.groups()
        self.found.merged.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str | None, otherwise: int = 0) -> int:
    """The number that an attribute holds; `otherwise` for none or anything that is no number."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else otherwise


def _is_day(form: str) -> bool:
    """Whether a number format shows a day: dd/mm/yyyy, mmm-yy; not 0.00 or [h]:mm."""
    said = _NOT_SAID.sub("", form.split(";")[0]).lower()
    return "y" in said or "d" in said
