"""What an update of an action must say, and what it leaves behind."""

from datetime import date, timedelta
from typing import Any

import pytest

from plans import changes
from plans.models import Action, ActionUpdate
from plans.states import MOVES, SETTLED, Status
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import ISSUED_ON
from tests.plans.conftest import Plan


@pytest.fixture
def under_way(plan: Plan, today: date) -> Action:
    """Said to be on track yesterday; due on 30 June 2026."""
    return plan.say(plan.action(), Status.ON_TRACK, on=today - timedelta(days=1))


def update(action: Action, by: User, on: date, **said: Any) -> ActionUpdate:
    answers: dict[str, Any] = {
        "status": Status.ON_TRACK,
        "happened": "We met families.",
        "difference": "",
        "next_step": "",
        "reason": "",
        "help_wanted": "",
    }
    return changes.update_action(
        action=action, version=action.version, by=by, on=on, **(answers | said)
    )


def refused(action: Action, by: User, on: date, **said: Any) -> Refusal:
    """The refusal, having made sure that nothing was saved."""
    before = (action.version, action.updates.count())
    with pytest.raises(Refusal) as caught:
        update(action, by, on, **said)
    action.refresh_from_db()
    assert (action.version, action.updates.count()) == before
    return caught.value


def test_an_update_keeps_what_was_said_and_the_action_shows_the_latest(
    under_way: Action, officer: User, today: date
) -> None:
    said = update(
        under_way,
        officer,
        today,
        status=Status.AT_RISK,
        happened=" Two workshops took place. ",
        difference="Families know whom to ask",
        next_step="Publish the draft",
        reason="The health lead left",
        help_wanted="A named deputy by March",
    )

    under_way.refresh_from_db()
    assert said.status_before == Status.ON_TRACK
    assert said.happened == "Two workshops took place."
    assert said.made_by == officer
    assert said.period_start == date(2026, 3, 1)
    assert under_way.status == Status.AT_RISK
    assert under_way.reason == "The health lead left"
    assert under_way.help_wanted == "A named deputy by March"
    assert under_way.next_step == "Publish the draft"
    assert under_way.last_update_on == today
    assert under_way.status_since == today


def test_a_status_that_stays_keeps_the_day_since_when(
    under_way: Action, officer: User, today: date
) -> None:
    since = under_way.status_since

    update(under_way, officer, today)

    under_way.refresh_from_db()
    assert under_way.status_since == since != today


def test_one_update_leaves_one_history_row_each_with_the_persons_reason(
    under_way: Action, officer: User, today: date
) -> None:
    rows = changes_of(under_way).count()

    said = update(
        under_way,
        officer,
        today,
        status=Status.OFF_TRACK,
        reason="No panel met.",
        help_wanted="Dates",
        due_on=date(2026, 7, 31),
        move_reason="The panel meets in July",
    )

    latest = changes_of(under_way).first()
    assert changes_of(under_way).count() == rows + 1
    assert changes_of(said).count() == 1
    assert latest.history_user == officer
    assert latest.history_change_reason == (
        "Update: off track. No panel met. Due date moved to 31 July 2026: The panel meets in July."
    )


def test_an_update_says_what_happened(under_way: Action, officer: User, today: date) -> None:
    assert refused(under_way, officer, today, happened="  ").field == "happened"


@pytest.mark.parametrize("status", [Status.AT_RISK, Status.OFF_TRACK])
def test_amber_and_red_say_why_and_what_help_is_wanted(
    under_way: Action, officer: User, today: date, status: Status
) -> None:
    assert refused(under_way, officer, today, status=status, help_wanted="x").field == "reason"
    assert refused(under_way, officer, today, status=status, reason="x").field == "help_wanted"


def test_completing_needs_a_piece_of_evidence(
    plan: Plan, under_way: Action, officer: User, today: date
) -> None:
    refusal = refused(under_way, officer, today, status=Status.COMPLETE)
    assert (refusal.field, refusal.sentence) == (
        "status",
        "Complete needs evidence. Add at least one piece to A1.1, then say that it is complete",
    )

    plan.proves(under_way)
    update(under_way, officer, today, status=Status.COMPLETE)

    under_way.refresh_from_db()
    assert under_way.completed_on == today
    assert under_way.said_complete_by == officer


def test_delivery_of_a_complete_action_is_frozen(plan: Plan, officer: User, today: date) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today - timedelta(days=40))

    for status in (Status.ON_TRACK, Status.COMPLETE):
        refusal = refused(action, officer, today, status=status, reason="The audit found a gap")
        assert refusal.field == "status"
        assert refusal.sentence.startswith("A1.1 is complete, so its delivery is frozen.")


def test_work_that_has_begun_never_goes_back_to_not_started(
    under_way: Action, officer: User, today: date
) -> None:
    refusal = refused(under_way, officer, today, status=Status.NOT_STARTED, reason="x")

    assert refusal.field == "status"
    assert refusal.sentence == "It is on track: it cannot go back to not started"


