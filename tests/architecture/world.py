"""One area with somebody in every role, and a neighbour: made once, put back after each test."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations import changes as organisations
from tests.architecture.permission_table import AreaRoute
from tests.conftest import ISSUED_ON, Place, build_place

ENDS_ON = date(2026, 9, 9)
NEIGHBOUR = "elsewhere"
NOWHERE = "no-such-area"


@dataclass
class World:
    """`people` by role; `stranger` is an officer of the neighbouring area."""

    place: Place
    system: User
    people: dict[Role, User]
    stranger: User
    operator: User

    def path(self, route: AreaRoute, *, area: str = "exampleshire") -> str:
        kwargs = route.sample(self.place, self.system)
        return reverse(route.name, kwargs={"area": area, **kwargs})


def build_world() -> World:
    system = User.objects.system()
    place = build_place(slug="exampleshire", name="Exampleshire", by=system)
    # The neighbour has no rows of its own, so that whatever is found there has leaked.
    neighbour = organisations.open_area(
        slug=NEIGHBOUR, name="Elsewhere", council_name="Elsewhere Council", by=system
    )
    people = {}
    for role in Role:
        people[role] = accounts.open_account(email=f"{role}@exampleshire.example", name=role.label)
        accounts.grant_access(
            user=people[role],
            area=place.area,
            role=role,
            person=place.people.get(role.value),
            from_on=ISSUED_ON,
            to_on=ENDS_ON,
            by=system,
        )
    stranger = accounts.open_account(email="officer@elsewhere.example", name="Stranger")
    accounts.grant_access(
        user=stranger, area=neighbour, role=Role.OFFICER, from_on=ISSUED_ON, by=system
    )
    operator = User.objects.create_superuser("operator@platform.example", name="Operator")
    return World(place, system, people, stranger, operator)


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|WITH .*(INSERT|UPDATE|DELETE))", re.I)


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements inside the block that write rows."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def same_for_everybody(response: HttpResponse) -> str:
    """A page's body without what differs each time: request id and form tokens."""
    body = response.content.decode()
    body = body.replace(response["X-Request-ID"], "REQUEST-ID")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", body)
