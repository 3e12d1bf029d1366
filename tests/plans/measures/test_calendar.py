"""The periods that measures are counted over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.measuring.calendar import (
    PeriodType,
    expected_on,
    following,
    is_period,
    named,
    period_of,
    periods_between,
    preceding,
    same_a_year_before,
)
from sendtrack.periods import Period

FIRST, LAST = date(1990, 1, 1).toordinal(), date(2060, 12, 31).toordinal()
ANY_DAY = st.integers(FIRST, LAST).map(date.fromordinal)
"""One number a day: a year, a month and a day drawn one by one take longer than what is tested."""
ANY_KIND = st.sampled_from(list(PeriodType))


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "words"),
    [
        ("month", date(2024, 2, 9), date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (
            "quarter",
            date(2024, 9, 30),
            date(2024, 7, 1),
            date(2024, 9, 30),
            "July to September 2024",
        ),
        ("term", date(2024, 12, 31), date(2024, 9, 1), date(2024, 12, 31), "Autumn term 2024"),
        ("term", date(2025, 1, 1), date(2025, 1, 1), date(2025, 3, 31), "Spring term 2025"),
        ("term", date(2025, 8, 31), date(2025, 4, 1), date(2025, 8, 31), "Summer term 2025"),
        (
            "academic_year",
            date(2022, 3, 1),
            date(2021, 9, 1),
            date(2022, 8, 31),
            "2021 to 2022 academic year",
        ),
        ("calendar_year", date(2024, 5, 5), date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (
            "financial_year",
            date(2024, 3, 31),
            date(2023, 4, 1),
            date(2024, 3, 31),
            "2023 to 2024 financial year",
        ),
        (
            "rolling_year",
            date(2024, 2, 9),
            date(2023, 3, 1),
            date(2024, 2, 29),
            "12 months to February 2024",
        ),
        ("month_end", date(2024, 2, 9), date(2024, 2, 29), date(2024, 2, 29), "29 February 2024"),
        ("census", date(2024, 6, 1), date(2024, 1, 1), date(2024, 1, 31), "January 2024"),
    ],
)
def test_a_day_falls_in_one_period_of_each_kind_which_has_a_name(
    kind: str, day: date, first: date, last: date, words: str
) -> None:
    assert period_of(kind, day) == Period(first, last)
    assert named(kind, period_of(kind, day)) == words


@given(kind=ANY_KIND, day=ANY_DAY)
def test_every_period_is_the_one_of_its_own_last_day(kind: str, day: date) -> None:
    assert is_period(kind, period_of(kind, day))


@given(kind=ANY_KIND, day=ANY_DAY)
def test_the_next_period_ends_later_and_none_lies_between(kind: str, day: date) -> None:
    period = period_of(kind, day)
    after = following(kind, period)
    assert is_period(kind, after)
    assert after.end > period.end
    if kind not in ("rolling_year", "month_end", "census"):
        assert after.start == period.end + timedelta(days=1)


@given(kind=ANY_KIND, day=ANY_DAY)
def test_the_period_before_is_the_one_that_this_one_follows(kind: str, day: date) -> None:
    period = period_of(kind, day)
    assert following(kind, preceding(kind, period)) == period


@given(kind=ANY_KIND, day=ANY_DAY)
def test_the_same_period_a_year_before_has_the_same_months(kind: str, day: date) -> None:
    period = period_of(kind, day)
    before = same_a_year_before(kind, period)
    assert is_period(kind, before)
    assert (before.start.month, before.end.month) == (period.start.month, period.end.month)
    assert before.end.year == period.end.year - 1


def test_only_periods_that_are_over_are_listed() -> None:
    listed = list(periods_between("month", date(2025, 11, 20), date(2026, 2, 27)))
    assert [period.end for period in listed] == [
        date(2025, 11, 30),
        date(2025, 12, 31),
        date(2026, 1, 31),
    ]


def test_a_figure_is_due_so_many_working_days_after_its_source_has_it() -> None:
    january = period_of("month", date(2026, 1, 1))
    assert expected_on(january, lag_days=0, due_working_days=5) == date(2026, 2, 6)
    assert expected_on(january, lag_days=7, due_working_days=5) == date(2026, 2, 13)
    assert expected_on(january, lag_days=0, due_working_days=0) == date(2026, 1, 31)
