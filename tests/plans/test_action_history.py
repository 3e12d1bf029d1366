"""The history of an action, as everybody who may see it reads it."""

from datetime import date, timedelta

from django.core.paginator import Page
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action
from plans.queries.history import history_of_action
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.timeline import ROWS_A_PAGE, Change, Part
from tests.conftest import Place
from tests.plans.conftest import Plan

JANUARY = date(2026, 1, 12)


def said(part: Part) -> dict[str, tuple[str, str]]:
    return {each.label: (each.before, each.after) for each in part.fields}


def test_one_save_stands_together_with_its_person_moment_and_reason(
    plan: Plan, officer: User
) -> None:
    action = plan.say(
        plan.action(),
        Status.AT_RISK,
        on=JANUARY,
        happened="Two workshops",
        reason="The lead left",
        help_wanted="A deputy",
        due_on=date(2026, 7, 31),
        move_reason="Late papers",
    )

    latest, first = history_of_action(action, 1)

    assert latest.who == officer.name
    assert latest.at.date() == JANUARY
    assert latest.reason.startswith("Update: at risk. The lead left")
    action_part, update_part = latest.parts
    assert said(action_part) == {
        "Due date": ("30 June 2026", "31 July 2026"),
        "Status": ("Not started", "At risk"),
        "Why": ("nothing", "The lead left"),
        "Help wanted": ("nothing", "A deputy"),
        "Times the date has moved": ("0", "1"),
    }
    assert update_part.is_new
    assert said(update_part)["What happened"] == ("", "Two workshops")
    assert first.reason.startswith("Added the action")
    assert said(first.parts[0])["Accountable post"] == ("", "SEND Commissioner")


def test_a_handover_names_both_posts(plan: Plan, place: Place, officer: User) -> None:
    action = plan.action()
    changes.edit_action(
        action=action,
        version=action.version,
        title=action.title,
        success_criteria="",
        accountable=place.posts["partner"],
        by=officer,
        reason="Health leads this now",
    )

    latest = history_of_action(action, 1)[0]

    assert said(latest.parts[0]) == {
        "Accountable post": ("SEND Commissioner", "Designated Clinical Officer")
    }


def test_the_history_of_one_action_shows_nothing_of_another(plan: Plan) -> None:
    action = plan.action()
    plan.say(plan.action(), on=JANUARY)

    assert len(history_of_action(action, 1).object_list) == 1


def test_a_page_number_that_is_not_there_gives_the_nearest_page(plan: Plan) -> None:
    action = plan.action()

    for page in (0, "9", "x", None):
        assert len(history_of_action(action, page).object_list) == 1


def test_a_long_history_is_paged_and_costs_no_more_than_a_short_one(plan: Plan) -> None:
    def read(action: Action, page: int = 1) -> tuple[int, Page[Change]]:
        with CaptureQueriesContext(connection) as queries:
            found = history_of_action(action, page)
        return len(queries), found

    action = plan.action(start_on=JANUARY)
    statuses = [Status.ON_TRACK, Status.AT_RISK]
    for number in range(30):
        plan.say(action, statuses[number % 2], on=JANUARY + timedelta(days=number))
        if number == 0:
            few, _ = read(action)

    many, newest = read(action)
    assert many <= few
    assert newest.paginator.num_pages == 2
    assert len(newest.object_list) == ROWS_A_PAGE / 2
    assert newest.object_list[0].at.date() == JANUARY + timedelta(days=29)
    last, oldest = read(action, 2)
    assert last == few
    assert oldest.object_list[-1].parts[0].is_new
