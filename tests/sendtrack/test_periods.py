"""Horizons, reporting periods and working days."""

from datetime import date

import pytest

from sendtrack.periods import (
    HORIZONS,
    Period,
    add_months,
    add_working_days,
    day_in_words,
    last_working_day,
    month_of,
    months_between,
    report_periods,
)


def test_the_horizons_of_the_north_somerset_notice_fall_on_the_ninth() -> None:
    assert [add_months(date(2021, 11, 9), months) for months in HORIZONS] == [
        date(2022, 2, 9),
        date(2022, 5, 9),
        date(2022, 11, 9),
        date(2023, 11, 9),
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_two_monthly_periods_are_counted_from_the_notice_without_gap_or_overlap() -> None:
    periods = list(
        report_periods(issued_on=date(2021, 11, 9), every_months=2, until=date(2023, 2, 24))
    )
    assert periods[0] == Period(date(2021, 11, 9), date(2022, 1, 9))
    assert periods[-1] == Period(date(2022, 11, 10), date(2023, 1, 9))
    assert len(periods) == 7


def test_a_period_counts_only_once_its_last_day_is_over() -> None:
    assert not list(
        report_periods(issued_on=date(2025, 8, 31), every_months=2, until=date(2025, 10, 31))
    )
    assert list(
        report_periods(issued_on=date(2025, 8, 31), every_months=2, until=date(2025, 11, 1))
    ) == [Period(date(2025, 8, 31), date(2025, 10, 31))]


def test_working_days_pass_over_weekends_and_bank_holidays() -> None:
    assert add_working_days(date(2025, 12, 24), 1) == date(2025, 12, 29)
    assert add_working_days(date(2025, 12, 29), -1) == date(2025, 12, 24)
    assert last_working_day(month_of(date(2026, 5, 3))) == date(2026, 5, 29)


def test_months_between_counts_whole_months_only() -> None:
    assert months_between(date(2021, 11, 9), date(2023, 4, 30)) == 17
    assert months_between(date(2021, 5, 19), date(2023, 4, 30)) == 23
    assert months_between(date(2023, 4, 30), date(2021, 11, 9)) == -17


def test_a_day_is_written_as_people_write_it() -> None:
    assert day_in_words(date(2021, 11, 9)) == "9 November 2021"
