"""Figures, periods and reasons as people write them in cells."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.figures.numbers import NotAFigure, as_per_cent, read_absence, read_number
from plans.figures.period_names import EXAMPLE, NotAPeriod, read_period
from plans.measuring.calendar import PeriodType, named, period_of, short
from plans.measuring.words import Absence


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234", "1234"),
        (" 1 234 ", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("52.3%", "52.3"),
        ("52.3 %", "52.3"),
        (".5", "0.5"),
        ("0", "0"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("£1,204.50", "1204.50"),
        ("5e-05", "0.00005"),
    ],
)
def test_a_number_is_read_as_people_write_it(written: str, number: str) -> None:
    assert read_number(written).number == Decimal(number)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1,23", "is not a number"),
        ("1.234,5", "is not a number"),
        ("about 50", "is not a number"),
        ("50-60", "is not a number"),
        ("<5", "is not a number"),
        ("nan", "is not a number"),
        ("1e999", "is not a number"),
        ("", "is not a number"),
        ("-", "can mean nought or nothing"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(written: str, words: str) -> None:
    with pytest.raises(NotAFigure, match=words):
        read_number(written)


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4))
def test_a_number_with_thousands_parted_comes_back_as_it_was(number: Decimal) -> None:
    assert read_number(f"{number:,f}").number == number
    assert read_number(f"{number:f}").number == number


@pytest.mark.parametrize(
    ("written", "usual", "meant"),
    [
        ("0.523", "48.1", "52.3"),
        ("0.523", "0.4", "0.523"),
        ("0.523%", "48.1", "0.523"),
        ("52.3", None, "52.3"),
        ("1", "48.1", "1"),
        ("0", None, "0"),
    ],
)
def test_a_share_of_one_is_known_by_what_has_been_usual(
    written: str, usual: str | None, meant: str
) -> None:
    read = read_number(written)
    assert as_per_cent(read, None if usual is None else Decimal(usual))[0] == Decimal(meant)


def test_a_share_that_nothing_explains_is_asked_about() -> None:
    with pytest.raises(NotAFigure, match=r"can be 0\.523% or 52\.3%"):
        as_per_cent(read_number("0.523"), None)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("n/a", Absence.NOT_APPLICABLE),
        ("Not available", Absence.NOT_AVAILABLE),
        ("c", Absence.SUPPRESSED),
        ("C", Absence.SUPPRESSED),
        ("suppressed", Absence.SUPPRESSED),
        ("*", Absence.SUPPRESSED),
        ("x", Absence.NOT_AVAILABLE),
        ("low", Absence.ROUNDS_TO_ZERO),
        ("Not sent by its supplier", Absence.NOT_SENT),
        ("0", None),
        ("", None),
        ("50", None),
    ],
)
def test_words_for_none_become_reasons_and_nought_stays_nought(
    written: str, reason: Absence | None
) -> None:
    assert read_absence(written) == reason


@pytest.mark.parametrize(
    ("kind", "written", "name"),
    [
        ("month", "Mar-24", "March 2024"),
        ("month", "March 2024", "March 2024"),
        ("month", "31/03/2024", "March 2024"),
        ("month", "1/3/2024", "March 2024"),
        ("month", "2024-03-31", "March 2024"),
        ("month", "03/2024", "March 2024"),
        ("month_end", "Mar-24", "31 March 2024"),
        ("rolling_year", "12 months to March 2024", "12 months to March 2024"),
        ("rolling_year", "Mar 2024", "12 months to March 2024"),
        ("quarter", "Q2 2025/26", "July to September 2025"),
        ("quarter", "Q4 2025/26", "January to March 2026"),
        ("quarter", "Quarter 1 2025-26", "April to June 2025"),
        ("quarter", "January to March 2026", "January to March 2026"),
        ("quarter", "Jan-Mar 2026", "January to March 2026"),
        ("quarter", "31/03/2026", "January to March 2026"),
        ("academic_year", "2024/25", "2024 to 2025 academic year"),
        ("academic_year", "2024/2025", "2024 to 2025 academic year"),
        ("academic_year", "202425", "2024 to 2025 academic year"),
        ("academic_year", "AY 2024-25", "2024 to 2025 academic year"),
        ("financial_year", "2024/25", "2024 to 2025 financial year"),
        ("calendar_year", "2024", "2024"),
        ("term", "Autumn 2025", "Autumn term 2025"),
        ("term", "Spring term 2025/26", "Spring term 2026"),
        ("census", "Jan 2026", "January 2026"),
        ("census", "15/1/2026", "January 2026"),
    ],
)
def test_a_period_is_read_as_people_write_it(kind: str, written: str, name: str) -> None:
    assert named(kind, read_period(kind, written).period) == name


def test_a_day_that_a_spreadsheet_keeps_is_the_month_it_was_typed_for() -> None:
    assert read_period("month", date(2024, 3, 1)).period.end == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("month", "2024/25"),
        ("month", "Q2 2025/26"),
        ("quarter", "Q2 2025"),
        ("quarter", "Q5 2025/26"),
        ("quarter", "15/02/2026"),
        ("academic_year", "2024/26"),
        ("academic_year", "2024/25 financial year"),
        ("academic_year", "2024"),
        ("calendar_year", "2024/25"),
        ("term", "Winter 2025"),
        ("census", "March 2026"),
        ("month", "next month"),
        ("month", ""),
        ("calendar_year", "1024"),
    ],
)
def test_what_is_no_period_of_the_measure_is_refused_with_an_example(
    kind: str, written: str
) -> None:
    with pytest.raises(NotAPeriod, match=r"Write it like|out of range"):
        read_period(kind, written)


@given(
    kind=st.sampled_from(list(PeriodType)),
    day=st.dates(min_value=date(1995, 1, 1), max_value=date(2090, 12, 31)),
)
def test_every_period_is_read_by_its_own_names(kind: PeriodType, day: date) -> None:
    period = period_of(kind, day)
    assert read_period(kind, named(kind, period)).period == period
    assert not read_period(kind, named(kind, period)).meant
    if kind != PeriodType.QUARTER:
        assert read_period(kind, short(kind, period)).period == period


@pytest.mark.parametrize("kind", list(PeriodType))
def test_each_example_is_a_period(kind: PeriodType) -> None:
    assert read_period(kind, EXAMPLE[kind]).period
