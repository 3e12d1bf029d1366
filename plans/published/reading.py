"""A published file read twice from its start: what is in each column, then every key and figure.

Memory grows with the keys of the rows and never with their cells: a digest of 16 bytes for each.
Twice, because nothing but its cells tells which column of a file is a filter and which a figure.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from plans.published.cells import Cell, read_cell
from plans.published.councils import NotOneCouncilError, key_of, name_of
from plans.published.shape import (
    COMPARED,
    COUNCIL,
    LEVELS,
    MOST_CHOICES,
    MUST,
    NATIONAL,
    PLACES,
    REGIONAL,
    TOTAL,
    Column,
    Filter,
    Indicator,
    Shape,
    UnreadableError,
)
from plans.published.stamps import NotAPeriodError, Stamp, read_stamp

MOST_ROWS = 600_000
MOST_COLUMNS = 400
LONGEST_WORD = 400
EVERY = 2_000
"""Rows between two words about how far the reading is."""

Progress = Callable[[float, int], None]
"""Told the share of the work that is done, and the rows read in this turn."""


def silent(share: float, rows: int) -> None:
    """For who waits for the end."""


@dataclass(frozen=True)
class Wanted:
    """One figure of each period and place: an indicator, and a word of each filter."""

    indicator: str
    filters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of a file with the place and the period that it is of."""

    level: str
    place: str
    """The code of country or region; a council's number."""
    name: str
    stamp: Stamp
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where each column stands."""

    names: list[str]
    at: dict[str, int]
    places: list[int]
    others: list[Column]


def read_shape(content: BinaryIO, *, ours: str, progress: Progress = silent) -> Shape:
    """Read all of a file and say what is in it. Raises `UnreadableError`, and keeps nothing.

    `ours` is the number of the council that will be compared: a file of other councils' rows alone
    is refused. Empty: nobody has said who we are.
    """
    shape, heading, councils = _first_look(content, progress)
    _check_ours(shape, councils, ours)
    for _ in _rows_with_keys(content, heading, progress):
        pass
    return shape


def take(content: BinaryIO, wanted: Mapping[int, Wanted]) -> Iterator[tuple[int, Found]]:
    """The figures of a file that was found to be in order, for each of `wanted` by its key."""
    content.seek(0)
    rows = _rows(content)
    heading = _heading(next(rows)[1])
    chosen = {key: _places_of(each, heading) for key, each in wanted.items()}
    for number, row in rows:
        level = LEVELS[row[heading.at["geographic_level"]].strip().casefold()]
        if level not in COMPARED:
            continue
        for key, (indicator, words) in chosen.items():
            if all(row[at].strip().casefold() == word for at, word in words):
                cell = read_cell(row[indicator])
                assert cell is not None
                place, name = _place(row, heading, level, number)
                yield key, Found(level, place, name, _stamp(row, heading, number), cell)


def _places_of(wanted: Wanted, heading: _Heading) -> tuple[int, list[tuple[int, str]]]:
    """The columns of an indicator and of filters. Raises `UnreadableError`: a later file of the
    same name need not have them."""
    by_name = {each.name.casefold(): each.place for each in heading.others}
    for name in (wanted.indicator, *wanted.filters):
        if name.casefold() not in by_name:
            raise UnreadableError(f"The column “{name}”, which a measure is compared by, is gone.")
    words = [(by_name[name.casefold()], word.casefold()) for name, word in wanted.filters.items()]
    return by_name[wanted.indicator.casefold()], words


def _rows(content: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, as a spreadsheet numbers them."""
    number = 0
    try:
        lines = codecs.iterdecode(content, "utf-8-sig")
        for number, row in enumerate(csv.reader(lines, strict=True), start=1):
            if number > MOST_ROWS:
                raise UnreadableError(f"The file has more than {MOST_ROWS:,} rows.")
            yield number, row
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "The file is not UTF-8 text, as the Department publishes it. Download it again, and "
            "don’t save it from another program."
        ) from error
    except csv.Error as error:
        raise UnreadableError("What follows can’t be read as CSV.", row=number + 1) from error


