"""One way in, the same words for everybody, and an end to every session."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.changes import GUESSES
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.architecture.world import same_for_everybody
from tests.conftest import NOW, PASSWORD, Joins, Place

LOGIN = "/login"


@pytest.fixture
def browser() -> Client:
    return Client()


def test_an_officer_signs_in_and_lands_in_the_only_area(browser: Client, officer: User) -> None:
    page = browser.get(LOGIN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    answer = browser.post(LOGIN, {"email": officer.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser.get("/")["Location"] == "/exampleshire/"
    assert browser.get("/exampleshire/actions/").status_code == 200


def test_signing_in_leads_on_to_the_page_that_was_asked_for(browser: Client, officer: User) -> None:
    asked = browser.get("/exampleshire/?x=1")
    assert asked["Location"] == "/login?next=/exampleshire/%3Fx%3D1"
    page = browser.get(asked["Location"])
    assert page.context["next"] == "/exampleshire/?x=1"
    answer = browser.post(
        LOGIN, {"email": officer.email, "password": PASSWORD, "next": "/exampleshire/?x=1"}
    )
    assert answer["Location"] == "/exampleshire/?x=1"


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\thttps://evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(
    browser: Client, officer: User, hostile: str
) -> None:
    assert browser.get(LOGIN, {"next": hostile}).context["next"] == "/"
    answer = browser.post(LOGIN, {"email": officer.email, "password": PASSWORD, "next": hostile})
    assert answer["Location"] == "/"


def test_a_wrong_password_and_an_unknown_account_look_the_same(officer: User) -> None:
    closed = accounts.open_account(email="left@x.example", name="Left", password=PASSWORD)
    closed.is_active = False
    closed.save()
    no_password = accounts.open_account(email="new@x.example", name="New")
    pages = set()
    for email, password in (
        (officer.email, "wrong password here"),
        ("nobody@exampleshire.example", "wrong password here"),
        (closed.email, PASSWORD),
        (no_password.email, PASSWORD),
    ):
        answer = Client().post(LOGIN, {"email": email, "password": password})
        assert answer.status_code == 200
        pages.add(same_for_everybody(answer).replace(email, "EMAIL"))
    assert len(pages) == 1
    assert "The email address or the password is not right." in pages.pop()


def test_a_typed_address_is_shown_again_and_a_password_never(
    browser: Client, officer: User
) -> None:
    answer = browser.post(LOGIN, {"email": officer.email, "password": "wrong <b>password"})
    page = answer.content.decode()
    assert officer.email in page
    assert "wrong" not in page
    assert page.count("<title>Error: ") == 1


def test_empty_boxes_are_explained_at_each_of_them(browser: Client, db: None) -> None:
    form = browser.post(LOGIN).context["form"]
    assert form.errors == {
        "email": ["Enter your email address"],
        "password": ["Enter your password"],
    }


def test_ten_wrong_guesses_close_the_door_for_five_minutes(officer: User, chair: User) -> None:
    for email in (officer.email, "nobody@exampleshire.example"):
        for _ in range(GUESSES):
            answer = Client().post(LOGIN, {"email": email, "password": "wrong password here"})
            assert "not right" in answer.content.decode()
        answer = Client().post(LOGIN, {"email": f" {email.upper()}", "password": PASSWORD})
        assert "Wait 5 minutes" in answer.content.decode()
    assert Client().post(LOGIN, {"email": chair.email, "password": PASSWORD}).status_code == 302
    with clock.at(NOW + timedelta(minutes=5)):
        answer = Client().post(LOGIN, {"email": officer.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_guessing_on_does_not_prolong_the_wait(officer: User) -> None:
    for seconds in range(0, 299, 10):
        with clock.at(NOW + timedelta(seconds=seconds)):
            Client().post(LOGIN, {"email": officer.email, "password": "wrong password here"})
    with clock.at(NOW + timedelta(seconds=301)):
        answer = Client().post(LOGIN, {"email": officer.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_a_right_password_forgets_earlier_slips(officer: User) -> None:
    for _ in range(3):
        for _ in range(GUESSES - 1):
            Client().post(LOGIN, {"email": officer.email, "password": "wrong password here"})
        answer = Client().post(LOGIN, {"email": officer.email, "password": PASSWORD})
        assert answer.status_code == 302


def test_a_session_gets_a_new_name_at_sign_in_and_ends_after_twelve_hours(
    browser: Client, officer: User
) -> None:
    browser.cookies["session"] = "chosen-by-somebody-else"
    browser.post(LOGIN, {"email": officer.email, "password": PASSWORD})
    cookie = browser.cookies["session"]
    assert cookie.value != "chosen-by-somebody-else"
    session = Session.objects.get(session_key=cookie.value)
    lasts = session.expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < lasts <= timedelta(hours=12)
    busy = browser.session
    busy["something"] = "changed"
    busy.save()
    assert Session.objects.get(session_key=cookie.value).expire_date == session.expire_date


def test_an_expired_session_leads_to_the_sign_in(browser: Client, officer: User) -> None:
    browser.post(LOGIN, {"email": officer.email, "password": PASSWORD})
    Session.objects.all().update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/exampleshire/")["Location"] == "/login?next=/exampleshire/"


def test_signing_out_takes_a_press_and_ends_the_session_on_the_server(
    browse: Callable[[User], Client], officer: User
) -> None:
    browser = browse(officer)
    assert browser.get("/logout").status_code == 405
    answer = browser.post("/logout")
    assert answer["Location"] == LOGIN
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/exampleshire/actions/").status_code == 302


def test_a_right_that_ends_takes_effect_at_the_next_request(
    browse: Callable[[User], Client], place: Place, joins: Joins, system: User
) -> None:
    leaver = joins(place, Role.OFFICER)
    browser = browse(leaver)
    assert browser.get("/exampleshire/actions/").status_code == 200
    accounts.close_access(access=leaver.accesses.get(), by=system, reason="Left the council")
    assert browser.get("/exampleshire/actions/").status_code == 404
    page = browser.get("/").content.decode()
    assert "Your access to Exampleshire as Council officer ended on 11 March 2026." in page


def test_a_deactivated_account_is_signed_out_at_once(
    browse: Callable[[User], Client], officer: User
) -> None:
    browser = browse(officer)
    officer.is_active = False
    officer.save()
    assert browser.get("/exampleshire/")["Location"] == "/login?next=/exampleshire/"


def test_an_adviser_can_enter_on_the_last_day_and_is_told_the_day_after(
    browse: Callable[[User], Client], place: Place, joins: Joins
) -> None:
    adviser = joins(place, Role.ADVISER, to_on=date(2026, 3, 11))
    browser = browse(adviser)
    assert browser.get("/exampleshire/actions/").status_code == 200
    with clock.at(NOW + timedelta(days=1)):
        assert browser.get("/exampleshire/actions/").status_code == 404
        page = browser.get("/").content.decode()
    assert "as DfE or NHS England adviser ended on 11 March 2026." in page


def test_who_has_several_areas_chooses_and_sees_which_have_ended(
    browse: Callable[[User], Client], place: Place, elsewhere: Place, officer: User, system: User
) -> None:
    accounts.grant_access(
        user=officer,
        area=elsewhere.area,
        role=Role.PARTNER,
        from_on=date(2026, 4, 1),
        by=system,
    )
    browser = browse(officer)
    assert browser.get("/")["Location"] == "/exampleshire/"
    with clock.at(NOW + timedelta(days=30)):
        page = browser.get("/").content.decode()
    assert page.index("Elsewhere") < page.index("Exampleshire")


def test_nobody_but_the_owner_learns_where_an_account_reaches(
    browse: Callable[[User], Client], officer: User, stranger: User
) -> None:
    page = browse(officer).get(reverse("accounts:account")).content.decode()
    assert officer.email in page
    assert "Exampleshire" in page
    assert "Elsewhere" not in page
