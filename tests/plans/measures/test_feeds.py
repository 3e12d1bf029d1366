"""Measures where people read something else first: the dashboard, an area, what is slow."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.audiences import Audience
from plans.models import Measure, Outcome, Target
from plans.queries.readers import Reader
from plans.queries.reading import read_plan
from plans.queries.slow import Slow, slow
from plans.states import SlowKind
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import Browse, body

MONTHS = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


@pytest.fixture
def outcome(place: Place, officer: User) -> Outcome:
    return changes.add_outcome(area=place.areas[0], statement="Plans come in time", by=officer)


@pytest.fixture
def target(outcome: Outcome, measure: Measure, officer: User) -> Target:
    """Six in ten by 9 December 2025, counted by M1."""
    found = changes.set_target(
        outcome=outcome,
        horizon_months=3,
        statement="New plans issued within 20 weeks",
        unit="%",
        baseline=Decimal(30),
        value=Decimal(60),
        by=officer,
    )
    changes.count_target(
        target=found, version=found.version, measure=measure, by=officer, reason="They are one"
    )
    return found


def slow_for(place: Place, today: date) -> Slow:
    return slow(read_plan(place.regime, today), Reader(Audience.INTERNAL, today))


def test_an_outcome_is_slow_once_two_figures_of_its_measure_are_off_trajectory(
    place: Place, target: Target, measure: Measure, enter: Enter, today: date
) -> None:
    enter(measure, MONTHS[2], 20, 50)
    assert slow_for(place, today).outcomes == []
    enter(measure, MONTHS[3], 19, 50)
    [found] = slow_for(place, today).outcomes
    assert (found.ref, found.status) == ("A1", "off_trajectory")
    assert found.why[0].startswith("M1 is off trajectory for 2 figures running.")


def test_a_missed_target_and_its_measure_are_told_once_together(
    place: Place, target: Target, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    for month in MONTHS[2:]:
        enter(measure, month, 20, 50)
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(40),
        on=date(2025, 12, 31),
        source="M1",
        by=officer,
    )
    [found] = slow_for(place, today).outcomes
    assert (found.status, len(found.why)) == ("missed", 2)


def test_an_area_can_switch_the_test_off(
    place: Place, target: Target, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    for month in MONTHS[2:]:
        enter(measure, month, 20, 50)
    changes.set_slow_rule(
        area=place.area,
        kind=SlowKind.TRAJECTORY,
        version=0,
        is_on=False,
        limit=2,
        by=officer,
        reason="Not yet",
    )
    assert slow_for(place, today).outcomes == []


def test_the_dashboard_shows_headline_measures_and_names_what_else_needs_a_look(
    place: Place,
    target: Target,
    measure: Measure,
    enter: Enter,
    officer: User,
    chair: User,
    today: date,
    browse: Browse,
) -> None:
    add(place, officer, today, name="Answers in time", is_headline=True)
    for month in MONTHS[2:]:
        enter(measure, month, 20, 50)
    page = body(browse(chair).get("/exampleshire/dashboard/"))
    headlines, besides = page.split("To look at besides", 1)
    assert "Answers in time" in headlines
    assert "M1 New plans within 20 weeks" in besides
    assert "not explained" in besides


def test_an_area_of_weakness_shows_its_own_measures_alone(
    place: Place, measure: Measure, enter: Enter, adviser: User, browse: Browse
) -> None:
    enter(measure, MONTHS[3], 20, 50)
    own, other = (
        body(browse(adviser).get(f"/exampleshire/plan/areas/{ref}/")) for ref in ("a", "b")
    )
    assert "New plans within 20 weeks" in own
    assert "40.0%" in own
    assert "New plans within 20 weeks" not in other


def test_the_plan_shows_the_progress_of_the_measure_beside_the_actions(
    place: Place,
    target: Target,
    measure: Measure,
    enter: Enter,
    officer: User,
    adviser: User,
    today: date,
    browse: Browse,
) -> None:
    enter(measure, MONTHS[3], 20, 50)
    add(place, officer, today, name="Answers in time")
    page = body(browse(adviser).get("/exampleshire/plan/"))
    beside = page.split('id="a1"', 1)[1]
    counted, others = beside.split("Other measures of area (a)", 1)
    assert "New plans within 20 weeks" in counted
    assert "40.0%" in counted
    assert "against 60.0% due by 9 December 2025" in counted
    assert "Answers in time" not in counted
    assert "Answers in time" in others


def test_the_tracker_that_is_downloaded_holds_the_measures_of_each_outcome(
    place: Place,
    outcome: Outcome,
    target: Target,
    measure: Measure,
    enter: Enter,
    officer: User,
    adviser: User,
    today: date,
    browse: Browse,
) -> None:
    enter(measure, MONTHS[3], 20, 50)
    changes.add_action(
        outcome=outcome,
        title="Recruit two plan writers",
        success_criteria="Both work",
        accountable=place.posts["officer"],
        start_on=None,
        due_on=date(2026, 6, 1),
        by=officer,
        on=today,
    )
    for path in ("plan/tracker/csv/", "actions/tracker/csv/"):
        told = browse(adviser).get(f"/exampleshire/{path}").content.decode("utf-8-sig")
        assert "Measures of its outcome" in told.splitlines()[0]
        assert "M1 New plans within 20 weeks: 40.0%, January 2026. Off its trajectory." in told


@pytest.mark.parametrize("path", ["dashboard/", "plan/areas/a/", "plan/"])
def test_a_count_of_three_children_reaches_no_page_of_the_chair(
    place: Place, enter: Enter, officer: User, chair: User, today: date, browse: Browse, path: str
) -> None:
    excluded = add(
        place,
        officer,
        today,
        name="Children excluded for good",
        unit="count",
        numerator="Children",
        denominator="",
        multiplier=1,
        decimals=0,
        polarity="low",
        supplier=None,
        is_headline=True,
    )
    enter(excluded, MONTHS[3], value=Decimal(3))
    page = body(browse(chair).get(f"/exampleshire/{path}"))
    cell = page.split("Children excluded for good", 1)[1].split("</tr>", 1)[0]
    assert "January 2026" in cell
    assert "3" not in cell.replace("January 2026", "").split("<svg")[0]
    inside = body(browse(officer).get(f"/exampleshire/{path}"))
    assert "3 " in inside.split("Children excluded for good", 1)[1].split("</tr>", 1)[0]


def test_dashboard_and_area_ask_no_more_of_the_database_with_more_measures(
    place: Place, enter: Enter, officer: User, chair: User, today: date, browse: Browse
) -> None:
    def count(path: str) -> int:
        client = browse(chair)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/exampleshire/{path}").status_code == 200
        return len(queries)

    paths = ("dashboard/", "plan/areas/a/", "plan/", "plan/tracker/csv/")
    enter(add(place, officer, today), MONTHS[3], 20, 50)
    few = [count(path) for path in paths]
    for _ in range(6):
        made = add(place, officer, today, is_headline=True)
        for month in MONTHS:
            enter(made, month, 20, 50)
    assert [count(path) for path in paths] == few
