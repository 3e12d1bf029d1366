"""A method that an address does not know is answered with 405 and what is known."""

from collections.abc import Callable

import pytest
from django.test import Client

from sendtrack.accounts.models import User
from tests.conftest import Place

ODD = ["PUT", "DELETE", "PATCH", "FOO"]
READ, WRITE = "GET, HEAD", "GET, HEAD, POST"


@pytest.fixture
def strict(officer: User) -> Client:
    """An officer whose requests come without a token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    return browser


@pytest.mark.parametrize("method", ODD)
def test_an_odd_method_gets_405_and_what_is_allowed(strict: Client, method: str) -> None:
    for path, allowed in (
        ("/healthz", READ),
        ("/readyz", READ),
        ("/login", WRITE),
        ("/exampleshire/plan/", READ),
        ("/exampleshire/risks/add/", WRITE),
        ("/operators/", "GET, HEAD, OPTIONS, POST"),
    ):
        answer = strict.generic(method, path)
        assert (answer.status_code, answer.get("Allow")) == (405, allowed), path
        assert "There is nothing to open at this address" in answer.content.decode()


def test_so_does_a_form_sent_to_a_page_that_has_none(strict: Client) -> None:
    answer = strict.post("/exampleshire/plan/")
    assert (answer.status_code, answer["Allow"]) == (405, READ)
    assert Client(enforce_csrf_checks=True).post("/healthz").status_code == 405


def test_a_button_without_a_page_says_so_when_its_address_is_opened(strict: Client) -> None:
    answer = strict.get("/logout")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "press it once more" in answer.content.decode()


@pytest.mark.parametrize("method", ODD)
def test_an_odd_method_finds_out_nothing_that_a_visit_does_not(
    place: Place, strict: Client, elsewhere: Place, method: str
) -> None:
    path = "/exampleshire/plan/"
    away = Client(enforce_csrf_checks=True).generic(method, path)
    assert (away.status_code, away["Location"]) == (302, f"/login?next={path}")
    for hidden in ("/elsewhere/plan/", "/nowhere/plan/"):
        assert strict.generic(method, hidden).status_code == 404


def test_an_adviser_is_refused_an_odd_method_as_any_writing(
    adviser: User, browse: Callable[[User], Client]
) -> None:
    assert browse(adviser).put("/exampleshire/plan/").status_code == 403


def test_what_a_page_does_know_still_needs_the_token(strict: Client) -> None:
    answer = strict.post("/exampleshire/risks/add/", {"cause": "x"})
    assert answer.status_code == 403
    assert "We could not take that form" in answer.content.decode()
