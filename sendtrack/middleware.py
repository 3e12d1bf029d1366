"""What every request and response gets, whoever sends it."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

from sendtrack import errors

Handler = Callable[[HttpRequest], HttpResponse]

_PROXY_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def request_id(get_response: Handler) -> Handler:
    """Give each request an id that error pages, logs and the response carry."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _PROXY_ID.fullmatch(given) else secrets.token_hex(8)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return middleware


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
"""Set where nothing else is said: static files may be kept, links in emails hide where one was."""


def response_headers(get_response: Handler) -> Handler:
    """Keep pages of signed-in people out of every cache, and other sites away from all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.setdefault(name, value)
        return response

    return middleware


USUAL = ("GET", "HEAD", "OPTIONS", "POST")
"""What views are asked with that do not say it themselves."""


def methods_of(view: Any) -> tuple[str, ...]:
    """The methods that a view knows.

    Those of Django's `require_safe`, `require_POST` and `require_http_methods`, which keep them in
    a closure. Others, as those of the operators' admin, get the usual ones.
    """
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            cell = view.__closure__[names.index("request_method_list")]
            return tuple(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return USUAL


class CsrfMiddleware(CsrfViewMiddleware):
    """Ask only requests for their token that a view is going to get.

    A method that the view does not know ends in `KnownMethodsMiddleware`, before any view.
    """

    def process_view(
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        if request.method not in methods_of(callback):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class KnownMethodsMiddleware:
    """Answer 405 and what is allowed where a view does not know the method.

    The last in the list: who has not signed in is sent to sign in first, and who may not know that
    there is such an area gets 404.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        known = methods_of(view)
        return None if request.method in known else errors.method_not_allowed(request, known)
