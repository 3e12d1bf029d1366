"""What a view asks of the request: the right to be here, and the area's row by its reference."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Permission
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import LocalArea

P = ParamSpec("P")
R = TypeVar("R", bound=models.Model)


class AreaRequest(HttpRequest):
    """A request under an area, as `AreaMiddleware` leaves it."""

    user: User
    area: LocalArea
    access: Access
    day: date
    """The day the area's record is read at."""
    as_at: date | None
    """That day where it is a past one that was asked for (`past.shows_the_past`)."""
    look_back: GovukForm
    """The question for such a day, on pages that answer it."""


View = Callable[Concatenate[AreaRequest, P], HttpResponse]


def requires(permission: Permission, *, to_write: Permission | None = None) -> Any:
    """Let only roles with `permission` in; writing methods ask for `to_write` where it is given.

    Every area view wears this; the permission table in the tests lists what each asks for.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def permitted(request: AreaRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            needed = permission
            if to_write is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
                needed = to_write
            if not request.access.allows(needed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return permitted

    return decorate


def find(rows: "models.QuerySet[R]", **lookup: Any) -> R:
    """The one row, or 404: a row of another area and one that never was look the same."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
