"""Every page × every role. There is no list to keep: links are followed from where people land."""

from collections.abc import Callable

import pytest

from sendtrack.accounts.permissions import Role
from tests.architecture.permission_table import AREA_ROUTES
from tests.journeys.conftest import PageOf
from tests.journeys.inspection import inspect
from tests.journeys.pages import Reached

pytestmark = pytest.mark.browser

PEOPLE = [*(role.value for role in Role), "stranger"]
"""The stranger is an officer of North Somerset, whose record is full of empty states."""

Reach = Callable[[str], Reached]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_link_leads_somebody_nowhere(who: str, reach: Reach) -> None:
    assert reach(who).broken == []


@pytest.mark.parametrize("who", PEOPLE)
def test_no_two_pages_have_the_same_title(who: str, reach: Reach) -> None:
    shared = {title: paths for title, paths in reach(who).titles.items() if len(paths) > 1}
    assert shared == {}


NOT_IN_THE_STORY = {
    "boards:board-set-up": "both areas have a board",
    "plans:outcome": "an address for references that stand in papers",
    "plans:regime-outcome-add": "one regime is in force, and each of its areas has an outcome",
    "plans:regime-target": "the former regime asked for no targets at horizons",
    "plans:regime-target-history": "the former regime asked for no targets at horizons",
    "reviews:regime-duties": "no paragraph of a former regime is recorded",
    "reviews:regime-duty": "no paragraph of a former regime is recorded",
    "plans:values-agree": "no measure is counted otherwise than it began",
    "plans:risks-settle": "no regime that has ended left a risk open",
    "plans:target-add": "every outcome has its targets",
    "reviews:closure-approve": "nobody closes the Notice",
    "reviews:closure-cite": "nobody closes the Notice",
    "reviews:closure-dispose": "nobody closes the Notice",
    "reviews:closure-send-back": "nobody closes the Notice",
    "reviews:closure-write": "nobody closes the Notice",
    "reviews:regime-lead": "one regime is in force, and it leads",
    "reviews:regime-move": "no plan is in draft",
}
"""Pages that nothing links to while the record is as it is told."""


def test_links_lead_to_every_other_page_there_is(reach: Reach) -> None:
    reached = {route for who in PEOPLE for route in reach(who).by_route}
    pages = {route.name for route in AREA_ROUTES if route.get}
    assert pages - reached == set(NOT_IN_THE_STORY)


@pytest.fixture(scope="module")
def inspected() -> set[str]:
    """What pages hold that were inspected already: roles often read the same page."""
    return set()


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_can_read_every_page(
    who: str, page_of: PageOf, reach: Reach, inspected: set[str]
) -> None:
    """axe, the structure of the page, and narrow windows."""
    reader = page_of(who)
    reached = reach(who)
    faults = []
    for path in reached.pages:
        if reached.contents[path] not in inspected or path == reached.pages[0]:
            inspected.add(reached.contents[path])
            reader.opens(path)
            faults += [f"{path}: {each}" for each in inspect(reader.page)]
    assert not faults, "\n".join(faults)
