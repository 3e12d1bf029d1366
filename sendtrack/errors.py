"""Error pages: HTML in the layout of all other pages, with the request's id (K11)."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from sendtrack.accounts.unsaved import is_from_our_pages, put_aside


def _page(request: HttpRequest, status: int, template: str, **extra: Any) -> HttpResponse:
    context = {"request_id": getattr(request, "id", ""), **extra}
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "403.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "404.html")


def method_not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Most often somebody signed in again after pressing a button that has no page of its own."""
    response = _page(request, 405, "405.html")
    response["Allow"] = allowed
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Said before anything of the request has been read, so nobody knows who sent it."""
    page = render_to_string("413.html", {"request_id": getattr(request, "id", "")})
    return HttpResponse(page, status=413)


AWAY = (OperationalError, InterfaceError)
"""The database is away, or too busy to answer in time: 503, try again."""


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. No context processors: whatever failed may fail in them again."""
    is_away = isinstance(sys.exc_info()[1], AWAY)
    template, status = ("503.html", 503) if is_away else ("500.html", 500)
    page = render_to_string(template, {"request_id": getattr(request, "id", "")})
    response = HttpResponse(page, status=status)
    if is_away:
        response["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often somebody signed in again in another window: what they typed is put aside."""
    view = request.resolver_match.func if request.resolver_match else None
    is_kept = is_from_our_pages(request) and put_aside(request, view)
    return _page(request, 403, "403_csrf.html", is_kept=is_kept)
