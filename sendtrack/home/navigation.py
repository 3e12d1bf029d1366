"""The navigation of a local area: only what one's role may open, in the order people work."""

from dataclasses import dataclass

from django.urls import reverse

from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission, Role


@dataclass(frozen=True)
class Item:
    """A place of the service. `begins` tells which addresses belong to it, after the area."""

    label: str
    route: str
    begins: tuple[str, ...]
    needs: Permission = Permission.VIEW


ITEMS = (
    Item("My actions", "home:my-actions", ("actions/mine/",), Permission.UPDATE_OWN_ACTIONS),
    Item("What has changed", "home:since", ("since-last-visit/",)),
    Item("Dashboard", "home:dashboard", ("dashboard/",)),
    Item("Plan", "plans:plan", ("plan/", "actions/", "evidence/", "voices/", "regimes/")),
    Item("Measures", "plans:measures", ("measures/",)),
    Item("Risks", "plans:risks", ("risks/",)),
    Item("Board", "boards:board", ("board/", "governance/")),
    Item("Action log", "boards:log", ("log/",)),
    Item("Duties", "reviews:duties", ("duties/",)),
    Item("Reports", "reviews:reports", ("reports/",)),
    Item("Reviews", "reviews:reviews", ("reviews/",)),
    Item("Documents", "sources:documents", ("documents/",)),
    Item("People", "people:people", ("people/",), Permission.MANAGE_PEOPLE),
)

HOMES: dict[Role, str] = {
    Role.OFFICER: "home:my-actions",
    Role.LEAD: "home:my-actions",
    Role.PARTNER: "home:my-actions",
    Role.CHAIR: "home:dashboard",
    Role.ADVISER: "home:since",
    Role.ADMINISTRATOR: "people:people",
}
"""Where each role lands: the page that says what to do next."""


def navigation(access: Access, path: str) -> list[tuple[str, str, bool]]:
    """(label, address, whether the path is inside it) for each item the role may open.

    Where two items claim a path, the one that says more of it has it.
    """
    slug = access.local_area.slug
    inside = path.removeprefix(f"/{slug}/")
    here = max(
        (begins for item in ITEMS for begins in item.begins if inside.startswith(begins)),
        key=len,
        default=None,
    )
    return [
        (item.label, reverse(item.route, kwargs={"area": slug}), here in item.begins)
        for item in ITEMS
        if access.allows(item.needs)
    ]
