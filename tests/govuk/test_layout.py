"""What stands around every page."""

from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client

from sendtrack.accounts.models import User

PAGES = ["400", "403", "403_csrf", "404", "500", "503"]


def page(name: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(name, context), "html.parser")


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_needs_nothing_but_its_reference(name):
    soup = page(f"{name}.html", request_id="9f3c1a2b")
    assert soup.html["lang"] == "en-GB"
    assert len(soup.select("h1")) == 1
    assert soup.title.text.startswith(soup.h1.text)
    assert "9f3c1a2b" in soup.main.text
    assert "Sorry" not in soup.text


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_is_whole_without_any_context(name):
    soup = page(f"{name}.html")
    assert soup.select_one("a.govuk-skip-link")["href"] == "#main-content"
    assert soup.select_one("main#main-content") is not None
    assert soup.footer is not None


def test_every_script_and_stylesheet_is_a_file_of_ours():
    soup = page("base.html")
    sources = [script["src"] for script in soup.select("script")]
    assert sources
    assert all(source.startswith("/static/") for source in sources)
    assert not soup.select("style, [style], [onclick]")
    styles = [link["href"] for link in soup.select("link[rel=stylesheet]")]
    assert styles == ["/static/app.css"]


def area(**changed: object) -> SimpleNamespace:
    known = {
        "name": "Exampleshire",
        "council_name": "Exampleshire Council",
        "is_example": False,
        "record_ends_on": None,
    }
    return SimpleNamespace(**{**known, **changed})


def test_example_data_is_marked_on_every_page():
    assert "Example data." in page("base.html", area=area(is_example=True)).text
    assert "Example data." not in page("base.html", area=area()).text


def test_a_record_from_documents_says_on_which_day_it_ends():
    words = page("base.html", area=area(record_ends_on=date(2023, 2, 24))).text
    assert (
        "This record is made from published documents. It is shown as at 24 February 2023, the day "
        "of the latest one." in words
    )


def test_the_header_names_the_council_and_the_title_the_area():
    soup = page("base.html", area=area())
    assert "Exampleshire Council" in soup.header.text
    assert "Exampleshire" in soup.title.text


def test_a_signed_in_reader_can_leave_from_every_page():
    user = User(email="ada@example.org", name="Ada Marsh")
    soup = page("base.html", user=user)
    form = soup.select_one(".app-account form")
    assert form["method"] == "post"
    assert form.button.text == "Sign out"
    assert "Signed in as Ada Marsh" in soup.select_one(".app-account").text
    assert page("base.html").select_one(".app-account") is None


def test_a_reader_who_is_lost_is_answered_in_the_layout_with_a_reference(db):
    response = Client().get("/no/such/page/at/all/")
    if response.status_code == 302:
        pytest.fail("An address that does not exist must not ask for a password first.")
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.text == "Page not found"
    assert response["X-Request-ID"] in soup.main.text
