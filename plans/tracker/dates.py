"""Days as people write them in trackers, and as spreadsheets keep them."""

import re
from calendar import month_abbr, month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(month_abbr) if name}
_MONTHS["sept"] = 9

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:\w+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]+)\.?,?[\s\-/.]*(\d{4}|\d{2})", re.I
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_MONTH = re.compile(r"(?:end\s+(?:of\s+)?)?([a-z]+)\.?[\s\-/.’']*(\d{4}|\d{2})", re.I)
_MONTH_NUMBER = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")

_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
"""What is left of a day in a cell that lost its format: a number of 1926 to 2173."""

_DAY_ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


class NotADay(ValueError):
    """Says in a sentence why what stands in a cell can't be read as a day."""


@dataclass(frozen=True)
class ReadDay:
    """The day, and in `meant` how a month alone or a bare number was understood."""

    day: date
    meant: str = ""


def read_day(text: str, *, from_1904: bool = False) -> ReadDay:
    """The day that a text names: 9/11/2021, 9 November 2021, 2021-11-09, Mar-24 (its last day),
    44509 (counted from 1900, as spreadsheets do, or from 1904 where the workbook does).

    The day always stands before the month; 3/14/2021 is refused, not turned round. Raises
    `NotADay`.
    """
    squeezed = " ".join(text.split())
    if found := _ISO.fullmatch(squeezed):
        year, month, day = found.groups()
        return ReadDay(_real(int(year), int(month), int(day), squeezed))
    if found := _NUMBERS.fullmatch(squeezed):
        number, month, year = found.groups()
        if int(month) > 12 >= int(number):
            raise NotADay(
                f"“{squeezed}” has no month {int(month)}. The day stands first: day, month, year."
            )
        return ReadDay(_real(_year(year), int(month), int(number), squeezed))
    if found := _WORDS.fullmatch(squeezed):
        number, word, year = found.groups()
        if word.lower() in _MONTHS:
            return ReadDay(_real(_year(year), _MONTHS[word.lower()], int(number), squeezed))
    if found := _MONTH.fullmatch(squeezed):
        word, year = found.groups()
        if word.lower() in _MONTHS:
            return _end_of(_year(year), _MONTHS[word.lower()], squeezed)
    if (found := _MONTH_NUMBER.fullmatch(squeezed)) and 1 <= int(found[1]) <= 12:
        return _end_of(int(found[2]), int(found[1]), squeezed)
    if _SERIAL.fullmatch(squeezed):
        return _counted(squeezed, from_1904=from_1904)
    raise NotADay(f"“{_short(squeezed)}” is not a date. Write it like 9/11/2026.")


def _counted(text: str, *, from_1904: bool) -> ReadDay:
    counted = day_of_serial(float(text), from_1904=from_1904)
    if counted is None:
        raise NotADay(f"“{text}” is not a date. Write it like 9/11/2026.")
    day = plausible(counted)
    counts = "this workbook counts days, from 1904" if from_1904 else "spreadsheets count days"
    return ReadDay(day, f"“{text}” is taken as {day.day} {day:%B %Y}, as {counts}")


def _end_of(year: int, month: int, text: str) -> ReadDay:
    day = _real(year, month, monthrange(year, month)[1] if 1 <= year <= 9999 else 1, text)
    return ReadDay(day, f"“{text}” is taken as the end of that month")


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _real(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        name = month_name[month] if 1 <= month <= 12 else ""
        if name and day > monthrange(max(year, 1), month)[1]:
            which = f" {year}" if (day, month) == (29, 2) else ""
            raise NotADay(f"There is no {day} {name}{which}.") from None
        raise NotADay(f"“{_short(text)}” is not a date. Write it like 9/11/2026.") from None
    return plausible(found)


def plausible(day: date) -> date:
    """The day, where a plan could hold it. Raises `NotADay`: 1900 is a slip of a serial number."""
    if not EARLIEST <= day <= LATEST:
        raise NotADay(f"{day.day} {day:%B %Y} can't be meant: the year is out of range.")
    return day


def day_of_serial(number: float, *, from_1904: bool) -> date | None:
    """The day that a spreadsheet keeps as a number, in either of the two ways of counting."""
    whole = int(number)
    if not 0 < whole < 200_000:
        return None
    return _DAY_ZERO[from_1904] + timedelta(days=whole)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
