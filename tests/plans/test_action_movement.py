"""What moved between two days, and what is slow to progress."""

from datetime import date
from typing import Any

import pytest

from plans import changes, queries
from plans.models import Action
from plans.states import Status
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.reading import MARCH, read_plan, refs

# What moved


def test_an_action_moves_from_its_first_status_to_its_last(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 1, 12))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 3))
    plan.say(action, Status.ON_TRACK, on=date(2026, 2, 20))

    (movement,) = queries.moved(read_plan(place), date(2026, 1, 31), MARCH)

    assert (movement.before, movement.now) == (Status.OFF_TRACK, Status.ON_TRACK)
    assert movement.direction == queries.Direction.IMPROVED
    assert not movement.date_moved


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        (Status.ON_TRACK, Status.AT_RISK, "worsened"),
        (Status.AT_RISK, Status.OFF_TRACK, "worsened"),
        (Status.OFF_TRACK, Status.AT_RISK, "improved"),
        (Status.AT_RISK, Status.COMPLETE, "closed"),
    ],
)
def test_the_direction_of_a_move(
    plan: Plan, place: Place, before: Status, now: Status, direction: str
) -> None:
    action = plan.say(plan.action(), before, on=date(2026, 1, 12))
    plan.say(action, now, on=date(2026, 2, 3), reason="Why")

    (movement,) = queries.moved(read_plan(place), date(2026, 1, 31), MARCH)

    assert movement.direction == direction


def test_work_that_began_has_neither_improved_nor_worsened(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 3))

    (movement,) = queries.moved(read_plan(place), date(2026, 1, 31), MARCH)

    assert movement.direction == queries.Direction.STARTED


def test_neighbouring_windows_never_share_an_update(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 3))

    before = queries.moved(read_plan(place), date(2026, 1, 1), date(2026, 2, 3))
    after = queries.moved(read_plan(place), date(2026, 2, 3), MARCH)

    assert len(before) == 1
    assert after == []


def test_what_came_back_to_where_it_was_has_not_moved(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 1, 12))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 3))
    plan.say(action, Status.ON_TRACK, on=date(2026, 2, 20))

    assert queries.moved(read_plan(place), date(2026, 1, 31), MARCH) == []


def test_a_moved_date_is_movement_with_its_reasons(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(due_on=date(2026, 6, 30)), on=date(2026, 1, 12))
    plan.say(action, on=date(2026, 2, 3), due_on=date(2026, 7, 31), move_reason="Late papers")
    plan.say(action, on=date(2026, 2, 20), due_on=date(2026, 8, 31), move_reason="No panel")

    (movement,) = queries.moved(read_plan(place), date(2026, 1, 31), MARCH)

    assert movement.date_moved
    assert movement.direction == queries.Direction.UNCHANGED
    assert (movement.due_before, movement.due_now) == (date(2026, 6, 30), date(2026, 8, 31))
    assert movement.move_reasons == ("Late papers", "No panel")


def test_newly_overdue_are_those_whose_date_passed_in_the_window(plan: Plan, place: Place) -> None:
    plan.action(due_on=date(2026, 2, 2))
    passed = plan.action(due_on=date(2026, 2, 3))
    plan.action(due_on=MARCH)

    assert refs(queries.newly_overdue(read_plan(place), date(2026, 2, 3), MARCH)) == [passed.ref]


# What is slow


def slow(place: Place, on: date = MARCH) -> dict[str, tuple[str, ...]]:
    found = queries.slow(read_plan(place, on))
    return {each.ref: each.why for each in [*found.outcomes, *found.actions]}


def up_to_date(plan: Plan, **about: Any) -> Action:
    return plan.say(plan.action(**about), on=date(2026, 2, 20))


def test_work_on_track_and_up_to_date_is_not_slow(plan: Plan, place: Place) -> None:
    up_to_date(plan)

    assert slow(place) == {}


def test_overdue_work_is_slow(plan: Plan, place: Place) -> None:
    action = up_to_date(plan, due_on=date(2026, 3, 10))

    assert slow(place) == {action.ref: ("1 day overdue: due on 10 March 2026",)}


def test_two_months_without_an_update_are_slow_one_is_not(plan: Plan, place: Place) -> None:
    silent = plan.say(plan.action(), on=date(2025, 12, 30))
    plan.say(plan.action(), on=date(2026, 1, 2))
    never = plan.action(start_on=date(2026, 1, 31))
    plan.action(start_on=date(2026, 2, 1))

    assert slow(place) == {
        silent.ref: ("No update in January or February 2026",),
        never.ref: ("No update in January or February 2026",),
    }


def test_one_silent_month_of_work_in_trouble_is_slow(plan: Plan, place: Place) -> None:
    in_trouble = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 1, 20))
    plan.say(plan.action(), on=date(2026, 1, 20))

    assert slow(place) == {in_trouble.ref: ("No update since 20 January 2026",)}


def test_off_track_stands_before_at_risk_and_both_before_more_reasons(
    plan: Plan, place: Place
) -> None:
    late = plan.say(plan.action(due_on=date(2026, 3, 1)), on=date(2025, 12, 30))
    at_risk = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 1, 20))
    off_track = plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 1, 20))

    assert len(slow(place)[late.ref]) == 2
    assert refs(queries.slow(read_plan(place)).actions) == [off_track.ref, at_risk.ref, late.ref]


def test_a_date_that_moved_twice_is_slow(plan: Plan, place: Place) -> None:
    action = up_to_date(plan)
    plan.say(action, on=date(2026, 2, 21), due_on=date(2026, 7, 31), move_reason="Late")
    assert slow(place) == {}

    plan.say(action, on=date(2026, 2, 22), due_on=date(2026, 8, 31), move_reason="Later")
    assert slow(place) == {
        action.ref: ("The date has moved 2 times, from 30 June 2026 to 31 August 2026",)
    }


def test_amber_or_red_two_months_running_is_slow(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 1, 30))
    assert slow(place) == {action.ref: ("No update since 30 January 2026",)}

    plan.say(action, Status.OFF_TRACK, on=date(2026, 2, 2))
    assert slow(place) == {action.ref: ("At risk or off track in January and February 2026",)}

    plan.say(action, Status.ON_TRACK, on=date(2026, 3, 2))
    assert slow(place) == {}


def test_a_month_that_ended_on_track_breaks_the_run(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 1, 10))
    plan.say(action, Status.ON_TRACK, on=date(2026, 1, 30))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 2))

    assert slow(place) == {}


def test_an_outcome_that_missed_its_latest_target_is_slow_and_its_actions_are_not(
    plan: Plan, place: Place, officer: User
) -> None:
    up_to_date(plan)
    up_to_date(plan)
    target = changes.set_target(
        outcome=plan.outcome("a"),
        horizon_months=3,
        statement="Plans issued within 20 weeks",
        unit="%",
        baseline=42,
        value=60,
        by=officer,
    )
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=48,
        on=date(2025, 12, 9),
        source="SEN2",
        by=officer,
    )

    assert slow(place) == {
        "A1": (
            "The 3-month target was missed by 12 percentage points: Plans issued within 20 weeks",
        )
    }
    assert slow(place, on=date(2025, 12, 8)) == {}


def test_complete_work_is_never_slow(plan: Plan, place: Place) -> None:
    plan.say(plan.action(due_on=date(2026, 1, 1)), Status.COMPLETE, on=date(2026, 2, 2))

    assert slow(place) == {}
