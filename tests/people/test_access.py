"""An administrator sees who may sign in, changes roles and days, and closes access."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Role
from sendtrack.accounts.unsaved import mark_of
from sendtrack.history import changes_of, record
from sendtrack.publishing.models import Message
from tests.conftest import NOW, PASSWORD, Joins, Place
from tests.people.test_invitations import latest_link

PEOPLE = "/exampleshire/people/"


@pytest.fixture
def desk(browse: Callable[[User], Client], administrator: User) -> Client:
    """The administrator's browser."""
    return browse(administrator)


def page_of(user: User) -> str:
    return f"{PEOPLE}{user.accesses.get().pk}/"


def answers(user: User, **changed: Any) -> dict[str, Any]:
    access = user.accesses.get()
    asked = {
        "role": access.role,
        "to_on": access.to_on or "",
        "person": access.person_id or "",
        "reason": "New duties",
        "version": access.version,
    }
    return asked | changed


def test_the_list_shows_everybody_with_role_days_and_last_sign_in(
    desk: Client, officer: User, adviser: User, stranger: User
) -> None:
    page = desk.get(PEOPLE).content.decode()
    assert "Council officer" in page
    assert "9 Sep 2026" in page
    assert "Never" in page
    assert stranger.email not in page
    assert "Elsewhere" not in page


