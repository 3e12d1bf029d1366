"""Reading CSV as Excel and others save it: several encodings, comma, semicolon or tab."""

import codecs
import csv
import io

from plans.tracker.found import LONGEST_CELL, MOST_CELLS, FoundSheet, Unreadable

NOT_TEXT = (
    "The file is not a CSV file that can be read. In Excel choose “CSV UTF-8”, or save it as a "
    "workbook (XLSX)."
)


def read_csv(content: bytes) -> list[FoundSheet]:
    """The one table of the file. Raises `Unreadable`."""
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable(NOT_TEXT)
    found = FoundSheet("CSV")
    csv.field_size_limit(LONGEST_CELL * 4)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                found.put(number, place, cell)
    except csv.Error as error:
        raise Unreadable(NOT_TEXT) from error
    assert len(found.cells) <= MOST_CELLS
    return [found] if found.cells else []


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 by its mark, and what older Excel writes in Western Europe."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codings = ["utf-16"]
    else:
        codings = ["utf-8-sig", "cp1252"]
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_TEXT)


def _separator(text: str) -> str:
    """What stands most often in the first line, outside quotes."""
    head = text.lstrip("\r\n")[:20_000]
    outside: list[str] = []
    is_quoted = False
    for letter in head:
        if letter == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            if letter in "\r\n" and outside:
                break
            outside.append(letter)
    counts = {mark: outside.count(mark) for mark in ",;\t"}
    return max(counts, key=lambda mark: counts[mark])
