"""What has changed names the measures that say something else now."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Measure, Reading
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import COUNTED, Enter
from tests.plans.measures.test_charts import STEADY, point_of, told
from tests.plans.measures.test_door import counted
from tests.plans.pages import Browse
from tests.sendtrack.home.test_since import main_of

APRIL, MAY = datetime(2026, 4, 20, 10, tzinfo=UTC), datetime(2026, 5, 1, 10, tzinfo=UTC)
"""The figures of the tests are entered on 11 March, and what is new on 20 April."""
SINCE = "/exampleshire/since-last-visit/?since=2026-04-01"
FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)

Changed = Callable[..., str]


@pytest.fixture
def enter(officer: User) -> Enter:
    """Enters the figure of the month that a day falls in, on the day that the clock says."""

    def _enter(measure: Measure, day: date, *parts: int, **said: Any) -> Reading:
        numerator, denominator = map(Decimal, parts) if parts else (None, None)
        given = {"numerator": numerator, "denominator": denominator, "source": "Case system"}
        entered = {"finality": "provisional", "by": officer, "on": clock.today()}
        period = period_of(PeriodType.MONTH, day)
        about = {"measure": measure, "period": period, "source_on": clock.today()}
        return changes.enter_reading(**{**about, **given, **entered, **said})

    return _enter


@pytest.fixture
def changed(browse: Browse) -> Changed:
    """The page of what changed since 1 April, read on 1 May unless a test says otherwise."""

    def _changed(user: User, at: datetime = MAY) -> str:
        with clock.at(at):
            page = browse(user).get(SINCE)
        assert page.status_code == 200
        return " ".join(main_of(page.content.decode()).split())

    return _changed


def test_a_new_figure_that_turns_the_chart_is_told_with_the_word_before(
    place: Place, officer: User, adviser: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    assert "<h2>Measures</h2>" not in changed(adviser, datetime(2026, 4, 2, 10, tzinfo=UTC))
    with clock.at(APRIL):
        enter(made, MARCH, 20, 100)
    page = changed(adviser)
    assert "Measures: 1 turned for the worse, 1 with a new figure." in page
    assert "New plans within 20 weeks</a>: 20.0%, March 2026" in page
    assert "from No significant change" in page
    assert "Nobody has said what is behind it." in page


def test_a_measure_whose_next_figure_did_not_come_is_told(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    told(place, officer, enter, STEADY)
    page = changed(chair)
    assert "No current figure" in page
    assert "The figure is the one from before." in page


def test_a_figure_that_misses_what_was_due_says_where_the_one_before_stood(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 2, 28), value=45)
    with clock.at(APRIL):
        enter(made, MARCH, 40, 100)
    page = changed(chair)
    assert "1 turned for the worse" in page
    assert "from On its trajectory" in page


def test_a_revised_figure_and_a_measure_that_was_added_are_told_apart(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    with clock.at(APRIL):
        enter(made, FEBRUARY, 53, 100, version=1, reason="Counted anew")
        told(place, officer, enter, [50], name="Reviews within 12 months")
    page = changed(chair)
    assert "Measures: 1 with a revised figure, 1 added." in page
    assert "New plans within 20 weeks</a>: 53.0%, February 2026 (revised)" in page
    assert "Measured here since." in page


def test_what_was_said_of_the_figure_stands_beside_it(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    with clock.at(APRIL):
        enter(made, MARCH, 20, 100)
        changes.comment(
            measure=made,
            period=period_of(PeriodType.MONTH, MARCH),
            shows="A fall in one month.",
            because="Two officers left.",
            doing="Posts are advertised.",
            back_on=None,
            by=officer,
            on=clock.today(),
        )
    page = changed(chair)
    assert "A fall in one month." in page
    assert "Nobody has said" not in page


def test_a_small_number_is_withheld_here_too(
    place: Place, officer: User, adviser: User, enter: Enter, changed: Changed
) -> None:
    made = counted(place, officer, [12, 14, 13], enter, name="Permanent exclusions")
    with clock.at(APRIL):
        enter(made, MARCH, value=Decimal(3))
    assert "Permanent exclusions</a>: 3, March 2026" in changed(officer)
    page = changed(adviser)
    assert "Permanent exclusions</a>: withheld as a small number, March 2026" in page


def test_what_changed_costs_the_same_for_few_measures_and_many(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    def cost() -> int:
        with clock.at(MAY), CaptureQueriesContext(connection) as made:
            page = browse(officer).get(SINCE)
        assert b"with a new figure" in page.content
        return len(made)

    def add(number: int) -> None:
        with clock.at(NOW):
            made = told(place, officer, enter, STEADY[:3], name=f"Number {number}")
        with clock.at(APRIL):
            enter(made, MARCH, 20, 100)

    add(0)
    few = cost()
    for number in range(1, 8):
        add(number)
    assert cost() == few


def test_a_first_verdict_is_no_turn_for_the_better(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 3, 31), value=45)
    with clock.at(APRIL):
        enter(made, MARCH, 50, 100)
    page = changed(chair)
    assert "Measures: 1 with a new figure." in page
    assert "On its trajectory" in page
    assert "from Nothing due yet" in page


def test_a_measure_that_is_counted_otherwise_says_since_when_and_why(
    place: Place, officer: User, chair: User, enter: Enter, changed: Changed
) -> None:
    made = told(place, officer, enter, STEADY)
    with clock.at(APRIL):
        current = Measure.objects.get(pk=made.pk)
        changes.redefine(
            measure=current,
            version=current.version,
            from_on=date(2026, 4, 1),
            because="Reviews are counted as well.",
            by=officer,
            on=clock.today(),
            **{**COUNTED, "numerator": "Plans and reviews in time"},
        )
    page = changed(chair)
    assert "1 counted otherwise" in page
    assert "Counted otherwise from 1 April 2026 on: Reviews are counted as well." in page
