"""When something goes wrong, people read a page of ours with a number to quote."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from sendtrack.accounts import queries
from sendtrack.accounts.models import User


def says(answer: Any, status: int, words: str) -> None:
    page = answer.content.decode()
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
    assert words in page
    assert answer["X-Request-ID"] in page
    assert "Traceback" not in page
    assert '<main class="govuk-main-wrapper' in page


def test_pages_that_are_not_there(browse: Callable[[User], Client], officer: User) -> None:
    says(browse(officer).get("/exampleshire/nothing/"), 404, "Page not found")
    says(browse(officer).get("/elsewhere/"), 404, "Page not found")


def test_pages_that_the_role_may_not_open(browse: Callable[[User], Client], officer: User) -> None:
    says(browse(officer).get("/exampleshire/people/"), 403, "<h1>")


def test_a_refused_page_is_one_line_in_the_log(
    browse: Callable[[User], Client], officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    browse(officer).get("/exampleshire/people/")
    (line,) = (each for each in caplog.records if each.name == "django.request")
    assert line.getMessage() == "Forbidden (Permission denied): /exampleshire/people/"
    assert "Traceback" not in caplog.text


def test_a_mistake_of_ours_stands_in_the_log_with_its_traceback(
    calm: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(queries, "current_accesses", broken(ValueError("secret words")))
    calm.get("/account/")
    assert "Internal Server Error: /account/" in caplog.text
    assert "Traceback" in caplog.text
    assert "ValueError: secret words" in caplog.text


def test_an_address_that_is_no_host_of_ours(db: None) -> None:
    says(Client().get("/login", headers={"Host": "evil.example"}), 400, "<h1>")


def test_a_question_with_a_zero_byte_that_no_text_can_hold(
    browse: Callable[[User], Client], lead: User
) -> None:
    answer = browse(lead).get("/exampleshire/risks/add/?area=a%00")
    says(answer, 400, "We could not read that request")


def test_a_form_that_was_not_ours(officer: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    says(browser.post("/account/password/"), 403, "We could not take that form")


def broken(error: Exception) -> Callable[..., None]:
    def breaks(*args: Any, **kwargs: Any) -> None:
        raise error

    return breaks


@pytest.fixture
def calm(officer: User) -> Client:
    """A browser that gets the error page where others would get the exception."""
    browser = Client(raise_request_exception=False)
    browser.force_login(officer)
    return browser


def test_a_mistake_of_ours_is_owned_up_to_without_its_details(
    calm: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "former_accesses", broken(RuntimeError("SELECT secret")))
    answer = calm.get("/account/")
    says(answer, 500, "Something went wrong on our side")
    assert "secret" not in answer.content.decode()


def test_a_database_that_is_away_is_no_mistake_and_says_try_again(
    calm: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "former_accesses", broken(OperationalError("no connection")))
    answer = calm.get("/account/")
    says(answer, 503, "Try again in a few minutes")
    assert answer["Retry-After"] == "60"