def _heading(row: Sequence[str]) -> _Heading:
    names = [name.strip() for name in row]
    folded = [name.casefold() for name in names]
    if len(names) > MOST_COLUMNS:
        raise UnreadableError(f"The file has more than {MOST_COLUMNS} columns.")
    missing = [name for name in MUST if name not in folded]
    if missing:
        raise UnreadableError(
            "This is no file of Explore education statistics: the column "
            f"“{missing[0]}” is missing.",
            row=1,
        )
    for name in folded:
        if not name or folded.count(name) > 1:
            told = f"“{name}” stands there twice" if name else "a column has no name"
            raise UnreadableError(f"Columns can’t be told apart: {told}.", row=1)
    at = {name: place for place, name in enumerate(folded)}
    others = [
        Column(names[place], place)
        for name, place in at.items()
        if name not in PLACES and name not in MUST
    ]
    return _Heading(names, at, [at[name] for name in at if name in PLACES], others)


def _first_look(content: BinaryIO, progress: Progress) -> tuple[Shape, _Heading, set[str]]:
    content.seek(0, io.SEEK_END)
    size = content.tell() or 1
    content.seek(0)
    rows = _rows(content)
    first = next(rows, None)
    if first is None:
        raise UnreadableError("The file is empty.")
    heading = _heading(first[1])
    levels: Counter[str] = Counter()
    stamps: dict[Stamp, tuple[str, str]] = {}
    councils: set[str] = set()
    number = 1
    for number, row in rows:
        level = _check_row(row, heading, number)
        levels[level] += 1
        stamp = _stamp(row, heading, number)
        stamps.setdefault(stamp, (row[heading.at["time_period"]].strip(), stamp.identifier))
        if level == COUNCIL:
            councils.add(_place(row, heading, level, number)[0])
        for column in heading.others:
            _look(column, row[column.place].strip(), number)
        if number % EVERY == 0:
            progress(min(content.tell() / size, 1) / 2, number)
    if number == 1:
        raise UnreadableError("The file has a heading and no row below it.")
    shape = _shape(heading, number - 1, levels, stamps, councils)
    return shape, heading, councils


def _check_row(row: list[str], heading: _Heading, number: int) -> str:
    """The level of a row that has its cells."""
    if len(row) != len(heading.names):
        raise UnreadableError(
            f"It has {len(row)} cells under {len(heading.names)} headings.", row=number
        )
    written = row[heading.at["geographic_level"]].strip()
    level = LEVELS.get(written.casefold())
    if level is None:
        raise UnreadableError(f"“{written[:60]}” is no geographic level.", row=number)
    return level


def _stamp(row: list[str], heading: _Heading, number: int) -> Stamp:
    try:
        return read_stamp(row[heading.at["time_period"]], row[heading.at["time_identifier"]])
    except NotAPeriodError as error:
        raise UnreadableError(str(error), row=number) from error


def _place(row: list[str], heading: _Heading, level: str, number: int) -> tuple[str, str]:
    """What the place of a row is known by, and its name."""

    def cell(name: str) -> str:
        at = heading.at.get(name)
        return "" if at is None else row[at].strip()

    if level == NATIONAL:
        key, name = cell("country_code"), cell("country_name")
    elif level == REGIONAL:
        key, name = cell("region_code"), cell("region_name")
    else:
        name = cell("la_name")
        try:
            key = key_of(cell("new_la_code"), cell("old_la_code"), name)
        except NotOneCouncilError as error:
            raise UnreadableError(f"{error}.", row=number) from error
    if not key:
        raise UnreadableError(f"A row of the level “{level}” names no place.", row=number)
    return key, name or name_of(key)


