"""A button that is pressed twice counts once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client

from plans.models import Outcome
from sendtrack.accounts.models import User
from tests.conftest import Place

PAGE = "/exampleshire/plan/areas/a/outcomes/add/"


def signed_in(officer: User) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    return browser


def token_of(browser: Client) -> str:
    page = BeautifulSoup(browser.get(PAGE).content, "html.parser")
    field = page.find("input", attrs={"name": "csrfmiddlewaretoken"})
    assert field is not None
    return str(field["value"])


def press(browser: Client, token: str, statement: str = "Needs are met early") -> Any:
    """Send the form as browsers do."""
    said = urlencode({"csrfmiddlewaretoken": token, "statement": statement})
    return browser.post(PAGE, said, content_type="application/x-www-form-urlencoded")


def test_the_second_press_of_a_page_goes_where_the_first_one_went(
    place: Place, officer: User
) -> None:
    browser = signed_in(officer)
    token = token_of(browser)
    first, second = (press(browser, token) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Outcome.objects.of(place.area).count() == 1


def test_a_page_opened_again_or_other_words_are_another_press(place: Place, officer: User) -> None:
    browser = signed_in(officer)
    token = token_of(browser)
    press(browser, token)
    press(browser, token, "Families reach therapies in time")
    press(browser, token_of(browser))
    assert Outcome.objects.of(place.area).count() == 3


def test_what_was_refused_may_be_sent_again(place: Place, officer: User) -> None:
    browser = signed_in(officer)
    token = token_of(browser)
    for _ in range(2):
        page = press(browser, token, " ")
        assert page.status_code == 200
        assert "There is a problem" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_count_once(place: Place, officer: User) -> None:
    browser = signed_in(officer)
    token = token_of(browser)

    def press_at_once(_: int) -> str:
        finger = Client(enforce_csrf_checks=True)
        finger.cookies = browser.cookies
        try:
            return str(press(finger, token)["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as fingers:
        went = set(fingers.map(press_at_once, range(4)))
    assert len(went) == 1
    assert Outcome.objects.of(place.area).count() == 1
