"""The periods that a measure is counted over. Pure: dates in, dates out.

period_of(PeriodType.ACADEMIC_YEAR, date(2022, 3, 1))  → 1 September 2021 to 31 August 2022
named(PeriodType.ACADEMIC_YEAR, …)                     → "2021 to 2022 academic year"
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models

from sendtrack.periods import Period, add_months, add_working_days, day_in_words, month_of


class PeriodType(models.TextChoices):
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    TERM = "term", "Term"
    ACADEMIC_YEAR = "academic_year", "Academic year"
    CALENDAR_YEAR = "calendar_year", "Calendar year"
    FINANCIAL_YEAR = "financial_year", "Financial year"
    ROLLING_YEAR = "rolling_year", "12 months to the end of each month"
    MONTH_END = "month_end", "Count on the last day of each month"
    CENSUS = "census", "Count once a year, in January"


_BEGINS: dict[str, tuple[int, ...]] = {
    PeriodType.MONTH: tuple(range(1, 13)),
    PeriodType.QUARTER: (1, 4, 7, 10),
    PeriodType.TERM: (1, 4, 9),
    PeriodType.ACADEMIC_YEAR: (9,),
    PeriodType.CALENDAR_YEAR: (1,),
    PeriodType.FINANCIAL_YEAR: (4,),
}
"""The months on whose first day a period begins; each lasts until the next begins."""

_TERMS = {1: "Spring term", 4: "Summer term", 9: "Autumn term"}

OF_YEARS = frozenset(
    {
        PeriodType.ACADEMIC_YEAR,
        PeriodType.CALENDAR_YEAR,
        PeriodType.FINANCIAL_YEAR,
        PeriodType.CENSUS,
    }
)
"""One figure a year: with six or eight of them no chart of control can be drawn."""

OVERLAPPING = frozenset({PeriodType.ROLLING_YEAR})
"""Each period shares most of its days with the one before, so points follow one another."""


def period_of(kind: str, day: date) -> Period:
    """The period that `day` falls in. A count on one day is a period of that day; the January
    count is the one of the day's own year."""
    if kind == PeriodType.MONTH_END:
        end = month_of(day).end
        return Period(end, end)
    if kind == PeriodType.ROLLING_YEAR:
        end = month_of(day).end
        return Period(add_months(end.replace(day=1), -11), end)
    if kind == PeriodType.CENSUS:
        return month_of(date(day.year, 1, 1))
    begins = _BEGINS[kind]
    start = day.replace(day=1)
    while start.month not in begins:
        start = add_months(start, -1)
    following = add_months(start, 1)
    while following.month not in begins:
        following = add_months(following, 1)
    return Period(start, following - timedelta(days=1))


def begins_on(kind: str, day: date) -> date:
    """The first day from which a definition can hold, around `day`: that of a period. What is
    counted at the end of months holds from the first day of a month."""
    if kind in (PeriodType.MONTH_END, PeriodType.ROLLING_YEAR):
        return day.replace(day=1)
    return period_of(kind, day).start


def following(kind: str, period: Period) -> Period:
    """The next period of the kind."""
    if kind == PeriodType.CENSUS:
        return period_of(kind, date(period.end.year + 1, 1, 1))
    return period_of(kind, period.end + timedelta(days=1))


def preceding(kind: str, period: Period) -> Period:
    """The period of the kind before."""
    if kind == PeriodType.CENSUS:
        return period_of(kind, date(period.end.year - 1, 1, 1))
    if kind in (PeriodType.MONTH_END, PeriodType.ROLLING_YEAR):
        return period_of(kind, period.end.replace(day=1) - timedelta(days=1))
    return period_of(kind, period.start - timedelta(days=1))


def is_period(kind: str, period: Period) -> bool:
    return period_of(kind, period.end) == period


def periods_between(kind: str, first: date, last: date) -> Iterator[Period]:
    """The periods from the one that `first` falls in, as far as they have ended by `last`."""
    period = period_of(kind, first)
    while period.end <= last:
        yield period
        period = following(kind, period)


def may_begin_a_year(kind: str, period: Period) -> bool:
    """Whether what is counted on through a year is, in this period, only what came in it. A month
    or a quarter doesn't say which year is counted."""
    return kind in OF_YEARS or (kind == PeriodType.TERM and period.start.month == 9)


def same_a_year_before(kind: str, period: Period) -> Period:
    """The period of the year before that a termly or cumulative figure is compared with."""
    return period_of(kind, add_months(period.end.replace(day=1), -12))


def expected_on(period: Period, *, lag_days: int, due_working_days: int) -> date:
    """The day by which its figure is due: so many days after the period its source publishes,
    and so many working days after that it is entered."""
    return add_working_days(period.end + timedelta(days=lag_days), due_working_days)


def named(kind: str, period: Period) -> str:
    """The period in words, short enough for a table."""
    start, end = period.start, period.end
    if kind in (PeriodType.MONTH, PeriodType.CENSUS):
        return f"{start:%B %Y}"
    if kind == PeriodType.MONTH_END:
        return day_in_words(end)
    if kind == PeriodType.ROLLING_YEAR:
        return f"12 months to {end:%B %Y}"
    if kind == PeriodType.CALENDAR_YEAR:
        return f"{start.year}"
    if kind == PeriodType.ACADEMIC_YEAR:
        return f"{start.year} to {end.year} academic year"
    if kind == PeriodType.FINANCIAL_YEAR:
        return f"{start.year} to {end.year} financial year"
    if kind == PeriodType.TERM:
        return f"{_TERMS[start.month]} {start.year}"
    return f"{start:%B} to {end:%B %Y}"


def short(kind: str, period: Period) -> str:
    """The period as a chart writes it under a point: "Jan 2024", "2021/22"."""
    start, end = period.start, period.end
    if kind == PeriodType.CALENDAR_YEAR:
        return f"{start.year}"
    if kind in (PeriodType.ACADEMIC_YEAR, PeriodType.FINANCIAL_YEAR):
        return f"{start.year}/{end:%y}"
    if kind == PeriodType.TERM:
        return f"{_TERMS[start.month].split()[0]} {start.year}"
    return f"{end:%b %Y}"
