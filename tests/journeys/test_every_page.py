"""Every page × every role: axe, structure, narrow windows. No list to keep: links are followed."""

from collections.abc import Callable

import pytest
from django.test import Client

from sendtrack.accounts.permissions import Role
from tests.journeys.conftest import PageOf
from tests.journeys.inspection import Seen, inspect
from tests.journeys.pages import walk
from tests.journeys.story import AREA

pytestmark = pytest.mark.browser

ROLES = [role.value for role in Role]
STARTS = [
    f"/{AREA}/{place}"
    for place in ("plan/", "risks/", "actions/", "actions/mine/", "voices/", "documents/")
]
ClientOf = Callable[[str], Client]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_can_be_read_by_anybody(
    role: str, page_of: PageOf, client_of: ClientOf, seen: Seen
) -> None:
    reader = page_of(role)
    faults = []
    pages = walk(client_of(role), "/", *STARTS).pages
    for path in pages:
        reader.opens(path)
        if seen.is_new(reader.page) or path == pages[0]:
            faults += [f"{path}: {each}" for each in inspect(reader.page)]
    assert not faults, "\n".join(faults)
