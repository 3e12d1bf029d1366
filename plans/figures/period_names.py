"""Periods as people write them: Mar-24, 31/3/2026, Q2 2025/26, 2024/25, Autumn term 2025."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plans.measuring.calendar import PeriodType, named, period_of
from plans.tracker.dates import EARLIEST, LATEST, NotADay, ReadDay, read_day
from sendtrack.periods import Period

_YEARS = re.compile(r"(\d{4})\s*(?:/|-|–|to)?\s*(\d{4}|\d{2})")
_YEAR = re.compile(r"\d{4}")
_QUARTER = re.compile(r"(?:q|quarter\s*)([1-4])\s*(.*)")
_TERM = re.compile(r"(autumn|spring|summer)(?:\s+term)?\s+(.+)")
_TO = re.compile(r"12 months (?:to|ending)\s+(.+)")
_SPAN = re.compile(r"([a-z]+)\s*(?:to|-|–)\s*([a-z]+\.?[\s\-/.’']*\d{2,4})")
_EXTRA = re.compile(r"\b(?:academic year|financial year|school year|calendar year|ay|fy|year)\b")

_NAMED = {
    PeriodType.ACADEMIC_YEAR: "academic",
    PeriodType.FINANCIAL_YEAR: "financial",
    PeriodType.CALENDAR_YEAR: "calendar",
}
_TERM_BEGINS = {"autumn": 9, "spring": 1, "summer": 4}
_OF_TWO_YEARS = {PeriodType.ACADEMIC_YEAR: 9, PeriodType.FINANCIAL_YEAR: 4}

EXAMPLE = {
    PeriodType.MONTH: "Mar 2026",
    PeriodType.QUARTER: "Q2 2025/26",
    PeriodType.TERM: "Autumn term 2025",
    PeriodType.ACADEMIC_YEAR: "2024/25",
    PeriodType.CALENDAR_YEAR: "2025",
    PeriodType.FINANCIAL_YEAR: "2024/25",
    PeriodType.ROLLING_YEAR: "12 months to March 2026",
    PeriodType.MONTH_END: "31/3/2026",
    PeriodType.CENSUS: "January 2026",
}


class NotAPeriod(ValueError):
    """Says in a sentence why what stands in a cell is no period of a measure."""


@dataclass(frozen=True)
class ReadPeriod:
    period: Period
    meant: str = ""
    """How it was understood, where it was not written as we name it."""


def read_period(kind: str, written: str | date, *, from_1904: bool = False) -> ReadPeriod:
    """The period of a kind that is meant. Raises `NotAPeriod`."""
    text = written if isinstance(written, str) else f"{written:%d/%m/%Y}"
    words = " ".join(text.split()).casefold()
    reader = _READERS.get(kind, _of_a_month)
    found = reader(kind, words) if isinstance(written, str) else None
    if found is None:
        found = _around(kind, words, from_1904=from_1904)
    if found is None:
        raise NotAPeriod(
            f"“{text[:40]}” is no period of this measure, which is counted by "
            f"{PeriodType(kind).label.lower()}. Write it like {EXAMPLE[PeriodType(kind)]}."
        )
    if not EARLIEST <= found.end <= LATEST:
        raise NotAPeriod(f"“{text[:40]}” can’t be meant: the year is out of range.")
    name = named(kind, found)
    return ReadPeriod(
        found, "" if name.casefold() == words else f"“{text[:40]}” is taken as {name}"
    )


def _around(kind: str, words: str, *, from_1904: bool) -> Period | None:
    """The period that a day stands for: any day of a month, the ends of anything longer."""
    try:
        read: ReadDay = read_day(words, from_1904=from_1904)
    except NotADay:
        return None
    found = period_of(kind, read.day)
    if kind in (PeriodType.MONTH, PeriodType.MONTH_END, PeriodType.ROLLING_YEAR):
        return found
    if kind == PeriodType.CENSUS:
        return found if read.day in found else None
    return found if read.day in (found.start, found.end) else None


def _of_a_month(kind: str, words: str) -> Period | None:
    """“12 months to March 2026” of a rolling year; days and months are read by `_around`."""
    found = _TO.fullmatch(words)
    return _around(kind, found[1], from_1904=False) if found else None


def _of_a_year(kind: str, words: str) -> Period | None:
    if any(name in words for other, name in _NAMED.items() if other != kind):
        return None
    bare = " ".join(_EXTRA.sub(" ", words).split())
    if kind == PeriodType.CALENDAR_YEAR:
        return _safely(kind, int(bare), 1) if _YEAR.fullmatch(bare) else None
    first = _first_of_two(bare)
    return None if first is None else _safely(kind, first, _OF_TWO_YEARS[PeriodType(kind)])


def _first_of_two(words: str) -> int | None:
    """2024 of 2024/25, 2024-25, 2024/2025, 2024 to 2025 and 202425."""
    found = _YEARS.fullmatch(words)
    if found is None:
        return None
    first, second = int(found[1]), found[2]
    follows = (first + 1) % 100 == int(second) if len(second) == 2 else int(second) == first + 1
    return first if follows else None


def _of_a_quarter(kind: str, words: str) -> Period | None:
    """Q2 2025/26 is July to September 2025: quarters are numbered in the financial year."""
    if span := _SPAN.fullmatch(words):
        return _of_a_span(kind, span[1], span[2])
    found = _QUARTER.fullmatch(words)
    first = _first_of_two(found[2].strip()) if found else None
    if found is None or first is None:
        return None
    number = int(found[1])
    return _safely(kind, first + (number == 4), (4, 7, 10, 1)[number - 1])


def _of_a_span(kind: str, first: str, last: str) -> Period | None:
    """“January to March 2026”: the quarter that ends with the last month, if it begins there."""
    try:
        ends, begins = read_day(last).day, read_day(f"{first} 2024").day
    except NotADay:
        return None
    found = period_of(kind, ends)
    return found if found.end == ends and found.start.month == begins.month else None


def _of_a_term(kind: str, words: str) -> Period | None:
    found = _TERM.fullmatch(words)
    if found is None:
        return None
    month, year = _TERM_BEGINS[found[1]], found[2]
    if _YEAR.fullmatch(year):
        return _safely(kind, int(year), month)
    first = _first_of_two(year)
    return None if first is None else _safely(kind, first + (month != 9), month)


def _safely(kind: str, year: int, month: int) -> Period | None:
    return period_of(kind, date(year, month, 1)) if 1900 <= year <= 9000 else None


_READERS: dict[str, Callable[[str, str], Period | None]] = {
    PeriodType.QUARTER: _of_a_quarter,
    PeriodType.TERM: _of_a_term,
    PeriodType.ACADEMIC_YEAR: _of_a_year,
    PeriodType.FINANCIAL_YEAR: _of_a_year,
    PeriodType.CALENDAR_YEAR: _of_a_year,
}