def test_the_list_asks_as_many_questions_for_many_people_as_for_few(
    desk: Client, place: Place, joins: Joins, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as few:
        desk.get(PEOPLE)
    for role in (Role.OFFICER, Role.LEAD, Role.CHAIR, Role.PARTNER, Role.ADVISER):
        joins(place, role)
    with django_assert_num_queries(len(few)):
        desk.get(PEOPLE)


def test_a_role_is_changed_with_a_reason_and_works_at_once(
    desk: Client, officer: User, administrator: User
) -> None:
    desk.post(page_of(officer), answers(officer, role="lead", to_on="2026-12-31"))
    access = officer.accesses.get()
    assert (access.role, access.to_on) == (Role.LEAD, date(2026, 12, 31))
    last = changes_of(access)[0]
    assert (last.history_user, last.history_change_reason) == (administrator, "New duties")


def test_a_change_without_a_reason_is_refused(desk: Client, officer: User) -> None:
    answer = desk.post(page_of(officer), answers(officer, role="lead", reason=" "))
    assert answer.context["form"].errors == {"reason": ["Enter why you change it"]}
    assert officer.accesses.get().role == Role.OFFICER


def test_an_adviser_cannot_be_left_without_a_last_day(desk: Client, adviser: User) -> None:
    answer = desk.post(page_of(adviser), answers(adviser, adviser_to_on=""))
    assert list(answer.context["form"].errors) == ["adviser_to_on"]
    assert adviser.accesses.get().to_on == date(2026, 9, 9)


def test_an_adviser_cannot_be_given_a_day_that_never_comes(desk: Client, adviser: User) -> None:
    answer = desk.post(page_of(adviser), answers(adviser, adviser_to_on="2036-03-11"))
    (sentence,) = answer.context["form"].errors["adviser_to_on"]
    assert "at most three years ahead" in sentence
    assert adviser.accesses.get().to_on == date(2026, 9, 9)


def test_the_second_of_two_administrators_is_told_that_somebody_was_quicker(
    desk: Client, officer: User, system: User
) -> None:
    typed = answers(officer, role="lead", reason="My reason")
    access = officer.accesses.get()
    with record(actor=system, reason="Quicker"):
        access.to_on = date(2026, 6, 30)
        access.save()
    answer = desk.post(page_of(officer), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "We could not save this because sendtrack changed it on 11 March 2026" in page
    assert "30 June 2026" in page
    assert "My reason" in page
    assert officer.accesses.get().role == Role.OFFICER
    again = {**typed, "version": answer.context["form"].data["version"]}
    assert desk.post(page_of(officer), again).status_code == 302
    assert officer.accesses.get().role == Role.LEAD


def test_closed_access_stops_at_the_next_request(
    desk: Client, officer: User, browse: Callable[[User], Client]
) -> None:
    theirs = browse(officer)
    assert theirs.get("/exampleshire/actions/").status_code == 200
    answer = desk.post(f"{page_of(officer)}close/", {"reason": "Left the council"}, follow=True)
    assert "has been closed" in answer.content.decode()
    assert theirs.get("/exampleshire/actions/").status_code == 404
    page = desk.get(PEOPLE).content.decode()
    assert "Closed on 11 March 2026" in page


def test_the_last_administrator_can_neither_close_nor_demote_nor_end_themselves(
    desk: Client, administrator: User
) -> None:
    said = "is the only administrator of Exampleshire"
    own = page_of(administrator)
    assert said in desk.post(f"{own}close/", {"reason": "Leaving"}).content.decode()
    for changed in ({"role": "officer"}, {"to_on": "2026-03-10"}):
        assert said in desk.post(own, answers(administrator, **changed)).content.decode()
    assert administrator.accesses.get().closed_at is None
    assert administrator.accesses.get().role == Role.ADMINISTRATOR


def test_one_of_two_administrators_may_leave(
    desk: Client, administrator: User, officer: User
) -> None:
    desk.post(page_of(officer), answers(officer, role="administrator"))
    desk.post(f"{page_of(administrator)}close/", {"reason": "Leaving"})
    assert administrator.accesses.get().closed_by == administrator


def test_an_administrator_whose_own_day_has_come_does_not_count(
    place: Place, desk: Client, administrator: User, officer: User, system: User
) -> None:
    desk.post(page_of(officer), answers(officer, role="administrator", to_on="2026-03-31"))
    with clock.at(NOW + timedelta(days=30)):
        answer = desk.post(f"{page_of(administrator)}close/", {"reason": "Leaving"})
    assert "is the only administrator" in answer.content.decode()


def test_access_of_another_area_is_not_found(desk: Client, stranger: User) -> None:
    for path in (page_of(stranger), f"{page_of(stranger)}close/"):
        assert desk.get(path).status_code == 404
        assert desk.post(path, {"reason": "x"}).status_code == 404
    assert Access.objects.get(user=stranger).closed_at is None


def test_a_forgotten_password_is_replaced_through_a_link_that_works_once(
    desk: Client, officer: User, browse: Callable[[User], Client]
) -> None:
    other_device = browse(officer)
    desk.post(f"{page_of(officer)}password-link/")
    link = latest_link()
    assert Client().get(link)["Referrer-Policy"] == "same-origin"
    answer = Client().post(link, {"new": "seven quiet otters"}, follow=True)
    assert "Your new password has been set." in answer.content.decode()
    assert Client().post(link, {"new": "another long password"}).status_code == 410
    officer.refresh_from_db()
    assert officer.check_password("seven quiet otters")
    assert other_device.get("/account/").status_code == 302


def test_a_password_link_dies_after_a_day(desk: Client, officer: User) -> None:
    desk.post(f"{page_of(officer)}password-link/")
    with clock.at(NOW + timedelta(days=1, seconds=1)):
        assert Client().get(latest_link()).status_code == 410


def test_a_password_link_pressed_twice_sends_one_email(desk: Client, officer: User) -> None:
    for _ in range(2):
        desk.post(f"{page_of(officer)}password-link/")
    assert Message.objects.count() == 1


def test_what_an_administrator_typed_outlives_the_session(
    place: Place, administrator: User, officer: User
) -> None:
    forms = {
        f"{PEOPLE}invite/": {"name": "Kept words"},
        page_of(officer): answers(officer, role="lead", reason="Kept words"),
        f"{page_of(officer)}close/": {"reason": "Kept words"},
        f"{PEOPLE}posts/add/": {"title": "Kept words"},
        f"{PEOPLE}posts/organisations/add/": {"name": "Kept words", "kind": "school"},
        f"{PEOPLE}posts/{place.posts['dcs'].pk}/appoint/": {"who": "new", "name": "Kept words"},
        f"{PEOPLE}posts/{place.posts['dcs'].pk}/vacate/": {"reason": "Kept words"},
    }
    before = Access.history.count()
    for path, typed in forms.items():
        browser = Client()
        browser.post(path, typed | {"typed_by": mark_of(administrator)})
        browser.post("/login", {"email": administrator.email, "password": PASSWORD})
        page = browser.get(path).content.decode()
        assert "What you typed is here again: read it and save." in page, path
        assert "Kept words" in page, path
    assert Access.history.count() == before
    assert officer.accesses.get().role == Role.OFFICER
