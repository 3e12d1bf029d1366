"""The periods of published files."""

from datetime import date

import pytest

from plans.measuring.calendar import PeriodType, is_period
from plans.published.councils import council_of, councils, key_of, published_neighbours, why_none
from plans.published.shape import Shape
from plans.published.stamps import NotAPeriodError, counted_as, kinds_of, read_stamp


@pytest.mark.parametrize(
    ("written", "identifier", "start", "end", "words"),
    [
        ("202324", "Academic year", "2023-09-01", "2024-08-31", "2023 to 2024 academic year"),
        ("2023/24", "academic year", "2023-09-01", "2024-08-31", "2023 to 2024 academic year"),
        ("2023-24", "Academic  Year", "2023-09-01", "2024-08-31", "2023 to 2024 academic year"),
        ("2023/2024", "Academic year", "2023-09-01", "2024-08-31", "2023 to 2024 academic year"),
        ("199900", "Academic year", "1999-09-01", "2000-08-31", "1999 to 2000 academic year"),
        ("202324", "Autumn term", "2023-09-01", "2023-12-31", "Autumn term 2023"),
        ("202324", "Spring term", "2024-01-01", "2024-03-31", "Spring term 2024"),
        ("202324", "Summer term", "2024-04-01", "2024-08-31", "Summer term 2024"),
        ("202324", "Autumn and spring term", "2023-09-01", "2024-03-31", None),
        ("202324", "Financial year", "2023-04-01", "2024-03-31", "2023 to 2024 financial year"),
        ("202324", "Financial year Q4", "2024-01-01", "2024-03-31", "January to March 2024"),
        ("202324", "Tax year", "2023-04-06", "2024-04-05", "Tax year, 2023 to 2024"),
        ("2024", "Calendar year", "2024-01-01", "2024-12-31", "2024"),
        ("2024", "Reporting year", "2024-01-01", "2024-12-31", "Reporting year, 2024"),
        ("2024", "February", "2024-02-01", "2024-02-29", "February 2024"),
        ("2024", "Week 1", "2024-01-01", "2024-01-07", "Week 1, 2024"),
        ("202324", "Part 2 (October to March)", "2023-10-01", "2024-03-31", None),
    ],
)
def test_years_terms_months_and_weeks(
    written: str, identifier: str, start: str, end: str, words: str | None
) -> None:
    stamp = read_stamp(written, identifier)
    assert stamp.period.start == date.fromisoformat(start)
    assert stamp.period.end == date.fromisoformat(end)
    assert words is None or stamp.words == words


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("2023", "Academic year"),
        ("202325", "Academic year"),
        ("202301", "Financial year"),
        ("202324", "Calendar year"),
        ("2024", "Spring term"),
        ("2024", "Week 53"),
        ("2024", "Week 54"),
        ("1066", "Calendar year"),
        ("", "Calendar year"),
        ("2024", ""),
        ("2O24", "Calendar year"),
    ],
)
def test_what_is_no_period_is_told_in_a_sentence(written: str, identifier: str) -> None:
    with pytest.raises(NotAPeriodError, match=r"\.$"):
        read_stamp(written, identifier)


@pytest.mark.parametrize(
    ("written", "identifier", "kind", "end"),
    [
        ("202324", "Academic year", PeriodType.CENSUS, "2024-01-31"),
        ("2024", "Reporting year", PeriodType.CENSUS, "2024-01-31"),
        ("2024", "Reporting year", PeriodType.FINANCIAL_YEAR, "2024-03-31"),
        ("2024", "Reporting year", PeriodType.ACADEMIC_YEAR, "2024-08-31"),
        ("2024", "Reporting year", PeriodType.CALENDAR_YEAR, "2024-12-31"),
        ("202324", "Spring term", PeriodType.TERM, "2024-03-31"),
        ("2024", "January", PeriodType.MONTH, "2024-01-31"),
    ],
)
def test_what_a_year_of_a_file_stands_for_is_a_period_of_the_measure(
    written: str, identifier: str, kind: PeriodType, end: str
) -> None:
    period = counted_as(read_stamp(written, identifier), kind)
    assert period is not None
    assert period.end == date.fromisoformat(end)
    assert is_period(kind, period)
    assert kind in kinds_of(read_stamp(written, identifier).identifier)


def test_a_calendar_year_is_no_academic_year_and_a_week_is_nothing_that_is_measured() -> None:
    assert counted_as(read_stamp("2024", "Calendar year"), PeriodType.ACADEMIC_YEAR) is None
    assert counted_as(read_stamp("2024", "Calendar year"), PeriodType.MONTH) is None
    assert kinds_of("Week 3") == ()


def test_a_council_with_a_new_code_is_the_same_and_one_with_a_new_number_is_not() -> None:
    somerset = council_of("933")
    assert somerset is not None
    assert somerset.codes == ("E10000027", "E06000066")
    assert council_of("e10000027") == council_of("E06000066") == somerset
    assert key_of("E10000027", "", "Somerset") == key_of("", "933", "Somerset") == "933"
    then, now = council_of("835"), council_of("838")
    assert then is not None
    assert now is not None
    assert then.name == now.name == "Dorset"
    assert then != now


def test_one_that_has_gone_or_is_new_says_so() -> None:
    told = why_none("909", date(2024, 12, 31), date(2024, 1, 1))
    assert told == (
        "Cumbria ended in March 2023; Cumberland and Westmorland and Furness followed it"
    )
    told = why_none("942", date(2022, 12, 31), date(2022, 1, 1))
    assert told == "Cumberland began in April 2023; before, Cumbria counted there"
    assert why_none("802", date(2022, 12, 31), date(2022, 1, 1)) == ""


def test_every_council_has_ten_neighbours_that_exist_and_are_not_itself() -> None:
    found = published_neighbours()
    assert len(found) == 153
    for number, neighbours in found.items():
        assert len(set(neighbours)) == 10
        assert number not in neighbours
        assert all(councils()[each].ended_on is None for each in neighbours)


def test_whoever_follows_a_council_exists() -> None:
    for each in councils().values():
        assert set(each.followed_by) <= councils().keys()
        assert bool(each.followed_by) == bool(each.ended_on)


def test_years_are_written_as_the_department_writes_them() -> None:
    shape = Shape(
        rows=1,
        levels={},
        stamps=(("201112", "Academic year"), ("2024", "Calendar year"), ("2023/24", "Tax year")),
        filters=(),
        indicators=(),
        councils=0,
    )
    assert shape.periods == ["Academic year 2011/12", "Calendar year 2024", "Tax year 2023/24"]
