"""Who may do what, address by address. The one list; every named route stands in it once.

A row says who may read (`get`) and who may write (`post`); NOBODY means that the route doesn't
know the method. `sample` names the function below that makes the row that the address is about
and returns the rest of its keywords; routes of an area get `area` by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from tests.conftest import Place

Who = frozenset[Role]

NOBODY: Who = frozenset()
EVERYBODY: Who = frozenset(Role)
OFFICERS: Who = frozenset({Role.OFFICER, Role.LEAD})
UPDATERS: Who = OFFICERS | {Role.PARTNER}
BOARD: Who = OFFICERS | {Role.CHAIR}
LEAD: Who = frozenset({Role.LEAD})
CHAIR: Who = frozenset({Role.CHAIR})
ADMINISTRATOR: Who = frozenset({Role.ADMINISTRATOR})

Sample = Callable[[Place, User], dict[str, Any]]


def nothing(place: Place, by: User) -> dict[str, Any]:
    return {}


def area_of_weakness(place: Place, by: User) -> dict[str, Any]:
    return {"ref": "a"}


@dataclass(frozen=True)
class AreaRoute:
    """An address under `/<area>/`."""

    name: str
    get: Who
    post: Who = NOBODY
    sample: Sample = nothing


@dataclass(frozen=True)
class SiteRoute:
    """An address outside every area. `is_open`: also to those who haven't signed in."""

    name: str
    get: bool = True
    post: bool = False
    is_open: bool = False
    kwargs: dict[str, Any] = field(default_factory=dict)


SITE_ROUTES = [
    SiteRoute("healthz", is_open=True),
    SiteRoute("readyz", is_open=True),
    SiteRoute("home:start"),
    SiteRoute("accounts:login", post=True, is_open=True),
    SiteRoute("accounts:logout", get=False, post=True),
]

AREA_ROUTES = [
    # sendtrack.home
    AreaRoute("home:area", get=EVERYBODY),
    # sendtrack.people
    # sendtrack.sources
    # plans
    # boards
    # reviews
]

OPERATORS_ONLY = frozenset({"admin"})
"""Whole namespaces that only platform operators may enter."""
