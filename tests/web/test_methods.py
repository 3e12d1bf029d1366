"""A method that an address does not know is answered with 405 and what is known."""

import pytest
from django.test import Client

from sendtrack.accounts.models import User
from tests.conftest import Place

ODD = ["PUT", "DELETE", "PATCH", "FOO"]
KNOWN = "GET, HEAD, OPTIONS, POST"


@pytest.fixture
def strict(officer: User) -> Client:
    """An officer whose requests come without a token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    return browser


@pytest.mark.parametrize("method", ODD)
@pytest.mark.parametrize(
    "path",
    ["/healthz", "/readyz", "/login", "/exampleshire/plan/", "/exampleshire/risks/add/"],
)
def test_an_odd_method_gets_405_and_what_is_known(strict: Client, path: str, method: str) -> None:
    answer = strict.generic(method, path)
    assert (answer.status_code, answer.get("Allow")) == (405, KNOWN)
    assert "There is nothing to open at this address" in answer.content.decode()


def test_an_odd_method_does_not_tell_an_area_from_none(place: Place, strict: Client) -> None:
    answers = [strict.put(f"/{slug}/plan/") for slug in ("exampleshire", "nowhere")]
    assert {answer.status_code for answer in answers} == {405}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_that_posts_is_told_what_it_may_do(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_button_without_a_page_says_so_when_its_address_is_opened(strict: Client) -> None:
    answer = strict.get("/logout")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "press it once more" in answer.content.decode()


def test_what_a_page_does_know_still_needs_the_token(strict: Client) -> None:
    answer = strict.post("/exampleshire/risks/add/", {"cause": "x"})
    assert answer.status_code == 403
    assert "We could not take that form" in answer.content.decode()
