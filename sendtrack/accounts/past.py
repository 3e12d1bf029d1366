"""Reading a page as the record stood on a past day: the same address with `?as-at=2026-03-01`."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render

from sendtrack import clock
from sendtrack.accounts.requests import AreaRequest
from sendtrack.govuk.fields import DateField
from sendtrack.govuk.forms import GovukForm
from sendtrack.past import looking_back


class LookBackForm(GovukForm):
    """The day to look back to, called `as-at` in addresses."""

    prefix = "as"

    at = DateField(label="Show this page as it was on", noun="the day", required=False)

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_at(self) -> date | None:
        day: date | None = self.cleaned_data["at"]
        if day is not None and day > self.latest:
            raise ValidationError("The day must be in the past")
        return day


def asked_day(request: AreaRequest) -> date | None:
    """The past day that the address asks for; None where it asks for none that can be shown."""
    return _day_in(_asked(request), latest=request.day)


def _asked(request: AreaRequest) -> LookBackForm:
    is_asked = any(name.startswith("as-at") for name in request.GET)
    return LookBackForm(request.GET if is_asked else None, latest=request.day)


def _day_in(form: LookBackForm, *, latest: date) -> date | None:
    day: date | None = form.cleaned_data["at"] if form.is_bound and form.is_valid() else None
    return day if day is not None and day < latest else None


def shown_as_asked(request: AreaRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
    """The page as the record is, or as it stood at the end of the past day that is asked for.

    While it looks back `request.day` is that day, nobody has a right to change anything, and the
    links of the page lead to pages of the same day. `request.look_back` is the form for a day,
    with what is wrong with one that can't be shown.
    """
    request.look_back = form = _asked(request)
    day = _day_in(form, latest=request.day)
    if day is None:
        return _not_of_another_day(request, form, page())
    request.as_at = request.day = day
    request.access.looks_back = True
    with looking_back(clock.end_of(day), request.area):
        try:
            return _kept_in_the_past(request, page())
        except Http404:
            return render(request, "not_there_then.html", status=404)


def _not_of_another_day(
    request: AreaRequest, form: LookBackForm, response: HttpResponse
) -> HttpResponse:
    """A page says itself what is wrong with the day that was asked for. A file can't, and today's
    would be taken for that day's."""
    is_page = response.get("Content-Type", "").startswith("text/html")
    is_kept = response.streaming  # a file that somebody brought in is the same on every day
    leads_on = is_page or is_kept or response.has_header("Location")
    if not form.is_bound or form.is_valid() or leads_on:
        return response
    problem = f"{form.errors['at'][0]}. Write the day in the address as in as-at=2026-03-01."
    return render(request, "400.html", {"problem": problem}, status=400)


def _led_on_in_the_past(request: AreaRequest, response: HttpResponse) -> HttpResponse:
    """A page that leads to another leads to it on the same day. One that leads to itself, as a
    file does, leaves the past: on that day it is not given out."""
    page, sign, place = response["Location"].partition("#")
    leaves_the_past = page == request.path
    inside = page.startswith(f"/{request.area.slug}/") and "as-at=" not in page
    if inside and not leaves_the_past:
        joined = "&" if "?" in page else "?"
        response["Location"] = f"{page}{joined}as-at={request.day.isoformat()}{sign}{place}"
    return response


_INTO_THE_AREA = r'(?<!data-today )href="(/{slug}/[^"?#]*)(\?[^"#]*)?(#[^"]*)?"'
_ASKING = re.compile(r'(<form method="get"(?! data-today)[^>]*>)')


def _kept_in_the_past(request: AreaRequest, response: HttpResponse) -> HttpResponse:
    """The page with its links and questions leading to the same day, or the way to it."""
    if response.has_header("Location"):
        return _led_on_in_the_past(request, response)
    if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
        return response
    asked = f"as-at={request.day.isoformat()}"

    def with_day(link: re.Match[str]) -> str:
        path, query, place = link.groups("")
        if "as-at=" in query:
            return link[0]
        return f'href="{path}{query + "&amp;" if query else "?"}{asked}{place}"'

    text = response.content.decode()
    text = re.sub(_INTO_THE_AREA.format(slug=re.escape(request.area.slug)), with_day, text)
    hidden = f'<input type="hidden" name="as-at" value="{request.day.isoformat()}">'
    response.content = _ASKING.sub(lambda form: form[1] + hidden, text).encode()
    return response
