"""What has changed names the steps of areas, what has begun and what has become overdue."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from boards import changes as boards
from plans import changes as plans
from plans.models import Action, Outcome
from plans.states import Status
from sendtrack import clock
from sendtrack.accounts.changes import grant_access
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from tests.conftest import Place
from tests.plans.test_risk_changes import raise_risk

Browse = Callable[[User], Client]


def test_an_area_stepped_down_by_a_letter_is_among_what_has_changed(
    db: None, place: Place, officer: User, browse: Browse
) -> None:
    call_command("load_seeds")
    grant_access(
        user=officer,
        area=LocalArea.objects.get(slug="north-somerset"),
        role=Role.CHAIR,
        from_on=date(2020, 1, 1),
        by=User.objects.system(),
    )
    page = browse(officer).get("/north-somerset/since-last-visit/?since=2022-12-01")
    words = page.content.decode()
    assert "Area (a) stepped down from formal monitoring" in words
    assert "Six-month progress review" in words
    assert "Nothing has changed" not in words


def test_actions_begun_and_newly_overdue_are_among_what_has_changed(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    outcome = plans.add_outcome(area=place.areas[0], statement="Plans are good", by=officer)
    begun, late = (
        plans.add_action(
            outcome=outcome,
            title=title,
            success_criteria="It is done",
            accountable=place.posts["dcs"],
            start_on=date(2026, 1, 1),
            due_on=due_on,
            by=officer,
            on=date(2026, 1, 2),
        )
        for title, due_on in (("Train chairs", date(2026, 9, 1)), ("Hire", date(2026, 3, 2)))
    )
    plans.update_action(
        action=begun,
        version=begun.version,
        by=officer,
        on=today,
        status=Status.ON_TRACK,
        happened="We began",
        difference="",
        next_step="Go on",
        reason="",
        help_wanted="",
    )
    page = browse(officer).get(f"/{place.area.slug}/since-last-visit/?since=2026-02-01")
    words = page.content.decode()
    assert "Actions: 1 begun, 1 newly overdue, 2 added." in words
    assert f"{late.ref}</span> Hire</a>: due on 2 March 2026" in words


APRIL, MAY = datetime(2026, 4, 1, 10, tzinfo=UTC), datetime(2026, 5, 1, 10, tzinfo=UTC)
"""The record of the tests' area begins on 11 March."""


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def changed(browse: Browse, user: User, asked: str) -> str:
    with clock.at(MAY):
        page = browse(user).get(f"/exampleshire/since-last-visit/?{asked}")
    assert page.status_code == 200
    return main_of(page.content.decode())


@pytest.fixture
def actions(place: Place, officer: User) -> list[Action]:
    outcome = plans.add_outcome(area=place.areas[0], statement="Plans are good", by=officer)
    return [new_action(outcome, title, place, officer) for title in ("Train chairs", "Hire")]


def new_action(outcome: Outcome, title: str, place: Place, by: User) -> Action:
    return plans.add_action(
        outcome=outcome,
        title=title,
        success_criteria="It is done",
        accountable=place.posts["dcs"],
        start_on=date(2026, 1, 1),
        due_on=date(2026, 9, 1),
        by=by,
        on=clock.today(),
    )


def test_what_changed_between_two_days_leaves_out_what_came_later(
    place: Place, actions: list[Action], officer: User, browse: Browse
) -> None:
    train, hire = actions
    with clock.at(APRIL):
        say(train, officer, Status.OFF_TRACK, due_on=date(2026, 10, 2), move_reason="No venue")
        new_action(train.outcome, "Added in April", place, officer)
    with clock.at(MAY):
        say(hire, officer, Status.ON_TRACK)
        new_action(train.outcome, "Added in May", place, officer)
    april = changed(browse, officer, "since=2026-03-15&as-at=2026-04-15")
    assert "Until (today, if you leave this empty)" in april
    assert "What changed between 15 March 2026 and 15 April 2026" in april
    assert "Added in April" in april
    assert "Added in May" not in april
    assert "from 1 September 2026 to 2 October 2026, 31 days later" in april
    assert "Hire" not in april
    both = changed(browse, officer, "since=2026-03-15")
    assert "What has changed since 15 March 2026" in both
    assert all(words in both for words in ("Added in April", "Added in May", "Hire"))


