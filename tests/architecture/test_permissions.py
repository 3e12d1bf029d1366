"""Every address × every role × reading and writing, against the permission table."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sendtrack.accounts.permissions import Role
from tests.architecture.permission_table import (
    AREA_ROUTES,
    NOBODY,
    OPERATORS_ONLY,
    SITE_ROUTES,
    AreaRoute,
    SiteRoute,
    Who,
    csv,
    nothing,
)
from tests.architecture.samples.regimes import shipped_template
from tests.architecture.world import (
    NEIGHBOUR,
    NOWHERE,
    World,
    same_for_everybody,
    signed_in,
    written,
)


@contextmanager
def aside(subtests: pytest.Subtests, route: AreaRoute | SiteRoute) -> Iterator[None]:
    """One route as a test of its own, and everything put back after it."""
    with subtests.test(route.name), transaction.atomic():
        yield
        transaction.set_rollback(True)


def named_routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"
        elif entry.namespace not in OPERATORS_ONLY:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_routes(entry, inner)


def test_every_route_has_one_row_in_the_permission_table_and_every_row_a_route() -> None:
    listed = [route.name for route in (*SITE_ROUTES, *AREA_ROUTES)]
    assert sorted(listed) == sorted(named_routes(get_resolver()))


def test_few_addresses_are_open_to_those_who_have_not_signed_in() -> None:
    assert {route.name for route in SITE_ROUTES if route.is_open} <= {
        "healthz",
        "readyz",
        "accounts:login",
        "accounts:invitation",
        "accounts:forgotten",
        "home:accessibility",
    }


def test_no_row_of_the_table_lets_an_adviser_write() -> None:
    assert [route.name for route in AREA_ROUTES if Role.ADVISER in route.post] == []


def test_who_has_not_signed_in_is_sent_to_sign_in(world: World, subtests: pytest.Subtests) -> None:
    for route in AREA_ROUTES:
        with aside(subtests, route):
            path = world.path(route)
            for answer in (Client().get(path), Client().post(path)):
                assert answer.status_code == 302
                assert answer["Location"] == f"{reverse('accounts:login')}?next={quote(path)}"


def test_a_stranger_sees_what_is_seen_where_there_is_no_such_area(
    world: World, subtests: pytest.Subtests
) -> None:
    browsers = [signed_in(world.stranger), signed_in(world.operator)]
    for route in AREA_ROUTES:
        with aside(subtests, route):
            path = world.path(route)
            nowhere = path.replace("/exampleshire/", f"/{NOWHERE}/")
            for call in [call for browser in browsers for call in (browser.get, browser.post)]:
                answer, never_was = call(path), call(nowhere)
                assert answer.status_code == never_was.status_code == 404
                assert same_for_everybody(answer) == same_for_everybody(never_was)


def test_a_row_of_another_area_is_never_found_through_ones_own(
    world: World, subtests: pytest.Subtests
) -> None:
    browser = signed_in(world.stranger)
    for route in AREA_ROUTES:
        if route.sample in (nothing, csv, shipped_template):
            continue
        with aside(subtests, route):
            path = world.path(route, area=NEIGHBOUR)
            if Role.OFFICER in route.get:
                assert browser.get(path).status_code == 404
            if Role.OFFICER in route.post:
                assert browser.post(path).status_code == 404


def status_of(answer: HttpResponse | StreamingHttpResponse) -> int:
    """The status of an answer; a file is read to its end, as a browser does."""
    if isinstance(answer, StreamingHttpResponse):
        assert b"".join(answer)
    return answer.status_code


def refusals(who: Who, role: Role) -> set[int]:
    """The statuses that the role may be refused with; empty where it is let in."""
    if role in who:
        return set()
    return {403, 405} if who == NOBODY else {403}


def test_each_role_reads_what_it_may_and_reading_writes_nothing(
    world: World, subtests: pytest.Subtests
) -> None:
    browsers = {role: signed_in(user) for role, user in world.people.items()}
    for route in AREA_ROUTES:
        with aside(subtests, route):
            path = world.path(route)
            for role, browser in browsers.items():
                with written() as statements:
                    status = status_of(browser.get(path))
                assert not statements, f"GET by the {role} wrote: {statements}"
                assert status in (refusals(route.get, role) or {200, 302}), (
                    f"GET by the {role}: {status}"
                )


def test_each_role_writes_what_it_may_and_a_refusal_writes_nothing(
    world: World, subtests: pytest.Subtests
) -> None:
    browsers = {role: signed_in(user) for role, user in world.people.items()}
    for route in AREA_ROUTES:
        with aside(subtests, route):
            path = world.path(route)
            for role, browser in browsers.items():
                with written() as statements, transaction.atomic():
                    status = browser.post(path).status_code
                    transaction.set_rollback(True)
                refused = refusals(route.post, role)
                assert status in (refused or {200, 302, 409}), f"POST by the {role}: {status}"
                assert not (refused and statements), f"POST by the {role} wrote: {statements}"


def test_addresses_outside_the_areas_ask_for_a_sign_in_unless_they_are_open(
    world: World, subtests: pytest.Subtests
) -> None:
    login = reverse("accounts:login")
    for route in SITE_ROUTES:
        with aside(subtests, route):
            path = reverse(route.name, kwargs=route.kwargs)
            for user in (None, world.stranger):
                for method, is_known in (("get", route.get), ("post", route.post)):
                    answer = getattr(signed_in(user), method)(path)
                    if user is None and not route.is_open:
                        assert answer.status_code == 302
                        assert answer["Location"] == f"{login}?next={path}"
                    elif is_known:
                        assert answer.status_code in route.answers
                    else:
                        assert answer.status_code == 405
