"""What a view asks of the request: the right to be here, and the area's row by its reference."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse

from sendtrack.accounts.past import shown_as_asked
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.requests import AreaRequest

P = ParamSpec("P")
R = TypeVar("R", bound=models.Model)


View = Callable[Concatenate[AreaRequest, P], HttpResponse]


def requires(permission: Permission, *, to_write: Permission | None = None) -> Any:
    """Let only roles with `permission` in; writing methods ask for `to_write` where it is given.

    Every area view wears this; the permission table in the tests lists what each asks for. What
    everybody may see can be seen as it stood on a past day (`?as-at=`).
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def permitted(request: AreaRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            needed = permission
            if to_write is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
                needed = to_write
            if not request.access.allows(needed):
                raise PermissionDenied
            page = partial(view, request, *args, **kwargs)
            if needed == Permission.VIEW and request.method in ("GET", "HEAD"):
                return shown_as_asked(request, page)
            return page()

        return permitted

    return decorate


def find(rows: "models.QuerySet[R]", **lookup: Any) -> R:
    """The one row, or 404: a row of another area and one that never was look the same."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