def test_what_was_removed_reworded_or_handed_over_is_told(
    place: Place, actions: list[Action], officer: User, browse: Browse
) -> None:
    train, hire = actions
    with clock.at(APRIL):
        plans.edit_action(
            action=train,
            version=train.version,
            title="Train all chairs",
            success_criteria="",
            accountable=place.posts["icb_chief"],
            by=officer,
            reason="Health leads",
        )
        with record(actor=officer, reason="Entered twice"):
            hire.lock().delete()
    told = changed(browse, officer, "since=2026-03-15")
    assert "Actions removed" in told
    assert f'href="/exampleshire/actions/{hire.ref}/?as-at=2026-03-15"' in told
    assert "Before: Train chairs" in told
    posts = (place.posts["dcs"].in_full, place.posts["icb_chief"].in_full)
    assert "from {} to {}".format(*map(escape, posts)) in told
    assert "Actions: 1 removed." in told


def test_risks_raised_and_closed_and_targets_missed_are_told(
    place: Place, actions: list[Action], officer: User, browse: Browse
) -> None:
    old = raise_risk(place, officer, clock.today())
    target = plans.set_target(
        outcome=actions[0].outcome,
        horizon_months=6,
        statement="Plans in 20 weeks",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=officer,
    )
    with clock.at(APRIL):
        raise_risk(place, officer, clock.today())
        plans.close_risk(
            risk=old, version=old.version, because="The grant came", by=officer, on=clock.today()
        )
        plans.record_result(
            target=target,
            version=target.version,
            result="missed",
            value=Decimal(50),
            on=clock.today(),
            source="SEN2",
            by=officer,
        )
    told = changed(browse, officer, "since=2026-03-15")
    assert told.index("Targets met or missed") < told.index("Risks raised") < told.index("R2")
    assert "The grant came" in told


def test_one_can_go_from_meeting_to_meeting(
    place: Place, actions: list[Action], officer: User, browse: Browse
) -> None:
    body = boards.set_up_board(regime=place.regime, name="Improvement board", by=officer)
    for day in (date(2026, 2, 4), date(2026, 3, 4)):
        meeting = boards.plan_meeting(
            body=body,
            meets_on=day,
            starts_at=time(10),
            ends_at=time(12),
            place="Room 1",
            by=officer,
        )
        boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance={},
            summary="They met",
            by=officer,
            on=clock.today(),
        )
    told = changed(browse, officer, "")
    assert "?since=2026-02-04&amp;as-at=2026-03-04" in told
    assert "4 March 2026 to today" in told


def test_what_changed_costs_the_same_for_few_changes_and_many(
    place: Place, actions: list[Action], officer: User, browse: Browse
) -> None:
    def cost() -> int:
        with clock.at(MAY), CaptureQueriesContext(connection) as made:
            page = browse(officer).get("/exampleshire/since-last-visit/?since=2026-03-15")
        assert page.status_code == 200
        return len(made)

    with clock.at(APRIL):
        say(actions[0], officer, Status.OFF_TRACK)
        new_action(actions[0].outcome, "One more", place, officer)
        raise_risk(place, officer, clock.today())
    few = cost()
    with clock.at(APRIL):
        for number in range(15):
            say(
                new_action(actions[0].outcome, f"Number {number}", place, officer),
                officer,
                Status.AT_RISK,
            )
            raise_risk(place, officer, clock.today())
    assert cost() == few


def say(action: Action, by: User, status: Status, **more: Any) -> None:
    plans.update_action(
        action=action,
        version=action.version,
        by=by,
        on=clock.today(),
        status=status,
        happened="Something",
        difference="",
        next_step="",
        reason="Nobody applied",
        help_wanted="A room",
        **more,
    )
