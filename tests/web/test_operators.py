"""Django admin is for those who run the platform; they look, and change nothing."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from tests.conftest import PASSWORD, Place

ADMIN = "/operators/"


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@platform.example", PASSWORD, name="Operator")


def admin_paths(place: Place) -> Iterator[str]:
    """Every address under the admin, with the number of a row that exists."""

    def walk(entries: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for entry in entries:
            path = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, path)
            else:
                yield path

    resolver = next(
        entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", "") == "admin"
    )
    for path in walk(resolver.url_patterns, f"/{resolver.pattern}"):
        for dynamic in ("<path:object_id>", "<int:content_type_id>"):
            path = path.replace(dynamic, str(place.area.pk))
        if "(?P" in path:
            path = f"{ADMIN}accounts/"
        yield path.replace("<int:object_id>", "1").replace("<history_id>", "1")


def test_nobody_but_an_operator_opens_any_address_of_the_admin(
    place: Place, administrator: User, operator: User, browse: Callable[[User], Client]
) -> None:
    opened = set()
    for path in set(admin_paths(place)):
        if path.endswith(("login/", "logout/")):
            continue
        way_in = Client().get(path, follow=True).redirect_chain
        assert way_in[-1][0].startswith("/login?next="), path
        assert browse(administrator).get(path, follow=True).status_code == 403, path
        opened.add(browse(operator).get(path).status_code)
    assert 200 in opened
    assert opened <= {200, 301, 302, 403, 404}


def test_the_admin_has_no_sign_in_of_its_own(operator: User, officer: User) -> None:
    page = Client().get(f"{ADMIN}login/")
    assert page["Location"] == "/login?next=/operators/"
    answer = Client().post(
        f"{ADMIN}login/", {"username": operator.email, "password": PASSWORD, "next": ADMIN}
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login")
    assert "sessionid" not in answer.cookies
    browser = Client()
    landed = browser.post(
        "/login", {"email": operator.email, "password": PASSWORD, "next": ADMIN}, follow=True
    )
    assert landed.status_code == 200
    assert "sendtrack for operators" in landed.content.decode()


def test_an_operator_reads_no_area(
    place: Place, operator: User, browse: Callable[[User], Client]
) -> None:
    assert browse(operator).get("/exampleshire/").status_code == 404
    assert "Operators’ pages" in browse(operator).get("/").content.decode()


def test_an_operator_changes_nothing_in_the_admin(
    place: Place, operator: User, administrator: User, browse: Callable[[User], Client]
) -> None:
    browser = browse(operator)
    for model in admin.site._registry:
        name = f"{ADMIN}{model._meta.app_label}/{model._meta.model_name}/"
        assert browser.get(name).status_code == 200, name
        assert browser.post(f"{name}add/").status_code == 403, name
        row = model._default_manager.first()
        if row is not None:
            page = browser.get(f"{name}{row.pk}/change/")
            assert page.status_code == 200, name
            assert 'type="submit"' not in page.content.decode().split('id="content"')[1], name
            assert browser.post(f"{name}{row.pk}/change/", {}).status_code == 403, name
            assert browser.post(f"{name}{row.pk}/delete/", {"post": "yes"}).status_code == 403
            if isinstance(row, Tracked):
                assert browser.get(f"{name}{row.pk}/history/").status_code == 200, name


def test_what_an_area_writes_is_not_in_the_admin() -> None:
    apps = {model._meta.app_label for model in admin.site._registry}
    assert apps == {"organisations", "accounts", "publishing"}


def test_no_password_or_token_is_shown(
    place: Place, operator: User, administrator: User, browse: Callable[[User], Client]
) -> None:
    page = browse(operator).get(f"{ADMIN}accounts/user/{administrator.pk}/change/")
    assert administrator.password not in page.content.decode()
