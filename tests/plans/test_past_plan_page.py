"""The page of the plan as at a past day: the same address, a banner, and nothing to edit."""

from datetime import UTC, date, datetime

import pytest

from plans import changes
from plans.models import Action
from plans.states import Status
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import Browse, queries

PLAN = "/exampleshire/plan/"
MARCH = date(2026, 3, 12)


APRIL, MAY = datetime(2026, 4, 1, 10, tzinfo=UTC), datetime(2026, 5, 1, 10, tzinfo=UTC)
"""The record of the tests' area begins on 11 March; it is changed in April and read in May."""


def read(browse: Browse, user: User, asked: str = "") -> str:
    with clock.at(MAY):
        page = browse(user).get(PLAN + asked)
    assert page.status_code == 200
    return body(page)


def test_a_past_day_shows_the_plan_as_it_stood_and_says_so(
    plan: Plan, place: Place, officer: User, browse: Browse
) -> None:
    action = plan.say(plan.action("Old words"), Status.AT_RISK, on=MARCH)
    with clock.at(APRIL):
        changes.edit_action(
            action=action,
            version=action.version,
            title="New words",
            success_criteria="",
            accountable=place.posts["officer"],
            by=officer,
            reason="Clearer",
        )
    plan.say(Action.objects.get(pk=action.pk), on=date(2026, 4, 10))
    now, then = (read(browse, officer, tail) for tail in ("", "?as-at=2026-03-12"))
    assert "New words" in now
    assert "Old words" not in now
    assert "Old words" in then
    assert "New words" not in then
    assert "As at 12 March 2026." in then
    assert "As at" not in now
    assert "At risk" in then
    assert f'<a class="govuk-link" data-today href="{PLAN}">Show it as it is now</a>' in then


def test_nothing_can_be_edited_in_the_past(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action()
    then = read(browse, officer, "?as-at=2026-03-12")
    assert "Add an action" in read(browse, officer)
    assert "Add an action" not in then
    assert "Change the words" not in then


def test_what_was_removed_since_is_there_with_its_page_of_that_day(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action("A duplicate")
    with clock.at(APRIL), record(actor=officer, reason="Entered twice"):
        action.lock().delete()
    then = read(browse, officer, "?as-at=2026-03-12")
    assert "A duplicate" in then
    assert f'href="/exampleshire/actions/{action.ref}/?as-at=2026-03-12"' in then
    assert "A duplicate" not in read(browse, officer)
    with clock.at(MAY):
        page = browse(officer).get(f"/exampleshire/actions/{action.ref}/?as-at=2026-03-12")
        assert browse(officer).get(f"/exampleshire/actions/{action.ref}/").status_code == 404
    assert "A duplicate" in body(page)
    assert "As at 12 March 2026." in body(page)


def test_what_came_later_was_not_there_then(plan: Plan, officer: User, browse: Browse) -> None:
    action = plan.action()
    with clock.at(MAY):
        page = browse(officer).get(f"/exampleshire/actions/{action.ref}/?as-at=2025-09-08")
    assert page.status_code == 404
    assert "was not there on 8 September 2025" in body(page)


def test_filters_stay_in_the_past(plan: Plan, officer: User, browse: Browse) -> None:
    plan.say(plan.action(), Status.AT_RISK, on=MARCH)
    then = read(browse, officer, "?as-at=2026-03-12")
    assert "?as-at=2026-03-12&amp;show=at_risk" in then


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("as-at=2026-05-02", "The day must be in the past"),
        ("as-at-day=31&as-at-month=2&as-at-year=2026", "there is no 31 February"),
        ("as-at=yesterday", "day"),
    ],
)
def test_a_day_that_can_not_be_shown_is_refused_in_words(
    plan: Plan, officer: User, browse: Browse, typed: str, sentence: str
) -> None:
    plan.action()
    said = read(browse, officer, f"?{typed}")
    assert "There is a problem" in said
    assert sentence in said
    assert "As at" not in said.partition("<main")[0]


def test_before_anything_was_recorded_the_page_says_so(
    plan: Plan, officer: User, browse: Browse
) -> None:
    assert "had been recorded by 1 May 2020." in body(
        browse(officer).get(PLAN + "?as-at=2020-05-01")
    )


def test_a_past_day_costs_the_same_for_few_actions_and_many(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan.say(plan.action(), on=MARCH)
    with clock.at(MAY):
        few = queries(browse(officer), PLAN + "?as-at=2026-03-12")
    for number in range(12):
        plan.say(plan.action(area="abcdef"[number % 6], post="partner"), on=MARCH)
    with clock.at(MAY):
        assert queries(browse(officer), PLAN + "?as-at=2026-03-12") == few
