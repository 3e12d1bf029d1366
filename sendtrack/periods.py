"""Horizons, reporting periods and working days. Pure: dates in, dates out."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

import holidays

LAST_HORIZON = 120
"""No target is set further ahead than ten years."""

HORIZONS = (3, 6, 12, 24)
"""Months after the clock start at which the Notice asks for targets (paragraph 3)."""


@dataclass(frozen=True, order=True)
class Period:
    """A run of whole days, both ends included."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def day_in_words(day: date) -> str:
    """9 November 2021"""
    return f"{day.day} {day:%B %Y}"


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where there is none."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_of(day: date) -> Period:
    """The calendar month around `day`: the period in which every open action needs an update."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def report_periods(*, issued_on: date, every_months: int, until: date) -> Iterator[Period]:
    """The periods counted from a Notice's date that have ended before `until`.

    The first runs from the date of issue to the same day `every_months` later; each next one
    starts on the day after. Counted from the date of issue each time, so that a month without a
    31st does not shift the later ones.
    """
    start = issued_on
    for number in count(1):
        end = add_months(issued_on, number * every_months)
        if end >= until:
            return
        yield Period(start, end)
        start = end + timedelta(days=1)


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`; negative when `end` comes first."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(day: date, days: int) -> date:
    """The working day that is `days` working days after `day`; before it when negative."""
    step = timedelta(days=1 if days >= 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def last_working_day(period: Period) -> date:
    """The last working day of a period: when its updates are wanted by."""
    day = period.end
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
