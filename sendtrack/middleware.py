"""What every request and response gets, whoever sends it."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

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


LARGEST_REQUEST = 25 * 1024 * 1024
"""Bytes: the largest file that any form takes, and everything that is typed beside it."""


def body_limit(get_response: Handler) -> Handler:
    """Turn away what is larger than any form of ours, before its bytes are read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST_REQUEST:
            return errors.too_large(request)
        return get_response(request)

    return middleware


def readable_questions(get_response: Handler) -> Handler:
    """Turn away a question after the `?` with a zero byte in it. No text of the record can hold
    one: PostgreSQL refuses even to look for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


KNOWN_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
"""What browsers send. No view takes another one."""


class MethodsMiddleware:
    """Answer an odd method with 405 before anybody asks for its form token, and every 405 with a
    page: most often somebody opened the address of a button."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.method_not_allowed(request, allowed=response["Allow"])
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        return None if request.method in KNOWN_METHODS else HttpResponseNotAllowed(KNOWN_METHODS)
