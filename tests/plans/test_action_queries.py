"""What waits, what moved, what is slow, who owes what, and how each area is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes, queries
from plans.models import Action
from plans.queries.actions import Urgency, ref_order
from plans.queries.summaries import roll_up
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.organisations import changes as organisations
from tests.conftest import Place
from tests.plans.conftest import Plan

MARCH = date(2026, 3, 11)


def refs(entries: Any) -> list[str]:
    return [getattr(entry, "action", entry).ref for entry in entries]


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


# What moved


def test_an_action_moves_from_its_first_status_to_its_last(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 1, 12))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 3))
    plan.say(action, Status.ON_TRACK, on=date(2026, 2, 20))

    (movement,) = queries.moved(place.regime, date(2026, 1, 31), MARCH)

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
        (Status.COMPLETE, Status.ON_TRACK, "worsened"),
    ],
)
def test_the_direction_of_a_move(
    plan: Plan, place: Place, before: Status, now: Status, direction: str
) -> None:
    action = plan.say(plan.action(), before, on=date(2026, 1, 12))
    plan.say(action, now, on=date(2026, 2, 3), reason="Why")

    (movement,) = queries.moved(place.regime, date(2026, 1, 31), MARCH)

    assert movement.direction == direction


def test_work_that_began_has_neither_improved_nor_worsened(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 3))

    (movement,) = queries.moved(place.regime, date(2026, 1, 31), MARCH)

    assert movement.direction == queries.Direction.STARTED


def test_neighbouring_windows_never_share_an_update(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 3))

    before = queries.moved(place.regime, date(2026, 1, 1), date(2026, 2, 3))
    after = queries.moved(place.regime, date(2026, 2, 3), MARCH)

    assert len(before) == 1
    assert after == []


def test_what_came_back_to_where_it_was_has_not_moved(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 1, 12))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 3))
    plan.say(action, Status.ON_TRACK, on=date(2026, 2, 20))

    assert queries.moved(place.regime, date(2026, 1, 31), MARCH) == []


def test_a_moved_date_is_movement_with_its_reasons(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(due_on=date(2026, 6, 30)), on=date(2026, 1, 12))
    plan.say(action, on=date(2026, 2, 3), due_on=date(2026, 7, 31), move_reason="Late papers")
    plan.say(action, on=date(2026, 2, 20), due_on=date(2026, 8, 31), move_reason="No panel")

    (movement,) = queries.moved(place.regime, date(2026, 1, 31), MARCH)

    assert movement.date_moved
    assert movement.direction == queries.Direction.UNCHANGED
    assert (movement.due_before, movement.due_now) == (date(2026, 6, 30), date(2026, 8, 31))
    assert movement.move_reasons == ("Late papers", "No panel")


def test_newly_overdue_are_those_whose_date_passed_in_the_window(plan: Plan, place: Place) -> None:
    plan.action(due_on=date(2026, 2, 2))
    passed = plan.action(due_on=date(2026, 2, 3))
    plan.action(due_on=MARCH)

    assert refs(queries.newly_overdue(place.regime, date(2026, 2, 3), MARCH)) == [passed.ref]


# What is slow


def slow(place: Place, on: date = MARCH) -> dict[str, tuple[str, ...]]:
    return {entry.action.ref: entry.why for entry in queries.slow(place.regime, on)}


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
    assert slow(place) == {}

    plan.say(action, Status.OFF_TRACK, on=date(2026, 2, 2))
    assert slow(place) == {action.ref: ("At risk or off track in January and February 2026",)}

    plan.say(action, Status.ON_TRACK, on=date(2026, 3, 2))
    assert slow(place) == {}


def test_a_month_that_ended_on_track_breaks_the_run(plan: Plan, place: Place) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=date(2026, 1, 10))
    plan.say(action, Status.ON_TRACK, on=date(2026, 1, 30))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 2))

    assert slow(place) == {}


def test_a_missed_target_makes_the_actions_of_its_outcome_slow(
    plan: Plan, place: Place, officer: User
) -> None:
    action = up_to_date(plan)
    up_to_date(plan, area="b")
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
        action.ref: ("The 3-month target was missed: Plans issued within 20 weeks",)
    }
    assert slow(place, on=date(2025, 12, 8)) == {}


def test_complete_work_is_never_slow(plan: Plan, place: Place) -> None:
    plan.say(plan.action(due_on=date(2026, 1, 1)), Status.COMPLETE, on=date(2026, 2, 2))

    assert slow(place) == {}


# Who owes what


def test_each_organisation_owes_the_actions_of_its_posts(plan: Plan, place: Place) -> None:
    plan.say(plan.action(post="officer"), on=date(2026, 2, 20))
    late = plan.say(
        plan.action(post="partner", due_on=date(2026, 2, 27)), Status.AT_RISK, on=date(2026, 1, 9)
    )
    fine = plan.say(plan.action(post="icb_chief"), on=date(2026, 2, 20))

    icb, council = queries.contributions(place.regime, MARCH)

    assert (icb.organisation, council.organisation) == (place.icb, place.council)
    assert refs(icb.owed) == refs([late, fine])
    assert refs(icb.overdue) == refs(icb.without_update) == refs(icb.troubled) == [late.ref]
    assert icb.why == (
        "1 of 2 open actions is overdue",
        "1 of 2 open actions is without an update for February 2026",
    )
    assert icb.to_strengthen
    assert not council.to_strengthen


def test_complete_actions_are_owed_no_longer(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.COMPLETE, on=date(2026, 2, 2))

    assert queries.contributions(place.regime, MARCH) == []


# How each area is


def summary(place: Place, ref: str = "a") -> queries.AreaSummary:
    by_ref = {each.area.ref: each for each in queries.area_summaries(place.regime, MARCH)}
    return by_ref[ref]


def test_an_area_is_as_its_worst_open_action_and_says_which(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 20))
    red = plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 2, 20))
    plan.say(plan.action(), Status.AT_RISK, on=date(2026, 2, 20))

    area = summary(place)

    assert area.status == Status.OFF_TRACK
    assert area.because == f"Off track because {red.ref} is (1 of 3 actions)"
    assert refs(area.worst) == [red.ref]
    assert area.counts == {
        "not_started": 0,
        "on_track": 1,
        "at_risk": 1,
        "off_track": 1,
        "complete": 0,
        "no_update": 0,
    }


def test_an_area_without_actions_is_never_green(place: Place) -> None:
    area = summary(place)

    assert area.status == "no_update"
    assert area.because == "No action is recorded"
    assert area.total == 0


def test_an_action_of_a_document_without_a_status_is_counted_as_not_said(
    place: Place, officer: User
) -> None:
    weakness = place.areas[0]
    changes.add_cited_action(
        area=weakness, title="Cited work", citation=weakness.finding, by=officer
    )

    area = summary(place)

    assert area.status == "no_update"
    assert area.because == "No status is recorded for 1 of 1 action"
    assert area.without_update == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"off_track": 1, "complete": 9}, "off_track"),
        ({"at_risk": 1, "on_track": 9}, "at_risk"),
        ({"on_track": 1, "not_started": 9}, "on_track"),
        ({"not_started": 3}, "not_started"),
        ({"not_started": 3, "complete": 1}, "on_track"),
        ({"complete": 4}, "complete"),
        ({"complete": 4, "no_update": 1}, "no_update"),
        ({}, "no_update"),
    ],
)
def test_the_roll_up_rule(counts: dict[str, int], expected: str) -> None:
    none = dict.fromkeys([*Status.values, "no_update"], 0)

    assert roll_up(none | counts) == expected


def test_an_area_counts_overdue_and_silent_actions_beside_its_status(
    plan: Plan, place: Place
) -> None:
    overdue = plan.action(due_on=date(2026, 3, 1))

    area = summary(place)

    assert area.status == Status.NOT_STARTED
    assert refs(area.overdue) == [overdue.ref]
    assert refs(area.without_update) == [overdue.ref]


# What it costs


@pytest.mark.parametrize(
    "ask",
    [
        lambda place: queries.needs_update(place.area, place.people["officer"], MARCH),
        lambda place: queries.moved(place.regime, date(2026, 1, 1), MARCH),
        lambda place: queries.newly_overdue(place.regime, date(2026, 1, 1), MARCH),
        lambda place: queries.slow(place.regime, MARCH),
        lambda place: queries.contributions(place.regime, MARCH),
        lambda place: queries.area_summaries(place.regime, MARCH),
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