def _look(column: Column, text: str, number: int) -> None:
    cell = read_cell(text)
    if cell is None:
        column.texts += 1
        folded = text.casefold()
        column.has_total = column.has_total or folded == TOTAL
        if column.first_text is None:
            column.first_text = (number, text)
        if len(text) > LONGEST_WORD:
            raise UnreadableError(
                f"“{column.name}” holds a text of {len(text):,} letters.", row=number
            )
    elif cell.value is None:
        column.signs[cell.sign.casefold()] += 1
    else:
        value = float(cell.value)
        if not column.numbers:
            column.least = column.most = value
        column.least, column.most = min(column.least, value), max(column.most, value)
        column.numbers += 1
    if len(column.choices) <= MOST_CHOICES:
        column.choices.setdefault(text.casefold(), text)


def _shape(
    heading: _Heading,
    rows: int,
    levels: Counter[str],
    stamps: dict[Stamp, tuple[str, str]],
    councils: set[str],
) -> Shape:
    indicators = [column for column in heading.others if column.is_indicator]
    for column in indicators:
        if column.first_text is not None:
            number, text = column.first_text
            raise UnreadableError(
                f"“{text[:60]}” stands in “{column.name}”, which holds numbers. A number has no "
                "letters, commas or per cent signs; what is missing has a sign of the standard, "
                "such as c, x or z.",
                row=number,
            )
    if not any(column.numbers for column in indicators):
        raise UnreadableError("No column holds numbers, so there is nothing to compare.")
    ordered = sorted(stamps, key=lambda stamp: (stamp.period.end, stamp.identifier))
    return Shape(
        rows=rows,
        levels=dict(levels),
        stamps=tuple(stamps[stamp] for stamp in ordered),
        filters=tuple(
            Filter(
                column.name,
                tuple(column.choices.values()) if len(column.choices) <= MOST_CHOICES else (),
            )
            for column in heading.others
            if column.is_filter
        ),
        indicators=tuple(
            Indicator(each.name, each.least, each.most, each.numbers, dict(each.signs))
            for each in indicators
        ),
        councils=len(councils),
    )


def _check_ours(shape: Shape, councils: set[str], ours: str) -> None:
    others = shape.levels.get(NATIONAL, 0) + shape.levels.get(REGIONAL, 0)
    if not COMPARED & shape.levels.keys():
        raise UnreadableError(
            "The file has no row for a country, a region or a council, only for "
            f"{', '.join(sorted(shape.levels))}."
        )
    if others == 0 and ours and ours not in councils:
        seen = ", ".join(name_of(key) for key in sorted(councils)[:3])
        more = f" and {len(councils) - 3} more" if len(councils) > 3 else ""
        raise UnreadableError(
            f"The file has rows of {seen}{more} alone: none of {name_of(ours)}, England or a "
            "region. Choose the whole file as it was published."
        )


def _rows_with_keys(
    content: BinaryIO, heading: _Heading, progress: Progress
) -> Iterator[tuple[int, list[str]]]:
    """The rows once more, each the only one of its key. Raises `UnreadableError` at a second."""
    content.seek(0, io.SEEK_END)
    size = content.tell() or 1
    content.seek(0)
    seen: dict[bytes, int] = {}
    filters = [column.place for column in heading.others if column.is_filter]
    rows = _rows(content)
    next(rows)
    for number, row in rows:
        key = _key(row, heading, filters, number)
        first = seen.setdefault(key, number)
        if first != number:
            raise UnreadableError(
                f"It is about the same period, place and filters as row {first}. One of them "
                "would have to be chosen, and nothing says which.",
                row=number,
            )
        if number % EVERY == 0:
            progress(0.5 + min(content.tell() / size, 1) / 2, number)
        yield number, row


def _key(row: list[str], heading: _Heading, filters: Sequence[int], number: int) -> bytes:
    level = LEVELS[row[heading.at["geographic_level"]].strip().casefold()]
    stamp = _stamp(row, heading, number)
    where = (
        [_place(row, heading, level, number)[0]]
        if level in COMPARED
        else [row[at].strip() for at in heading.places]
    )
    period = stamp.period.start.isoformat()
    words = [period, stamp.identifier, level, *where, *(row[at].strip() for at in filters)]
    return blake2b("\x1f".join(words).casefold().encode(), digest_size=16).digest()
