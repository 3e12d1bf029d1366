"""Every page × every role. There is no list to keep: links are followed from where people land."""

from collections.abc import Callable

import pytest
from django.test import Client

from sendtrack.accounts.permissions import Role
from sendtrack.demo.accounts import AREA
from tests.architecture.permission_table import AREA_ROUTES
from tests.journeys.conftest import PageOf
from tests.journeys.inspection import Seen, inspect
from tests.journeys.pages import Reached, walk

pytestmark = pytest.mark.browser

PEOPLE = [*(role.value for role in Role), "stranger"]
"""The stranger is an officer of North Somerset, whose record is full of empty states."""

DEEPER = ["log/L1/", "actions/B2.4/", "reports/2026-11-23/"]
"""A closed item, a complete action and a report that waits: two links of a kind miss them."""

Reach = Callable[[str], Reached]


@pytest.fixture(scope="package")
def walked() -> dict[str, Reached]:
    return {}


@pytest.fixture
def reach(client_of: Callable[[str], Client], walked: dict[str, Reached]) -> Reach:
    """What somebody reaches by following links. Walked once."""

    def reached_by(who: str) -> Reached:
        if who not in walked:
            deeper = [] if who == "stranger" else [f"/{AREA}/{path}" for path in DEEPER]
            walked[who] = walk(client_of(who), "/", *deeper)
        return walked[who]

    return reached_by


@pytest.mark.parametrize("who", PEOPLE)
def test_no_link_leads_somebody_nowhere(who: str, reach: Reach) -> None:
    assert reach(who).broken == []


@pytest.mark.parametrize("who", PEOPLE)
def test_no_two_pages_have_the_same_title(who: str, reach: Reach) -> None:
    shared = {title: paths for title, paths in reach(who).titles.items() if len(paths) > 1}
    assert shared == {}


NOT_IN_THE_STORY = {
    "boards:board-set-up": "both areas have a board",
    "plans:target-add": "every outcome has its targets",
}
"""Pages that only an area at its beginning links to; the journey of the plan goes there."""


def test_links_lead_to_every_other_page_there_is(reach: Reach) -> None:
    reached = {route for who in PEOPLE for route in reach(who).by_route}
    pages = {route.name for route in AREA_ROUTES if route.get}
    assert pages - reached == set(NOT_IN_THE_STORY)


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_can_read_every_page(who: str, page_of: PageOf, reach: Reach, seen: Seen) -> None:
    """axe, the structure of the page, and a window of 320 px."""
    reader = page_of(who)
    pages = reach(who).pages
    faults = []
    for path in pages:
        reader.opens(path)
        if seen.is_new(reader.page) or path == pages[0]:
            faults += [f"{path}: {each}" for each in inspect(reader.page)]
    assert not faults, "\n".join(faults)
