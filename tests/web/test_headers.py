"""What every response carries: pages, files, redirects, errors and data alike."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from sendtrack.accounts.models import User
from tests.conftest import Place

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy_of(response: HttpResponse) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


A_FILE = "/static/js/enabled.js"


def read_whole(answer: HttpResponse) -> HttpResponse:
    """A file is read to its end, as a browser does: that closes it."""
    if answer.streaming:
        assert b"".join(answer)
    return answer


@pytest.fixture(
    params=["page", "sign-in", "redirect", "not found", "forbidden", "static", "data", "host"]
)
def response(
    request: pytest.FixtureRequest,
    browse: Callable[[User], Client],
    officer: User,
    place: Place,
) -> HttpResponse:
    """One response of each class."""
    browser = browse(officer)
    answers: dict[str, Callable[[], HttpResponse]] = {
        "page": lambda: browser.get("/account/"),
        "sign-in": lambda: Client().get("/login"),
        "redirect": lambda: Client().get("/exampleshire/"),
        "not found": lambda: browser.get("/nowhere/at/all/"),
        "forbidden": lambda: browser.get("/exampleshire/people/"),
        "static": lambda: Client().get(A_FILE),
        "data": lambda: Client().get("/healthz"),
        "host": lambda: Client().get("/", headers={"Host": "evil.example"}),
    }
    return read_whole(answers[request.param]())


def test_every_class_of_response_has_the_headers_and_exactly_our_policy(
    response: HttpResponse,
) -> None:
    assert policy_of(response) == POLICY
    assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert re.fullmatch(r"[0-9a-f]{16}", response["X-Request-ID"])
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


def test_only_static_files_may_be_kept_by_a_cache(response: HttpResponse) -> None:
    is_static = response.headers["Content-Type"].startswith("text/javascript")
    assert ("no-store" in response["Cache-Control"]) != is_static


def test_the_classes_are_what_they_claim_to_be(
    browse: Callable[[User], Client], officer: User
) -> None:
    browser = browse(officer)
    assert browser.get("/account/").status_code == 200
    assert browser.get("/nowhere/at/all/").status_code == 404
    assert browser.get("/exampleshire/people/").status_code == 403
    assert read_whole(Client().get(A_FILE)).status_code == 200


def test_a_foreign_host_is_refused_with_a_page_that_names_nothing(db: None) -> None:
    answer = Client().get("/login", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_cookies_are_kept_from_scripts_and_other_sites(officer: User) -> None:
    browser = Client()
    browser.get("/login")
    browser.post("/login", {"email": officer.email, "password": "correct horse battery staple"})
    assert set(browser.cookies) == {"csrf", "session"}
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_a_write_without_the_mark_of_our_own_page_is_refused(officer: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    for path in ("/logout", "/account/password/", "/login", "/invitation/x"):
        answer = browser.post(path, {"email": "a@b.example", "password": "x"})
        assert answer.status_code == 403, path
        assert "Nothing has been saved." in answer.content.decode()


def test_a_request_id_of_the_proxy_is_kept_and_a_forged_one_is_not(db: None) -> None:
    kept = Client().get("/login", headers={"X-Request-ID": "0a1b2c3d-proxy"})
    assert kept["X-Request-ID"] == "0a1b2c3d-proxy"
    forged = Client().get("/login", headers={"X-Request-ID": "a\tb<script>"})
    assert "<" not in forged["X-Request-ID"]
