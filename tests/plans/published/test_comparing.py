"""A measure beside England, its region, its neighbours and its own past."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import period_of
from plans.models import Measure
from plans.queries.compared import compared
from plans.queries.comparison import Compared, Other, basis_of
from plans.queries.published import council_of_area, revisions
from plans.queries.series import series_of
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE, Enter, add
from tests.plans.published.conftest import Bring, Compare
from tests.plans.published.files import (
    BRISTOL,
    DORSET,
    ENGLAND,
    KENT,
    SOMERSET_NOW,
    SOUTH_WEST,
    row,
    usual,
)
from tests.plans.published.test_bringing import choose


def beside(place: Place, on: date, measure: Measure, **asked: Any) -> Compared:
    return compared(place.area, series_of(place.area, on, INSIDE), on, **asked)[measure.pk]


def other(found: Compared, name: str) -> Other:
    return next(each for each in found.others if each.name == name)


@pytest.fixture
def neighbours(place: Place, council: Any, officer: User, today: date) -> Any:
    return choose(place, officer, today)


def test_a_measure_stands_beside_england_region_and_neighbours(
    place: Place, yearly: Measure, neighbours: Any, bring: Bring, compare: Compare, today: date
) -> None:
    compare(yearly, bring())
    found = beside(place, today, yearly)
    assert found.name == "2024"
    assert found.own_words == "61.5%"
    assert other(found, "England").sentence == (
        "61.5% against England’s 46.4%: +15.1 percentage points."
    )
    assert other(found, "South West").words == "40.0%"
    assert other(found, "Somerset").difference == "+28.0 percentage points"
    assert other(found, "Mean of 2 of 3 neighbours").value == Decimal("24.25")
    assert other(found, "Median of 2 of 3 neighbours").value == Decimal("24.25")
    assert found.had == 2
    assert found.stands == "Better than 2 of 2 neighbours."
    assert found.quarters == ""
    assert found.own_parts == "321 of 522"
    assert found.differs_from_published == ""
    assert found.year_before.startswith("Since 2023: from 41.7% to 61.5%: +19.8 percentage points")


def test_among_enough_neighbours_ours_is_in_one_of_four_quarters(
    place: Place,
    yearly: Measure,
    council: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    choose(place, officer, today, members=["933", "838", "886", "801"])
    more = [
        row(BRISTOL, 2024, 100, 10, 10),
        *(
            each
            for each in usual()
            if each.get("la_name") != "Dorset" or each["time_period"] == 2023
        ),
        row(DORSET, 2024, 100, 70, 70),
    ]
    compare(yearly, bring(more))
    found = beside(place, today, yearly)
    assert found.stands == "Better than 3 of 4 neighbours."
    assert found.quarters == (
        "Half of the neighbours that have a figure lie between 13.8% and 42.6%. Ours is in the "
        "best quarter of the neighbours."
    )


def test_a_sign_blocks_the_comparison_and_says_why(
    place: Place, yearly: Measure, neighbours: Any, bring: Bring, compare: Compare, today: date
) -> None:
    compare(yearly, bring())
    dorset = other(beside(place, today, yearly), "Dorset")
    assert (dorset.value, dorset.words, dorset.difference) == (None, "Not available", "")
    assert dorset.sentence == (
        "Not comparable, because Dorset’s figure has no value: it isn’t available there."
    )
    before = beside(place, today, yearly, period_end=date(2023, 12, 31))
    assert other(before, "Dorset").words == "Suppressed by its source"
    assert other(before, "Kent").words == "0.0%"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"cohort": "sen_support"}, "is about pupils with SEN support"),
        ({"geography": "school"}, "counts by where the school is"),
        ({"differs": "plans of all ages"}, "is defined as plans of all ages"),
        ({"counted_by": "census"}, "is counted by count once a year, in January"),
    ],
)
def test_only_like_is_compared_with_like(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    today: date,
    told: dict[str, Any],
    reason: str,
) -> None:
    compare(yearly, bring(), **told)
    found = beside(place, today, yearly)
    england = other(found, "England")
    assert england.sentence.startswith("Not comparable, because England’s figure ")
    assert reason in england.sentence
    assert england.words == "46.4%"
    assert not any(each.difference for each in found.others)
    assert len(found.why_not) == 1


def test_a_month_is_not_a_year(
    place: Place,
    measure: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    enter: Enter,
    today: date,
) -> None:
    enter(measure, date(2026, 1, 1), 23, 44)
    compare(measure, bring())
    found = beside(place, today, measure)
    assert found.why_not == (
        "Not comparable, because England’s figure is counted by calendar year and this one is "
        "counted by month; England’s figure is for 2024 and this one is for January 2026.",
    )


def test_a_measure_that_is_defined_anew_is_not_compared_as_before(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    compare(yearly, bring())
    definition = yearly.definitions.get()
    changes.redefine(
        measure=yearly,
        version=yearly.version,
        from_on=date(2025, 1, 1),
        because="Exceptions are left out",
        by=officer,
        on=today,
        numerator="New plans in time, without exceptions",
        denominator="New plans, without exceptions",
        unit=definition.unit,
        multiplier=100,
        decimals=1,
        polarity="high",
        cohort="ehcp",
        geography="maintaining",
        period_type="calendar_year",
        source="ees",
    )
    assert other(beside(place, today, yearly), "England").difference
    bring([row(ENGLAND, 2025, 9, 9, 60)], released_on=date(2026, 2, 1))
    told = other(beside(place, today, yearly), "England").sentence
    assert "there is no value of our own" in told
    assert "New plans in time, without exceptions" in told


def test_what_was_published_before_a_set_stays_compared_with_the_set_before(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    first = bring()
    compare(yearly, first)
    before = beside(place, today, yearly)
    choose(place, officer, today, from_on=date(2025, 9, 1), members=["886"], source="Our own")
    assert beside(place, today, yearly) == before
    bring([*usual(), row(SOUTH_WEST, 2022, 1, 1, 1)], released_on=date(2025, 12, 1))
    now = beside(place, today, yearly)
    assert now.neighbours is not None
    assert now.neighbours.names == ["Kent"]
    earlier = beside(place, today, yearly, release=first.number)
    assert [each.name for each in earlier.others] == [each.name for each in before.others]
    assert [each.number for each in earlier.files] == [2, 1]


def test_a_set_that_had_not_begun_when_the_file_was_published_is_not_used(
    place: Place, yearly: Measure, council: Any, bring: Bring, compare: Compare, today: date
) -> None:
    compare(yearly, bring())
    found = beside(place, today, yearly)
    assert found.neighbours is None
    assert [each.kind for each in found.others] == ["national", "regional"]


def test_a_council_that_did_not_exist_yet_says_so(
    place: Place,
    yearly: Measure,
    council: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    choose(place, officer, today, members=["942", "886"])
    compare(yearly, bring())
    cumberland = other(beside(place, today, yearly, period_end=date(2023, 12, 31)), "Cumberland")
    assert cumberland.words == "Cumberland began in April 2023; before, Cumbria counted there"
    assert other(beside(place, today, yearly), "Cumberland").words == "Not in the file"


def test_our_own_figure_that_is_not_the_one_published_is_told(
    place: Place, yearly: Measure, council: Any, bring: Bring, compare: Compare, today: date
) -> None:
    rows = usual()
    rows[2] = {**rows[2], "PC_in_time": 60.9}
    compare(yearly, bring(rows))
    assert beside(place, today, yearly).differs_from_published == (
        "Our own figure is 61.5%, and the release says 60.9% of us."
    )


def test_a_release_is_not_known_before_its_day(
    place: Place, yearly: Measure, council: Any, bring: Bring, compare: Compare
) -> None:
    compare(yearly, bring())
    day = date(2025, 6, 25)
    assert compared(place.area, series_of(place.area, day, INSIDE), day) == {}


def test_a_release_says_what_it_changed_added_and_dropped(
    yearly: Measure, council: Any, bring: Bring, compare: Compare, place: Place
) -> None:
    first = bring()
    compare(yearly, first)
    rows = usual()
    rows[0] = {**rows[0], "PC_in_time": 46.5}
    rows[4] = {**rows[4], "PC_in_time": 50}
    rows[5] = {**rows[5], "PC_in_time": "15.0"}
    del rows[11]
    later = bring([*rows, row(ENGLAND, 2022, 1, 1, 49.2)], released_on=date(2025, 12, 1))
    own = council_of_area(place.area)
    [found] = revisions(later, own)
    assert found.before == first
    assert [(each.name, each.before, each.now) for each in found.changed] == [
        ("England", "46.4%", "46.5%"),
        ("Dorset", "no figure (x)", "50.0%"),
    ]
    assert (found.added, found.gone, found.kept) == (1, 1, 9)
    [earlier] = revisions(first, own)
    assert (earlier.before, earlier.added) == (None, 12)


def test_comparisons_cost_the_same_for_one_measure_and_for_many(
    place: Place,
    yearly: Measure,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    today: date,
) -> None:
    file = bring()
    compare(yearly, file)

    def cost() -> int:
        series = series_of(place.area, today, INSIDE)
        with CaptureQueriesContext(connection) as seen:
            assert compared(place.area, series, today)
        return len(seen)

    few = cost()
    for number in range(6):
        made = add(
            place,
            officer,
            today,
            name=f"Measure {number}",
            period_type="calendar_year",
            from_on=date(2023, 1, 1),
        )
        compare(made, file)
    more = [
        row(where, year, 9, 9, 50)
        for where in (ENGLAND, SOUTH_WEST, KENT, DORSET, SOMERSET_NOW)
        for year in range(2010, 2023)
    ]
    bring([*usual(), *more], released_on=date(2025, 12, 1))
    assert cost() == few == 5


def test_what_counts_on_through_the_year_is_not_compared_with_a_period_by_itself(
    place: Place,
    neighbours: Any,
    bring: Bring,
    compare: Compare,
    officer: User,
    enter: Enter,
    today: date,
) -> None:
    """Spring term with the autumn before it is no spring term."""
    told = {"period_type": "term", "is_cumulative": True, "from_on": date(2024, 9, 1)}
    made = add(place, officer, today, **told)
    for start, kind in ((date(2024, 9, 1), "term"), (date(2025, 1, 1), "term")):
        enter(made, start, 20, 100, kind=kind)
    autumn, spring = (
        basis_of(made.definitions.get(), period_of("term", day))
        for day in (date(2024, 9, 1), date(2025, 1, 1))
    )
    assert (autumn.since, spring.since) == ("", "the start of the year")
    compare(made, bring(), times=Decimal(1))
    found = beside(place, today, made)
    assert (
        "counts from the start of its period and this one counts from the start of the year"
        in other(found, "England").sentence
    )
    assert other(found, "England").difference == ""
