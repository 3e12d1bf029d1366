"""The periods of published files: `time_period` and `time_identifier` (202324, "Spring term")."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from plans.measuring.calendar import PeriodType, named, period_of
from sendtrack.periods import Period, add_months

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_TWO_YEARS = re.compile(r"(\d{4})\s*(?:[/–-]|to)?\s*(\d{2}|\d{4})", re.ASCII)
_FIRST, _LAST = 1990, 2100


class NotAPeriodError(Exception):
    """What stands there is no period: a sentence."""


@dataclass(frozen=True)
class Stamp:
    """One period of a file. `identifier` is as the standard writes it."""

    period: Period
    identifier: str
    kind: PeriodType | None
    """How a measure would count it; None where no measure is counted so."""

    @property
    def words(self) -> str:
        if self.kind is not None:
            return named(self.kind, self.period)
        start, end = self.period.start, self.period.end
        years = f"{start.year}" if start.year == end.year else f"{start.year} to {end.year}"
        return f"{self.identifier}, {years}"


def _months(first: int, many: int, *, second_year: bool = False) -> Callable[[int], Period]:
    def of(year: int) -> Period:
        start = date(year + second_year, first, 1)
        return Period(start, add_months(start, many) - timedelta(days=1))

    return of


def _tax_year(year: int) -> Period:
    return Period(date(year, 4, 6), date(year + 1, 4, 5))


def _week(number: int) -> Callable[[int], Period]:
    def of(year: int) -> Period:
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError as error:
            raise NotAPeriodError(f"{year} has no week {number}.") from error
        return Period(monday, monday + timedelta(days=6))

    return of


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_OF_TWO_YEARS: dict[str, tuple[Callable[[int], Period], PeriodType | None]] = {
    "Academic year": (_months(9, 12), PeriodType.ACADEMIC_YEAR),
    "Autumn term": (_months(9, 4), PeriodType.TERM),
    "Spring term": (_months(1, 3, second_year=True), PeriodType.TERM),
    "Summer term": (_months(4, 5, second_year=True), PeriodType.TERM),
    "Autumn and spring term": (_months(9, 7), None),
    "Financial year": (_months(4, 12), PeriodType.FINANCIAL_YEAR),
    "Financial year Q1": (_months(4, 3), PeriodType.QUARTER),
    "Financial year Q2": (_months(7, 3), PeriodType.QUARTER),
    "Financial year Q3": (_months(10, 3), PeriodType.QUARTER),
    "Financial year Q4": (_months(1, 3, second_year=True), PeriodType.QUARTER),
    "Part 1 (April to September)": (_months(4, 6), None),
    "Part 2 (October to March)": (_months(10, 6), None),
    "Tax year": (_tax_year, None),
}
_OF_ONE_YEAR: dict[str, tuple[Callable[[int], Period], PeriodType | None]] = {
    "Calendar year": (_months(1, 12), PeriodType.CALENDAR_YEAR),
    "Reporting year": (_months(1, 12), None),
    **{
        f"Calendar year Q{quarter}": (_months(3 * quarter - 2, 3), PeriodType.QUARTER)
        for quarter in range(1, 5)
    },
    **{name: (_months(place, 1), PeriodType.MONTH) for place, name in enumerate(_MONTHS, 1)},
    **{f"Week {number}": (_week(number), None) for number in range(1, 54)},
}
_TOLD = {name.casefold(): name for name in (*_OF_TWO_YEARS, *_OF_ONE_YEAR)}

READ_AS: dict[str, tuple[PeriodType, ...]] = {
    "Academic year": (PeriodType.ACADEMIC_YEAR, PeriodType.CENSUS),
    "Calendar year": (PeriodType.CALENDAR_YEAR, PeriodType.CENSUS),
    "Reporting year": (
        PeriodType.CALENDAR_YEAR,
        PeriodType.FINANCIAL_YEAR,
        PeriodType.ACADEMIC_YEAR,
        PeriodType.CENSUS,
    ),
}
"""What a year of a file can stand for, where that is more than one thing: a count of January is
published under the academic year it falls in, and a reporting year says no days at all."""


@lru_cache(maxsize=4096)
def read_stamp(time_period: str, time_identifier: str) -> Stamp:
    """The period of a row. Raises `NotAPeriodError`."""
    identifier = _TOLD.get(" ".join(time_identifier.split()).casefold())
    if identifier is None:
        raise NotAPeriodError(f"“{time_identifier}” is no time identifier of the standard.")
    written = time_period.strip()
    if identifier in _OF_ONE_YEAR:
        found = _YEAR.fullmatch(written)
        if not found:
            raise NotAPeriodError(f"{identifier}s have four digits, and “{written}” has not.")
        build, kind = _OF_ONE_YEAR[identifier]
        return Stamp(build(_bearable(int(found[1]))), identifier, kind)
    found = _TWO_YEARS.fullmatch(written)
    if not found or int(found[2]) not in (int(found[1]) + 1, (int(found[1]) + 1) % 100):
        raise NotAPeriodError(
            f"{identifier}s are two years that follow one another, such as 202324, and "
            f"“{written}” is not."
        )
    build, kind = _OF_TWO_YEARS[identifier]
    return Stamp(build(_bearable(int(found[1]))), identifier, kind)


def _bearable(year: int) -> int:
    if not _FIRST <= year <= _LAST:
        raise NotAPeriodError(f"The year {year} is not one of these statistics.")
    return year


def kinds_of(identifier: str) -> tuple[PeriodType, ...]:
    """The kinds of period that a measure may count what stands under an identifier as."""
    if identifier in READ_AS:
        return READ_AS[identifier]
    kind = {**_OF_TWO_YEARS, **_OF_ONE_YEAR}[identifier][1]
    return () if kind is None else (kind,)


def counted_as(stamp: Stamp, kind: PeriodType) -> Period | None:
    """The period of a measure that a stamp stands for; None where it stands for none of them.

    A year that is read as a January count is that of its last January: 2023/24 is January 2024.
    """
    if kind not in kinds_of(stamp.identifier):
        return None
    end = stamp.period.end
    if kind == stamp.kind:
        return stamp.period
    if kind == PeriodType.ACADEMIC_YEAR:
        return period_of(kind, date(end.year, 8, 31))
    if kind == PeriodType.FINANCIAL_YEAR:
        return period_of(kind, date(end.year, 3, 31))
    return period_of(kind, date(end.year, 1, 31) if kind == PeriodType.CENSUS else end)