PROGRESS = [status for status in MOVES if status not in SETTLED]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (before, now)
        for before in PROGRESS
        for now in sorted(MOVES[before])
        if now != Status.TO_CONFIRM
    ],
)
def test_every_move_of_the_table_can_be_made_by_an_update(
    plan: Plan, officer: User, today: date, before: Status, now: Status
) -> None:
    action = plan.action(start_on=today - timedelta(days=30))
    plan.proves(action)
    if before != Status.NOT_STARTED:
        plan.say(action, before, on=today - timedelta(days=1))

    update(action, officer, today, status=now, reason="A reason", help_wanted="Help")

    action.refresh_from_db()
    assert action.status == now


def test_a_date_moves_with_a_reason_and_the_first_one_is_kept(
    under_way: Action, officer: User, today: date
) -> None:
    refusal = refused(under_way, officer, today, due_on=date(2026, 7, 31))
    assert refusal.field == "move_reason"

    said = update(under_way, officer, today, due_on=date(2026, 7, 31), move_reason="Late papers")

    under_way.refresh_from_db()
    assert (said.due_on_before, said.due_on_after) == (date(2026, 6, 30), date(2026, 7, 31))
    assert under_way.due_on == date(2026, 7, 31)
    assert under_way.baseline_due_on == date(2026, 6, 30)
    assert under_way.times_moved == 1

    update(under_way, officer, today, due_on=date(2026, 8, 31), move_reason="Late again")

    under_way.refresh_from_db()
    assert under_way.baseline_due_on == date(2026, 6, 30)
    assert under_way.times_moved == 2


def test_the_date_it_has_already_is_no_move(under_way: Action, officer: User, today: date) -> None:
    said = update(under_way, officer, today, due_on=under_way.due_on)

    under_way.refresh_from_db()
    assert said.due_on_after is None
    assert under_way.times_moved == 0


def test_a_reason_for_moving_asks_for_the_date(
    under_way: Action, officer: User, today: date
) -> None:
    assert refused(under_way, officer, today, move_reason="Late papers").field == "due_on"


def test_a_date_cannot_move_before_the_start_or_into_the_past(
    plan: Plan, officer: User, today: date
) -> None:
    later = plan.action(start_on=date(2026, 5, 1))
    early = refused(later, officer, today, due_on=date(2026, 4, 30), move_reason="x", reason="x")
    assert early.field == "due_on"
    assert "1 May 2026" in early.sentence

    begun = plan.action(start_on=ISSUED_ON)
    past = refused(
        begun, officer, today, due_on=today - timedelta(days=1), move_reason="x", reason="x"
    )
    assert past.field == "due_on"


def test_completing_late_cannot_hide_behind_a_moved_date(
    plan: Plan, under_way: Action, officer: User, today: date
) -> None:
    plan.proves(under_way)
    refusal = refused(
        under_way,
        officer,
        today,
        status=Status.COMPLETE,
        due_on=date(2026, 7, 31),
        move_reason="x",
    )

    assert refusal.field == "due_on"


def test_a_date_after_the_end_of_the_notice_is_allowed(
    under_way: Action, officer: User, today: date
) -> None:
    update(under_way, officer, today, due_on=date(2027, 4, 1), move_reason="A new term")

    under_way.refresh_from_db()
    assert under_way.due_on == date(2027, 4, 1)


def test_on_track_but_overdue_asks_why(plan: Plan, officer: User, today: date) -> None:
    action = plan.action(due_on=today - timedelta(days=12))

    refusal = refused(action, officer, today)
    assert refusal.field == "reason"
    assert refusal.sentence == "On track, but 12 days overdue: say why"

    update(action, officer, today, reason="Sign-off is on Friday")
    action.refresh_from_db()
    assert action.reason == "Sign-off is on Friday"


def test_moving_an_overdue_date_answers_the_facts(plan: Plan, officer: User, today: date) -> None:
    action = plan.action(due_on=today - timedelta(days=12))

    update(action, officer, today, due_on=today + timedelta(days=30), move_reason="Sign-off")

    action.refresh_from_db()
    assert action.reason == ""


def test_not_started_after_its_start_date_asks_why(plan: Plan, officer: User, today: date) -> None:
    action = plan.action(start_on=today - timedelta(days=1))

    refusal = refused(action, officer, today, status=Status.NOT_STARTED)

    assert refusal.field == "reason"
    assert refusal.sentence == "Not started, but it was to start on 10 March 2026: say why"


def test_the_second_of_two_people_is_told_and_nothing_is_lost(
    under_way: Action, officer: User, partner: User, today: date
) -> None:
    mine = Action.objects.get(pk=under_way.pk)
    update(under_way, officer, today, happened="First")

    with pytest.raises(Stale) as caught:
        update(mine, partner, today, happened="Second")

    assert caught.value.current.version == mine.version + 1
    assert [each.happened for each in under_way.updates.order_by("pk")][-1] == "First"
