"""The first figure of a measure is held against what is published of England and the region."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.measuring.calendar import PeriodType, period_of
from plans.models import Measure
from plans.policies.doubts import Given, Standing
from plans.policies.readings import Figure
from plans.queries.alongside import alongside_of
from plans.queries.entered import read_entered
from plans.queries.told_of_others import told_of_others
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import add
from tests.plans.published.conftest import Bring, Compare, enter_year
from tests.plans.published.files import ENGLAND, row, usual

NEWER = date(2026, 2, 26)


@pytest.fixture
def empty(place: Place, officer: User, today: date) -> Measure:
    """A measure by the calendar year that nobody has entered a figure of."""
    told = {"period_type": "calendar_year", "from_on": date(2020, 1, 1)}
    return add(place, officer, today, name="Plans in time", **told)


def doubted(place: Place, measure: Measure, on: date, value: str, year: int = 2024) -> list[str]:
    given = Given(
        read_entered(measure, on),
        measure.definitions.get(),
        period_of(PeriodType.CALENDAR_YEAR, date(year, 6, 1)),
        Figure(value=Decimal(value)),
    )
    beside = alongside_of(place.area, [given.series])
    return [hint.sentence for hint in Standing([given], beside).doubts_about(given)]


def test_a_first_figure_that_slipped_is_seen_beside_england(
    place: Place, empty: Measure, bring: Bring, compare: Compare, today: date
) -> None:
    assert doubted(place, empty, today, "4.6") == []
    compare(empty, bring())
    assert doubted(place, empty, today, "4.6") == [
        "4.6% beside England’s 46.4%: has the decimal point slipped? 46% would be near it."
    ]
    assert doubted(place, empty, today, "0.46") == [
        "0.46% beside England’s 46.4%: is it a share of one? As a percentage it is 46%."
    ]
    assert doubted(place, empty, today, "61.5") == []


def test_the_nearest_period_of_the_newest_release_counts(
    place: Place, empty: Measure, bring: Bring, compare: Compare, today: date
) -> None:
    compare(empty, bring([row(ENGLAND, 2022, 10, 1, 10), *usual()]))
    bring([row(ENGLAND, 2024, 1000, 900, 90)], released_on=NEWER)
    assert "England’s 90%" in doubted(place, empty, today, "9", year=2024)[0]
    assert "England’s 10%" in doubted(place, empty, today, "1", year=2022)[0]


def test_a_later_figure_is_held_against_our_own(
    place: Place, empty: Measure, bring: Bring, compare: Compare, officer: User, today: date
) -> None:
    compare(empty, bring())
    enter_year(empty, officer, today, 2022, 5, 100)
    assert doubted(place, empty, today, "5.4") == []


@pytest.mark.parametrize("told", [{"differs": "Exceptions are left out"}])
def test_what_is_counted_otherwise_says_nothing_of_ours(
    place: Place,
    empty: Measure,
    bring: Bring,
    compare: Compare,
    today: date,
    told: dict[str, Any],
) -> None:
    compare(empty, bring(), **told)
    assert doubted(place, empty, today, "4.6") == []


def test_one_query_however_many_measures_and_figures(
    place: Place, empty: Measure, yearly: Measure, bring: Bring, compare: Compare
) -> None:
    file = bring()
    for measure in (empty, yearly):
        compare(measure, file)
        with CaptureQueriesContext(connection) as found:
            told = told_of_others(place.area, [empty.pk, yearly.pk])
        assert len(found) == 1
    assert {each.name for each in told[empty.pk]} == {"England", "South West"}
