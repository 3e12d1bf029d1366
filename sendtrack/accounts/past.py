"""Reading a page as the record stood on a past day: the same address with `?as-at=2026-03-01`."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from sendtrack.accounts.scoping import AreaRequest
from sendtrack.govuk.fields import DateField
from sendtrack.govuk.forms import GovukForm

P = ParamSpec("P")
View = Callable[Concatenate[AreaRequest, P], HttpResponse]


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


def shows_the_past(view: View[P]) -> View[P]:
    """Let a page be asked for a past day: `request.day` is that day then, and `request.as_at` too.

    The page must read the record as it stood, offer nothing to edit, and show `request.look_back`
    (the form, with what is wrong with a day that can't be shown). The frame says which day it is.
    """

    @wraps(view)
    def looking_back(request: AreaRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        is_asked = any(name.startswith("as-at") for name in request.GET)
        form = LookBackForm(request.GET if is_asked else None, latest=request.day)
        day = form.cleaned_data["at"] if is_asked and form.is_valid() else None
        request.look_back = form
        request.as_at = day if day and day < request.day else None
        request.day = request.as_at or request.day
        return view(request, *args, **kwargs)

    return looking_back
