"""What waits for somebody, and what the queries cost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import queries
from plans.queries.actions import Urgency, ref_order
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.organisations import changes as organisations
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.reading import MARCH, read_plan, refs


def test_the_regime_in_force_is_found(place: Place, elsewhere: Place) -> None:
    assert queries.current_regime(place.area) == place.regime
    assert queries.current_regime(elsewhere.area) == elsewhere.regime


def test_a_place_without_a_notice_has_no_regime(system: User) -> None:
    area = organisations.open_area(slug="x", name="X", council_name="X Council", by=system)

    assert queries.current_regime(area) is None


def test_references_are_ordered_as_people_count() -> None:
    assert sorted(["A10.1", "B1.1", "A2.10", "A2.9"], key=ref_order) == [
        "A2.9",
        "A2.10",
        "A10.1",
        "B1.1",
    ]


# What waits


def test_overdue_comes_first_then_due_soon_then_no_update(plan: Plan, place: Place) -> None:
    quiet = plan.action(due_on=date(2026, 9, 1))
    soon = plan.action(due_on=date(2026, 3, 25))
    overdue = plan.action(due_on=date(2026, 3, 10))
    long_overdue = plan.action(due_on=date(2026, 1, 10))

    waiting = queries.needs_update(place.area, place.people["officer"], MARCH)

    assert refs(waiting) == refs([long_overdue, overdue, soon, quiet])
    assert [entry.urgency for entry in waiting] == [
        Urgency.OVERDUE,
        Urgency.OVERDUE,
        Urgency.DUE_SOON,
        Urgency.NO_UPDATE,
    ]
    assert [entry.days for entry in waiting] == [-60, -1, 14, 174]


def test_an_update_this_month_takes_an_action_off_the_list(plan: Plan, place: Place) -> None:
    action = plan.action()
    plan.say(action, on=date(2026, 2, 28))
    assert refs(queries.needs_update(place.area, None, MARCH)) == [action.ref]

    plan.say(action, on=date(2026, 3, 1))
    assert queries.needs_update(place.area, None, MARCH) == []


def test_an_action_whose_date_passed_since_its_update_waits_again(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(due_on=date(2026, 3, 6)), on=date(2026, 3, 2))
    assert refs(queries.needs_update(place.area, None, MARCH)) == [action.ref]

    plan.say(action, on=date(2026, 3, 7), reason="Sign-off on Friday")
    assert queries.needs_update(place.area, None, MARCH) == []


def test_work_that_starts_later_and_work_that_is_complete_do_not_wait(
    plan: Plan, place: Place
) -> None:
    plan.action(start_on=date(2026, 4, 1))
    plan.say(plan.action(), Status.COMPLETE, on=date(2026, 1, 5))

    assert queries.needs_update(place.area, None, MARCH) == []


def test_each_person_sees_the_actions_of_the_posts_they_hold_that_day(
    plan: Plan, place: Place, system: User
) -> None:
    mine = plan.action(post="officer")
    plan.action(post="partner")
    assert refs(queries.needs_update(place.area, place.people["officer"], MARCH)) == [mine.ref]

    organisations.appoint(
        post=place.posts["officer"], person=place.people["lead"], from_on=MARCH, by=system
    )

    assert queries.needs_update(place.area, place.people["officer"], MARCH) == []
    assert refs(queries.needs_update(place.area, place.people["lead"], MARCH)) == [mine.ref]


def test_nobody_sees_the_actions_of_another_area(
    plan: Plan, place: Place, elsewhere: Place
) -> None:
    plan.action()

    assert queries.needs_update(elsewhere.area, None, MARCH) == []


def test_the_desk_tells_what_to_watch_from_what_is_quiet(plan: Plan, place: Place) -> None:
    at_risk = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 3, 3))
    due_soon = plan.say(plan.action(due_on=date(2026, 3, 20)), on=date(2026, 3, 3))
    on_track = plan.say(plan.action(), on=date(2026, 3, 3))
    later = plan.action(start_on=date(2026, 6, 1))

    desk = queries.desk(area=place.area, person=None, on=MARCH)

    assert desk.waiting == []
    assert refs(desk.watch) == refs([due_soon, at_risk])
    assert refs(desk.quiet) == refs([on_track, later])
    assert desk.deadline == date(2026, 3, 31)
    assert desk.opens_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 3, 11), date(2026, 2, 1)),
        (date(2026, 3, 31), date(2026, 3, 1)),
        (date(2026, 5, 28), date(2026, 4, 1)),
        (date(2026, 5, 29), date(2026, 5, 1)),  # Friday, the last working day of May
        (date(2026, 5, 31), date(2026, 5, 1)),
    ],
)
def test_a_month_closes_on_its_last_working_day(day: date, month: date) -> None:
    assert queries.closed_update_month(day).start == month


# What it costs


@pytest.mark.parametrize(
    "ask",
    [
        lambda place: queries.needs_update(place.area, place.people["officer"], MARCH),
        lambda place: queries.moved(read_plan(place), date(2026, 1, 1), MARCH),
        lambda place: queries.newly_overdue(read_plan(place), date(2026, 1, 1), MARCH),
        lambda place: queries.slow(read_plan(place)).actions,
        lambda place: queries.contributions(read_plan(place)),
        lambda place: queries.area_summaries(read_plan(place)),
    ],
    ids=["needs_update", "moved", "newly_overdue", "slow", "contributions", "area_summaries"],
)
def test_the_number_of_queries_does_not_grow_with_the_plan(
    plan: Plan, place: Place, ask: Callable[[Place], Any]
) -> None:
    def grow(by: int) -> None:
        for number in range(by):
            action = plan.action(
                area="abcdef"[number % 6],
                post=["officer", "partner"][number % 2],
                due_on=date(2026, 1, 20),
            )
            plan.say(action, Status.AT_RISK, on=date(2026, 1, 10))

    def touch() -> int:
        with CaptureQueriesContext(connection) as queries_made:
            read_everything(ask(place))
        return len(queries_made)

    grow(4)
    few = touch()
    grow(20)
    assert touch() == few


def read_everything(found: list[Any]) -> None:
    """What a page reads of an entry: its action, area, outcome, post and organisation."""
    assert found
    for entry in found:
        action = getattr(entry, "action", None)
        for each in [action] if action else getattr(entry, "owed", getattr(entry, "overdue", [])):
            names = [each.area.ref, each.outcome.ref, each.accountable.organisation.name]
            assert all(names)
