"""What the rows of a tracker say in our words, and what can't be read in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.tracker.cells import as_written, tidy
from plans.tracker.columns import BY_KEY
from plans.tracker.dates import NotADay, plausible, read_day
from plans.tracker.found import Value, letters
from plans.tracker.headings import Table, squeezed
from plans.tracker.sheets import Cell, Kind

LONGEST = {
    "title": 200,
    "success_criteria": 1000,
    "happened": 3000,
    "difference": 3000,
    "next_step": 1500,
    "reason": 1500,
    "help_wanted": 1500,
    "move_reason": 1500,
}
_REORDERS = re.compile("[\u202a-\u202e\u2066-\u2069\x00]")


@dataclass(frozen=True)
class Fault:
    """Why a row can't be taken over, at its cell: "J7"."""

    cell: str
    heading: str
    sentence: str


@dataclass
class Entry:
    """One row of the file. `values` hold only the columns that the file has."""

    number: int
    """As the spreadsheet program counts: the first row is 1."""
    values: dict[str, Cell] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """How something was understood, by column."""
    without_result: set[str] = field(default_factory=set)
    """Columns whose cell holds a formula that no program has worked out."""
    from_1904: bool = False
    """How its workbook counts days that lost their format."""

    def refuse(self, key: str, sentence: str) -> None:
        heading = BY_KEY[key].heading if key in BY_KEY else ""
        self.faults.append(Fault(self.cells.get(key, f"row {self.number}"), heading, sentence))


@dataclass(frozen=True)
class Meanings:
    """What words of the file mean here, by the word as `squeezed`."""

    statuses: Mapping[str, str]
    """To the word of a status here."""
    impacts: Mapping[str, str]
    posts: Mapping[str, str]
    """To the full name of a post."""
    days: Mapping[str, date]
    priorities: Mapping[str, str] = field(default_factory=dict)


def read_entries(table: Table, columns: Mapping[int, str], meanings: Meanings) -> list[Entry]:
    """Every row that says anything in a column that is taken over."""
    entries = []
    by_key = {key: column for column, key in columns.items() if key}
    for number, row in table.rows:
        entry = Entry(number + 1, from_1904=table.from_1904)
        for key, column in by_key.items():
            entry.cells[key] = f"{letters(column)}{number + 1}"
            _put(entry, key, row.get(column, ""), meanings)
            if (number, column) not in table.formulas:
                continue
            if entry.values.get(key):
                entry.notes.setdefault(
                    key, "The cell holds a formula; its value when the file was saved was taken"
                )
            else:
                entry.without_result.add(key)
        if any(entry.values.get(key) for key in by_key) or entry.faults:
            entries.append(entry)
    return entries


def _put(entry: Entry, key: str, raw: Value, meanings: Meanings) -> None:
    text = as_written(raw) if isinstance(raw, str) else ""
    if isinstance(raw, str):
        text = tidy(text)
        if _REORDERS.search(text):
            entry.refuse(key, "The text holds hidden characters. Type it again.")
            return
    if BY_KEY[key].kind == Kind.DAY:
        _put_day(entry, key, raw, text, meanings.days)
    elif key == "status":
        _put_word(entry, key, _words(raw, text), meanings.statuses)
    elif key == "impact":
        _put_word(entry, key, _words(raw, text), meanings.impacts)
    elif key == "priority":
        _put_word(entry, key, _words(raw, text), meanings.priorities)
    elif key == "accountable":
        _put_word(entry, key, _words(raw, text), meanings.posts)
    else:
        entry.values[key] = _words(raw, text)


def _words(raw: Value, text: str) -> str:
    return f"{raw:%d/%m/%Y}" if isinstance(raw, date) else text


def _put_word(entry: Entry, key: str, word: str, meanings: Mapping[str, str]) -> None:
    """A word that nobody has explained is kept as it is: whether it matters is seen later."""
    meant = meanings.get(squeezed(word), word)
    entry.values[key] = meant
    if meant != word:
        entry.notes[key] = f"“{word}” in the file"


def _put_day(entry: Entry, key: str, raw: Value, text: str, days: Mapping[str, date]) -> None:
    if isinstance(raw, date):
        entry.values[key] = raw
        return
    if not text:
        entry.values[key] = None
        return
    if meant := days.get(squeezed(text)):
        entry.values[key] = meant
        entry.notes[key] = f"“{text}” in the file"
        return
    try:
        found = read_day(text, from_1904=entry.from_1904)
    except NotADay:
        entry.values[key] = text
        return
    entry.values[key] = found.day
    if found.meant:
        entry.notes[key] = found.meant


def check_changed(entry: Entry, key: str, *, is_known: Callable[[str, str], bool]) -> None:
    """Put down why a value that differs from the plan's can't be taken over."""
    value = entry.values[key]
    if BY_KEY[key].kind == Kind.DAY:
        try:
            if isinstance(value, date):
                plausible(value)
            elif value:
                read_day(str(value), from_1904=entry.from_1904)
        except NotADay as problem:
            entry.refuse(key, str(problem))
        return
    text = str(value or "")
    if key in LONGEST and len(text) > LONGEST[key]:
        entry.refuse(
            key, f"The text has {len(text):,} characters; {LONGEST[key]:,} at most can be kept."
        )
    elif (
        key in {"status", "impact", "priority", "accountable"} and text and not is_known(key, text)
    ):
        what = (
            "a post of this area" if key == "accountable" else f"a word for {BY_KEY[key].heading}"
        )
        entry.refuse(key, f"“{text[:80]}” is not {what}. Choose one from the list in the cell.")
