"""Days and times as people type them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendtrack.govuk.typed import NotADateError, NotATimeError, TypedDate, read_time


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("9", "11", "2021"), date(2021, 11, 9)),
        (("09", "Nov", "2021"), date(2021, 11, 9)),
        ((" 9 ", "november", "2021"), date(2021, 11, 9)),
        (("1", "Sept.", "2026"), date(2026, 9, 1)),
        (("29", "2", "2024"), date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_however_its_month_is_written(typed, day):
    assert TypedDate(*typed).read() == day


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("31", "9", "2026"), "{noun} must be a real date: there is no 31 September", ("day",)),
        (("29", "2", "2023"), "{noun} must be a real date: there is no 29 February 2023", ("day",)),
        (("0", "2", "2023"), "{noun} must be a real date: there is no 0 February", ("day",)),
        (("1", "13", "2023"), "{noun} must be a real date: there is no month 13", ("month",)),
        (("1", "J", "2023"), "{noun} must have a month from 1 to 12, or its name", ("month",)),
        (("1", "Ju", "2023"), "{noun} must have a month from 1 to 12, or its name", ("month",)),
        (("1", "1", "23"), "{noun} must have a year with 4 numbers, like 2026", ("year",)),
        (("1", "1", "0999"), "{noun} must have a year from 1900 to 2100", ("year",)),
        (("9th", "1", "2023"), "{noun} must have a number for the day, like 9", ("day",)),
        (("٩", "1", "2023"), "{noun} must have a number for the day, like 9", ("day",)),
        (("9" * 5000, "1", "2023"), "{noun} must have a number for the day, like 9", ("day",)),
        (("", "", "2023"), "{noun} must include a day and a month", ("day", "month")),
        (("9", "", "2023"), "{noun} must include a month", ("month",)),
    ],
)
def test_what_is_not_a_day_is_explained_and_points_to_the_wrong_box(typed, sentence, boxes):
    with pytest.raises(NotADateError) as problem:
        TypedDate(*typed).read()
    assert (problem.value.sentence, problem.value.boxes) == (sentence, boxes)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_survives_being_shown_and_read_again(day):
    assert TypedDate.of(day).read() == day


@given(st.text(), st.text(), st.text())
def test_nothing_that_can_be_typed_breaks_the_reading(day, month, year):
    with suppress(NotADateError):
        assert TypedDate(day, month, year).read().year >= 1900


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("9:30am", time(9, 30)),
        ("9.30 AM", time(9, 30)),
        ("14:00", time(14)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, moment):
    assert read_time(typed) == moment


@pytest.mark.parametrize("typed", ["9", "25:00", "13pm", "0am", "9:60", "half past nine", "9:3"])
def test_what_is_not_a_time_is_refused(typed):
    with pytest.raises(NotATimeError):
        read_time(typed)
