"""Who owes what, and how each area is."""

from datetime import date

import pytest

from plans import changes, queries
from plans.queries.summaries import roll_up
from plans.states import Status
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.reading import read_plan, refs

# Who owes what


def test_each_organisation_owes_the_actions_of_its_posts(plan: Plan, place: Place) -> None:
    plan.say(plan.action(post="officer"), on=date(2026, 2, 20))
    late = plan.say(
        plan.action(post="partner", due_on=date(2026, 2, 27)), Status.AT_RISK, on=date(2026, 1, 9)
    )
    fine = plan.say(plan.action(post="icb_chief"), on=date(2026, 2, 20))

    icb, council = queries.contributions(read_plan(place))

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

    assert queries.contributions(read_plan(place)) == []


# How each area is


def summary(place: Place, ref: str = "a") -> queries.AreaSummary:
    by_ref = {each.area.ref: each for each in queries.area_summaries(read_plan(place))}
    return by_ref[ref]


def test_an_area_is_as_its_worst_open_action_and_says_which(plan: Plan, place: Place) -> None:
    plan.say(plan.action(), Status.ON_TRACK, on=date(2026, 2, 20))
    red = plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 2, 20))
    plan.say(plan.action(), Status.AT_RISK, on=date(2026, 2, 20))

    area = summary(place)

    assert area.status == Status.OFF_TRACK
    assert area.because == f"{red.ref} is off track (1 of 3 actions)"
    assert refs(area.worst) == [red.ref]
    assert area.counts == {
        "not_started": 0,
        "on_track": 1,
        "at_risk": 1,
        "off_track": 1,
        "to_confirm": 0,
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
