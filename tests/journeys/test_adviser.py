"""An adviser of DfE or NHS England reads everything and changes nothing."""

from collections.abc import Callable

import pytest

from sendtrack.accounts.models import Access
from tests.architecture.permission_table import AREA_ROUTES
from tests.journeys.conftest import PageOf
from tests.journeys.pages import Reached

pytestmark = pytest.mark.browser

OWN = {"/logout", "/account/password/"}
"""What advisers may send: signing out, and a new password for themselves."""


def test_an_adviser_lands_on_what_has_changed_and_reaches_all_of_the_record(
    page_of: PageOf, javascript: bool
) -> None:
    adviser = page_of("adviser", javascript=javascript)
    assert adviser.heading.startswith("What has changed since")
    adviser.sees("Lines of enquiry", "Meetings held", "Reports sent")

    for place, heading in (
        ("Plan", "Improvement plan"),
        ("Risks", "Risk register"),
        ("Board", "SEND Improvement Board"),
        ("Action log", "SEND Improvement Board Action log"),
        ("Duties", "Duties of the Notice"),
        ("Reports", "Reports to the Department and NHS England"),
        ("Documents", "Documents"),
    ):
        adviser.follows(place, inside=adviser.page.get_by_role("banner"))
        assert adviser.heading == heading
    adviser.opens("/fernshire/actions/E1.2/")
    adviser.follows("Full history of E1.2")
    adviser.sees("Tom Whitaker")


def test_no_page_shows_an_adviser_anything_to_send(
    reach: Callable[[str], Reached],
) -> None:
    reached = reach("adviser")

    assert len(reached.pages) > 40
    assert set(reached.forms) <= OWN


def test_whatever_an_officer_can_send_is_refused_to_an_adviser(
    page_of: PageOf, reach: Callable[[str], Reached]
) -> None:
    """The addresses are those that forms of others are sent to, and those that hold the forms."""
    forms = {
        address
        for who in ("officer", "lead", "chair", "administrator")
        for address in reach(who).forms
        if address.startswith("/fernshire/")
    }
    writing = [route for route in AREA_ROUTES if route.post]
    assert len(forms) >= len(writing) * 0.8

    adviser = page_of("adviser")
    token = adviser.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answers = {
        address: adviser.context.request.post(
            address, form={"csrfmiddlewaretoken": token}, headers={"Origin": adviser.origin}
        ).status
        for address in sorted(forms)
    }
    assert {address: status for address, status in answers.items() if status != 403} == {}


def test_an_advisers_account_has_an_end(page_of: PageOf, javascript: bool) -> None:
    adviser = page_of("adviser", javascript=javascript)
    adviser.follows("Your account")
    adviser.sees("24 May 2027")
    assert not Access.objects.filter(role="adviser", to_on=None).exists()
