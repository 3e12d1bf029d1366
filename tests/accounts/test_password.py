"""People change their own password, and nobody else's."""

from collections.abc import Callable

import pytest
from django.test import Client

from sendtrack.accounts.changes import GUESSES
from sendtrack.accounts.models import User
from tests.conftest import PASSWORD

ADDRESS = "/account/password/"
NEW = "seven quiet otters"


@pytest.fixture
def browser(officer: User) -> Client:
    client = Client()
    client.post("/login", {"email": officer.email, "password": PASSWORD})
    return client


def test_a_changed_password_works_and_ends_every_other_session(
    browser: Client, officer: User, browse: Callable[[User], Client]
) -> None:
    other_device = browse(officer)
    answer = browser.post(ADDRESS, {"current": PASSWORD, "new": NEW}, follow=True)
    assert "Your password has been changed." in answer.content.decode()
    assert other_device.get("/account/").status_code == 302
    assert Client().post("/login", {"email": officer.email, "password": NEW}).status_code == 302
    assert (
        Client().post("/login", {"email": officer.email, "password": PASSWORD}).status_code == 200
    )


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("", "Enter a new password"),
        ("short pass", "at least 12 characters"),
        ("password12345", "lists that attackers try first"),
        ("officer@exampleshire", "must not be like your name or email address"),
        (" " * 12, "it can’t be blank"),
        (" \t\u00a0" * 4, "it can’t be blank"),
        ("é" * 12, "one character again and again"),
        ("e e e e e e e e", "one character again and again"),
        (PASSWORD, "must differ from the current one"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    browser: Client, officer: User, new: str, said: str
) -> None:
    answer = browser.post(ADDRESS, {"current": PASSWORD, "new": new})
    assert any(said in error for error in answer.context["form"].errors["new"])
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_password_of_128_characters_is_taken(browser: Client, officer: User) -> None:
    browser.post(ADDRESS, {"current": PASSWORD, "new": "otter words " * 10 + "12345678"})
    officer.refresh_from_db()
    assert officer.check_password("otter words " * 10 + "12345678")


def test_an_open_browser_cannot_be_used_to_guess_the_password(
    browser: Client, officer: User
) -> None:
    for _ in range(GUESSES):
        answer = browser.post(ADDRESS, {"current": "a wrong guess", "new": NEW})
        assert answer.context["form"].errors["current"] == ["Your current password is not right."]
    answer = browser.post(ADDRESS, {"current": PASSWORD, "new": NEW})
    assert "Wait 5 minutes" in answer.context["form"].errors["current"][0]
