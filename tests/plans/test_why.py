"""Why this colour? One click tells who said so, when, why, and what it was before."""

from datetime import date

import pytest

from plans import changes
from plans.models import Action
from plans.states import Status
from sendtrack.accounts.models import User
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import HOSTILE, MARCH, Browse, page, queries

AREA = "/exampleshire/plan/areas/a/"


@pytest.fixture
def turned(plan: Plan) -> Action:
    """A1.1: on track in January, at risk in February, off track in March."""
    action = plan.action()
    plan.say(action, Status.ON_TRACK, on=date(2026, 1, 12))
    plan.say(action, Status.AT_RISK, on=date(2026, 2, 3), reason="A post is vacant")
    return plan.say(action, Status.OFF_TRACK, on=date(2026, 3, 4), reason="Nobody applied")


def test_the_page_tells_the_turn_and_those_before_it(
    turned: Action, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(page(turned, "why")))

    assert (
        "A1.1 has been off track since 4 March 2026: Council officer said so in the update for "
        "March 2026. Until then it was at risk."
    ) in text
    assert "Reason: Nobody applied" in text
    assert "At risk</strong> since 3 February 2026" in text
    assert "A post is vacant" in text
    assert "On track</strong> since 12 January 2026" in text


def test_an_action_of_which_nobody_has_spoken_says_so(
    plan: Plan, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(page(plan.action(), "why")))
    assert "A1.1 is not started: nobody has said anything else since it was added." in text


def test_a_confirmation_is_told_as_one(
    plan: Plan, lead: User, adviser: User, browse: Browse
) -> None:
    action = plan.action()
    changes.edit_action(
        action=action,
        version=action.version,
        title=action.title,
        success_criteria="",
        accountable=action.accountable,
        priority="must",
        by=plan.by,
        reason="Much hangs on it",
    )
    action.refresh_from_db()
    action = plan.say(action, Status.COMPLETE, on=date(2026, 3, 4))
    changes.confirm_completion(action=action, version=action.version, by=lead, on=MARCH)

    text = body(browse(adviser).get(page(action, "why")))

    assert "Programme lead confirmed in March 2026 that it is complete." in text
    assert "Until then it was awaiting confirmation." in text


def test_an_area_names_the_rule_and_the_actions_that_make_it_so(
    plan: Plan, turned: Action, adviser: User, browse: Browse
) -> None:
    plan.say(plan.action("Fine"), on=MARCH)

    text = body(browse(adviser).get(f"{AREA}why/"))

    assert "A1.1 is off track (1 of 2 actions)." in text
    assert page(turned, "why") in text
    assert "A1.1 has been off track since 4 March 2026" in text
    assert "An area is as its worst open action" in text


def test_every_page_with_the_status_leads_there(
    turned: Action, chair: User, browse: Browse
) -> None:
    browser = browse(chair)
    everywhere = (
        "/exampleshire/plan/",
        AREA,
        page(turned),
        "/exampleshire/dashboard/",
        "/exampleshire/actions/",
        "/exampleshire/since-last-visit/?since=2026-02-01",
    )
    for address in everywhere:
        assert page(turned, "why") in body(browser.get(address)), address
    for address in (AREA, "/exampleshire/dashboard/"):
        assert f"{AREA}why/" in body(browser.get(address)), address


def test_words_are_shown_as_text(plan: Plan, adviser: User, browse: Browse) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=MARCH, reason=HOSTILE)
    for address in (page(action, "why"), f"{AREA}why/"):
        assert "<script>alert" not in browse(adviser).get(address).content.decode()


def test_a_long_story_needs_no_more_queries(
    plan: Plan, turned: Action, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)
    few = queries(browser, page(turned, "why"))
    few_of_area = queries(browser, f"{AREA}why/")
    for day in range(5, 10):
        plan.say(turned, Status.AT_RISK if day % 2 else Status.OFF_TRACK, on=date(2026, 3, day))
        plan.say(plan.action(), Status.OFF_TRACK, on=date(2026, 3, day))

    assert queries(browser, page(turned, "why")) == few
    assert queries(browser, f"{AREA}why/") == few_of_area


def test_another_area_is_told_nothing(turned: Action, stranger: User, browse: Browse) -> None:
    assert browse(stranger).get("/elsewhere/actions/A1.1/why/").status_code == 404
