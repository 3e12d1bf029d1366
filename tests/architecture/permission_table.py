"""Who may do what, address by address. The one list; every named route stands in it once.

A row says who may read (`get`) and who may write (`post`); NOBODY means that the route doesn't
know the method. `sample` names the function below that makes the row that the address is about
and returns the rest of its keywords; routes of an area get `area` by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from boards import changes as boards
from plans import changes as plans
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


def action_of_the_partner(place: Place, by: User) -> dict[str, Any]:
    """One that every role that may update anything may update."""
    outcome = plans.add_outcome(area=place.areas[0], statement="Children are heard", by=by)
    action = plans.add_action(
        outcome=outcome,
        title="Ask families",
        success_criteria="",
        accountable=place.posts["partner"],
        start_on=None,
        due_on=date(2026, 6, 30),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": action.ref}


def board_meeting(place: Place, by: User) -> dict[str, Any]:
    body = boards.set_up_board(regime=place.regime, name="Improvement board", by=by)
    meeting = boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )
    return {"meets_on": meeting.meets_on}


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
    SiteRoute("accounts:account"),
    SiteRoute("accounts:password", post=True),
]

AREA_ROUTES = [
    # sendtrack.home
    AreaRoute("home:area", get=EVERYBODY),
    # sendtrack.people
    # sendtrack.sources
    # plans
    AreaRoute("plans:actions", get=EVERYBODY),
    AreaRoute("plans:my-actions", get=UPDATERS),
    AreaRoute("plans:action", get=EVERYBODY, sample=action_of_the_partner),
    AreaRoute("plans:action-update", get=UPDATERS, post=UPDATERS, sample=action_of_the_partner),
    AreaRoute("plans:action-history", get=EVERYBODY, sample=action_of_the_partner),
    # boards
    AreaRoute("boards:meeting", get=EVERYBODY, sample=board_meeting),
    # reviews
]

OPERATORS_ONLY = frozenset({"admin"})
"""Whole namespaces that only platform operators may enter."""
