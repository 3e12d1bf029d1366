"""How tests of the plan's pages read, and what they fill in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, ActionUpdate
from plans.queries import PlanReading
from plans.queries import read_plan as read
from sendtrack.accounts.models import User
from tests.conftest import Place

Browse = Callable[[User], Client]

MARCH = date(2026, 3, 11)
MINE = "/exampleshire/actions/mine/"
ALL = "/exampleshire/actions/"
HOSTILE = "<script>alert('x')</script><b>bold</b> {{ 7 }} & \"quoted\""


def page(action: Action, *tail: str) -> str:
    return "/".join(["/exampleshire/actions", action.ref, *tail, ""])


def answers(action: Action, **typed: str) -> dict[str, str]:
    """A filled-in update form; what is given as "-" is left out."""
    filled = {
        "version": str(action.version),
        "status": "on_track",
        "reason": "",
        "help_wanted": "",
        "happened": "We met families",
        "impact": "none_yet",
        "difference": "",
        "next_step": "",
        "move_reason": "",
    } | typed
    return {name: value for name, value in filled.items() if value != "-"}


def said(action: Action) -> ActionUpdate:
    update = action.updates.order_by("pk").last()
    assert update is not None
    return update


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert browser.get(address).status_code == 200
    return len(made)


def read_plan(place: Place, on: date = MARCH) -> PlanReading:
    return read(place.regime, on)


def refs(entries: Any) -> list[str]:
    return [getattr(entry, "action", entry).ref for entry in entries]
