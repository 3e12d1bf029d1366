"""Who comes in, in which role, until when; and that they are out at once."""

import re
from datetime import UTC, datetime

import pytest

from tests.journeys.conftest import PageOf
from tests.journeys.inspection import inspect
from tests.journeys.server import Server
from tests.journeys.story import Letters, send_what_waits
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

EMAIL = "sam.hill@fernshire.example"
PASSWORD = "three careful words"


def invites(administrator: Visitor, role: str) -> None:
    administrator.opens("/fernshire/people/")
    administrator.presses("Invite somebody")
    administrator.types("Name", "Sam Hill")
    administrator.types("Email address", EMAIL)
    administrator.chooses(role)
    administrator.presses("Send the invitation")


def link_in(letter: bytes) -> str:
    found = re.search(rb"https?://[^/\s]+(/\S+)", letter.replace(b"=\r\n", b""))
    assert found is not None, letter
    return found.group(1).decode()


def accepts(guest: Visitor, letters: Letters) -> None:
    send_what_waits()
    (letter,) = letters.to(EMAIL)
    guest.opens(link_in(letter))
    guest.sees("Welcome, Sam Hill. Set a password to accept.", EMAIL)
    guest.page.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.presses("Accept and sign in")


def test_somebody_is_invited_comes_in_and_is_out_at_once_when_closed(
    page_of: PageOf, visit: PageOf, letters: Letters, javascript: bool
) -> None:
    administrator = page_of("administrator", javascript=javascript)
    invites(administrator, "Council officer")
    administrator.sees("Sam Hill", EMAIL)

    guest = visit(javascript=javascript)
    accepts(guest, letters)
    guest.opens("/fernshire/plan/")
    assert guest.heading == "Improvement plan"

    administrator.opens("/fernshire/people/")
    administrator.follows("Sam Hill")
    administrator.presses("Close the access")
    administrator.types("Why?", "Left the council")
    administrator.presses("Close the access")
    administrator.sees("Sam Hill")

    guest.opens("/fernshire/plan/", status=404)
    assert guest.heading == "Page not found"
    guest.follows("Go to your start page")
    assert guest.heading == "Your access has ended"


def test_a_link_works_once(
    page_of: PageOf, visit: PageOf, letters: Letters, javascript: bool
) -> None:
    administrator = page_of("administrator", javascript=javascript)
    invites(administrator, "Partner")
    accepts(visit(javascript=javascript), letters)

    second = visit(javascript=javascript)
    (letter,) = letters.to(EMAIL)
    second.opens(link_in(letter), status=410)
    assert second.heading == "This link does not work"
    assert not javascript or inspect(second.page) == []
    second.does_not_see("Set a password")


def test_an_adviser_is_never_invited_without_a_last_day_and_is_out_after_it(
    page_of: PageOf, visit: PageOf, letters: Letters, site: Server, javascript: bool
) -> None:
    administrator = page_of("administrator", javascript=javascript)
    administrator.presses("Invite somebody")
    administrator.types("Name", "Sam Hill")
    administrator.types("Email address", EMAIL)
    administrator.chooses("DfE or NHS England adviser")
    administrator.dates("Last day of the adviser", "", "", "")
    administrator.presses("Send the invitation")
    administrator.is_told("the adviser’s last day")
    administrator.holds("Name", "Sam Hill")
    administrator.dates("Last day of the adviser", "30", "11", "2026")
    administrator.presses("Send the invitation")

    guest = visit(javascript=javascript)
    accepts(guest, letters)
    assert guest.heading.startswith("What has changed")

    site.moment = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    guest.opens("/fernshire/plan/")
    site.moment = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)
    guest.opens("/fernshire/plan/", status=404)


def test_a_change_of_role_stands_in_the_record_and_works_at_once(
    page_of: PageOf, javascript: bool
) -> None:
    officer = page_of("officer", javascript=javascript)
    administrator = page_of("administrator", javascript=javascript)
    administrator.follows("Tom Whitaker")
    administrator.chooses("Partner")
    administrator.types("Why do you change it?", "Moved to the trust")
    administrator.presses("Save")
    administrator.sees("Partner")

    officer.opens("/fernshire/risks/add/", status=403)


def test_django_admin_is_for_platform_operators_only(page_of: PageOf) -> None:
    administrator = page_of("administrator")
    administrator.opens("/operators/", status=403)
    assert administrator.heading == "Your role does not allow this"
