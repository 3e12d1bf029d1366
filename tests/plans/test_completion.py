"""What must be done is complete when a second person says so too."""

from datetime import date, timedelta

import pytest

from plans import changes
from plans.models import Action
from plans.policies.actions import days_overdue
from plans.queries import moved
from plans.states import Impact, Priority, Status
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import ALL, MINE, Browse, page, read_plan, said


@pytest.fixture
def waiting(plan: Plan, today: date) -> Action:
    """A1.1, which must be done, said to be complete by the officer yesterday."""
    action = plan.action(priority=Priority.MUST, due_on=today - timedelta(days=1))
    return plan.say(action, Status.COMPLETE, on=today - timedelta(days=1))


def test_what_must_be_done_waits_for_a_second_person(
    waiting: Action, officer: User, today: date
) -> None:
    assert waiting.status == Status.TO_CONFIRM
    assert waiting.said_complete_by == officer
    assert waiting in Action.objects.open()
    assert days_overdue(waiting, today) == 0
    assert waiting not in Action.objects.overdue(today)


def test_a_second_person_confirms_and_the_day_stays(
    waiting: Action, chair: User, today: date
) -> None:
    rows = changes_of(waiting).count()

    update = changes.confirm_completion(
        action=waiting, version=waiting.version, by=chair, on=today, note="Read the audit"
    )

    waiting.refresh_from_db()
    assert waiting.status == Status.COMPLETE
    assert waiting.completed_on == today - timedelta(days=1)
    assert (waiting.confirmed_by, waiting.confirmed_on) == (chair, today)
    assert (update.status_before, update.status) == ("to_confirm", "complete")
    assert (update.kind, update.happened) == ("confirmed", "Read the audit")
    assert changes_of(waiting).count() == rows + 1


def test_nobody_confirms_their_own_word(waiting: Action, officer: User, today: date) -> None:
    with pytest.raises(Refusal, match="somebody else has to confirm it"):
        changes.confirm_completion(action=waiting, version=waiting.version, by=officer, on=today)


def test_what_is_sent_back_is_on_track_with_the_reason(
    waiting: Action, chair: User, today: date
) -> None:
    with pytest.raises(Refusal) as caught:
        changes.return_completion(
            action=waiting, version=waiting.version, by=chair, on=today, reason=" "
        )
    assert caught.value.field == "reason"

    changes.return_completion(
        action=waiting, version=waiting.version, by=chair, on=today, reason="No survey yet"
    )

    waiting.refresh_from_db()
    assert (waiting.status, waiting.reason) == (Status.ON_TRACK, "No survey yet")
    assert waiting.completed_on is None
    assert said(waiting).kind == "returned"


def test_a_complete_action_opens_again_with_a_reason(
    place: Place, plan: Plan, officer: User, today: date
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today - timedelta(days=40))

    changes.reopen_action(
        action=action, version=action.version, by=officer, on=today, reason="The audit found a gap"
    )

    action.refresh_from_db()
    assert (action.status, action.reason) == (Status.ON_TRACK, "The audit found a gap")
    assert action.completed_on is None
    assert changes_of(action)[0].history_change_reason == "Opened again: The audit found a gap"
    [movement] = moved(read_plan(place), today - timedelta(days=1), today)
    assert movement.direction == "worsened"
    with pytest.raises(Refusal, match="open already"):
        changes.reopen_action(
            action=action, version=action.version, by=officer, on=today, reason="Once more"
        )


def test_impact_can_be_said_while_it_waits(waiting: Action, officer: User, today: date) -> None:
    changes.update_impact(
        action=waiting,
        version=waiting.version,
        by=officer,
        on=today,
        impact=Impact.EMERGING,
        difference="Waits fell",
    )
    waiting.refresh_from_db()
    assert (waiting.status, waiting.impact) == (Status.TO_CONFIRM, Impact.EMERGING)


# Pages


def test_the_lead_confirms_on_the_page(waiting: Action, lead: User, browse: Browse) -> None:
    browser = browse(lead)
    assert page(waiting, "confirm") in body(browser.get(page(waiting)))
    text = body(browser.get(page(waiting, "confirm")))
    assert "said so on 10 March 2026" in text
    assert "Data for A1.1" in text

    answer = browser.post(
        page(waiting, "confirm"), {"version": str(waiting.version), "note": ""}, follow=True
    )

    assert "A1.1 is confirmed as complete." in body(answer)
    assert "Confirmed by Programme lead on 11 March 2026" in body(answer)


def test_the_chair_sends_it_back_with_a_reason(
    waiting: Action, chair: User, browse: Browse
) -> None:
    browser = browse(chair)
    empty = browser.post(page(waiting, "return"), {"version": str(waiting.version), "reason": ""})
    assert "Enter what is still missing" in body(empty)

    answer = browser.post(
        page(waiting, "return"),
        {"version": str(waiting.version), "reason": "No survey yet"},
        follow=True,
    )

    assert "A1.1 is sent back and on track again." in body(answer)


def test_whoever_said_so_is_not_offered_to_confirm(
    plan: Plan, lead: User, browse: Browse, today: date
) -> None:
    plan.by = lead
    action = plan.say(plan.action(priority=Priority.MUST), Status.COMPLETE, on=today)
    browser = browse(lead)

    assert page(action, "confirm") not in body(browser.get(page(action)))
    assert browser.get(page(action, "confirm")).status_code == 403


def test_what_waits_for_confirmation_asks_its_owner_for_nothing(
    waiting: Action, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).get(MINE))

    assert "Nothing is waiting for you" in text
    listed = body(browse(officer).get(f"{ALL}?status=to_confirm"))
    assert "Awaiting confirmation" in listed
    assert "A1.1" in listed


def test_a_complete_action_is_opened_again_on_its_page(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.COMPLETE, on=today)
    browser = browse(officer)
    assert page(action, "reopen") in body(browser.get(page(action)))

    answer = browser.post(
        page(action, "reopen"),
        {"version": str(action.version), "reason": "The audit found a gap"},
        follow=True,
    )

    assert "A1.1 is open again." in body(answer)
    assert "Opened again" in body(answer)


def test_my_actions_and_the_dashboard_name_what_waits_for_confirmation(
    waiting: Action, lead: User, chair: User, officer: User, browse: Browse
) -> None:
    mine = body(browse(lead).get(MINE))
    assert "1 action waits for you to confirm" in mine
    assert page(waiting, "confirm") in mine
    assert "Waiting for you to confirm" not in body(browse(officer).get(MINE))

    board = body(browse(chair).get("/exampleshire/dashboard/"))
    assert "Waiting for a second person" in board
    assert page(waiting, "confirm") in board
    assert page(waiting, "confirm") not in body(browse(officer).get("/exampleshire/dashboard/"))
