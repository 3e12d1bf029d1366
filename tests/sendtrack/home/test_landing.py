"""Each persona lands where the next thing to do is, and navigation shows what they may open."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Role
from sendtrack.home.navigation import ITEMS, navigation
from tests.conftest import PASSWORD, Joins, Place

Browse = Callable[[User], Client]


@pytest.mark.parametrize(
    ("role", "landing"),
    [
        (Role.OFFICER, "/exampleshire/actions/mine/"),
        (Role.LEAD, "/exampleshire/actions/mine/"),
        (Role.PARTNER, "/exampleshire/actions/mine/"),
        (Role.CHAIR, "/exampleshire/dashboard/"),
        (Role.ADVISER, "/exampleshire/since-last-visit/"),
        (Role.ADMINISTRATOR, "/exampleshire/people/"),
    ],
)
def test_each_role_lands_on_the_page_that_says_what_to_do_next(
    place: Place, joins: Joins, browse: Browse, role: Role, landing: str
) -> None:
    page = browse(joins(place, role)).get("/", follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == landing


@pytest.mark.parametrize("role", list(Role))
def test_everything_in_the_navigation_opens_for_the_role_that_sees_it(
    place: Place, joins: Joins, browse: Browse, role: Role
) -> None:
    user = joins(place, role)
    access = Access.objects.get(user=user)
    for label, address, _ in navigation(access, "/exampleshire/"):
        assert browse(user).get(address).status_code == 200, label


def test_an_adviser_is_not_shown_people_or_my_actions(place: Place, adviser: User) -> None:
    labels = [label for label, _, _ in navigation(Access.objects.get(user=adviser), "/")]
    assert "People" not in labels
    assert "My actions" not in labels
    assert len(labels) == len(ITEMS) - 2


def test_the_item_that_says_most_of_an_address_is_the_current_one(
    place: Place, officer: User
) -> None:
    items = navigation(Access.objects.get(user=officer), "/exampleshire/actions/mine/")
    assert [label for label, _, is_here in items if is_here] == ["My actions"]


def test_the_bodies_around_the_board_are_found_under_board(place: Place, officer: User) -> None:
    items = navigation(Access.objects.get(user=officer), "/exampleshire/governance/bodies/1/")
    assert [label for label, _, is_here in items if is_here] == ["Board"]


def test_the_accessibility_statement_is_read_without_signing_in(client: Client, db: None) -> None:
    page = client.get("/accessibility")
    assert page.status_code == 200
    assert "Web Content Accessibility Guidelines" in page.content.decode()


def test_an_adviser_reads_what_changed_since_the_day_they_ask_for(
    place: Place, adviser: User, browse: Browse
) -> None:
    page = browse(adviser).get("/exampleshire/since-last-visit/?since=2026-01-09")
    assert "What has changed since 9 January 2026" in page.content.decode()


@pytest.mark.parametrize("asked", ["soon", "2030-01-01", "", "0000-99-99"])
def test_a_day_that_is_none_falls_back_to_two_months_ago(
    place: Place, adviser: User, browse: Browse, today: date, asked: str
) -> None:
    page = browse(adviser).get(f"/exampleshire/since-last-visit/?since={asked}")
    assert "What has changed since 11 January 2026" in page.content.decode()


def test_the_last_visit_is_the_sign_in_before_this_one(
    place: Place, adviser: User, client: Client
) -> None:
    for day in (2, 11):
        with clock.at(datetime(2026, 3, day, 9, tzinfo=UTC)):
            adviser.refresh_from_db()
            if day == 11:
                adviser.last_login = datetime(2026, 3, 2, 9, tzinfo=UTC)
                adviser.save(update_fields=["last_login"])
            client.post("/login", {"email": adviser.email, "password": PASSWORD})
    page = client.get("/exampleshire/since-last-visit/")
    text = page.content.decode()
    assert "What has changed since 2 March 2026" in text
    assert "Everything since your last visit on 2 March 2026." in text


def test_a_day_is_chosen_in_three_boxes(place: Place, adviser: User, browse: Browse) -> None:
    address = "/exampleshire/since-last-visit/"
    client = browse(adviser)
    usual = client.get(address).content.decode()
    assert "No earlier visit of yours is known: the two months to 11 March 2026." in usual
    assert usual.index("Lines of enquiry</h2>") < usual.index("Meetings held</h2>")

    chosen = {"since-day": "9", "since-month": "january", "since-year": "2026"}
    text = client.get(address, chosen).content.decode()
    assert "What has changed since 9 January 2026" in text
    assert "No earlier visit" not in text

    text = client.get(address, chosen | {"since-day": "31", "since-month": "2"}).content.decode()
    assert "there is no 31 February" in text
    assert "What has changed since 11 January 2026" in text
    text = client.get(address, chosen | {"since-year": "2027"}).content.decode()
    assert "The day must be before 11 March 2026" in text


def test_an_address_with_a_control_character_leads_nowhere(
    place: Place, officer: User, browse: Browse
) -> None:
    assert browse(officer).get("/exampleshire/actions/A1.1%00/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "since", "said"),
    [
        ("0001-01-01", "9 September 2025", "was issued on 9 September 2025. Nothing is counted"),
        ("soon", "11 January 2026", "since “soon”, which is not a day in the form 2026-10-03."),
        ("2030-01-01", "11 January 2026", "1 January 2030 is not before 11 March 2026."),
    ],
)
def test_a_day_that_cannot_be_counted_from_is_answered_in_words(
    place: Place, adviser: User, browse: Browse, asked: str, since: str, said: str
) -> None:
    answer = browse(adviser).get(f"/exampleshire/since-last-visit/?since={asked}")
    page = answer.content.decode()
    assert f"What has changed since {since}" in page
    assert said in page


def test_markup_in_the_day_asked_for_is_shown_as_text(
    place: Place, adviser: User, browse: Browse
) -> None:
    answer = browse(adviser).get("/exampleshire/since-last-visit/?since=<b>soon</b>")
    assert "“&lt;b&gt;soon&lt;/b&gt;”" in answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_from_a_page_of_a_past_day_the_way_home_stays_on_that_day(
    place: Place, joins: Joins, browse: Browse, role: Role
) -> None:
    page = browse(joins(place, role)).get("/exampleshire/?as-at=2026-03-01", follow=True)
    assert page.redirect_chain[-1][0] == "/exampleshire/since-last-visit/?as-at=2026-03-01"
    assert "As at 1 March 2026." in page.content.decode()
