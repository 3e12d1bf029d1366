"""A button that is pressed twice counts once, with scripts and without.

Every page with a form carries a token of its own (Django's CSRF token is masked anew for each
page). The same answers with the same token from the same session are the same press: the second
one waits until the first is through and then goes where that one went. A form that came back with
something to put right carries another token, so it is never taken for a second press.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

PRESSED = "pressed"
KEPT = 5
"""How many presses a session remembers: a double press follows at once."""


class PressedTwiceMiddleware:
    """Stands right inside the session, which it must be the first to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        press = _press_of(request)
        if not press:
            return self.get_response(request)
        with _alone(press):
            went = dict(request.session.get(PRESSED, {}))
            if press in went:
                return redirect(went[press])
            session_key = request.session.session_key
            response = self.get_response(request)
            is_same_session = request.session.session_key == session_key
            if response.status_code == 302 and is_same_session and session_key:
                newest = [*went.items(), (press, response["Location"])][-KEPT:]
                request.session[PRESSED] = dict(newest)
                request.session.save()
            return response


def _press_of(request: HttpRequest) -> str:
    """What tells one press from another; empty where nothing is sent by a form of ours."""
    is_form = request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data")
    if request.method != "POST" or not is_form or not request.session.session_key:
        return ""
    if not request.POST.get("csrfmiddlewaretoken"):
        return ""
    said = f"{request.session.session_key}\n{request.get_full_path()}\n".encode()
    return hashlib.sha256(said + _sent(request)).hexdigest()


def _sent(request: HttpRequest) -> bytes:
    """What a form sent. Of a file its name and size do: the token of the page is in the rest."""
    if request.content_type != "multipart/form-data":
        return request.body
    sent = request.FILES
    files = [(name, each.name, each.size) for name in sent for each in sent.getlist(name)]
    return f"{request.POST.urlencode()}\n{files}".encode()


@contextmanager
def _alone(press: str) -> Iterator[None]:
    """Hold back the same press in any process until this one is through."""
    number = int.from_bytes(bytes.fromhex(press)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
