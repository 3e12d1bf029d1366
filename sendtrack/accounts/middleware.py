"""The area of a request comes from its address and the user's access rows, read at each request."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from sendtrack import clock
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import READ_ONLY, Role

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class AreaMiddleware:
    """Set `request.area`, `request.access` and `request.day` for addresses under an area.

    Somebody without a current access row gets 404, as if the area did not exist. A read-only role
    is refused every writing method here, before any view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if "\x00" in request.path:
            raise Http404  # no reference has one, and PostgreSQL refuses it as a fault of ours
        slug = kwargs.pop("area", None)
        if slug is None:
            return
        today = clock.today()
        access = (
            Access.objects.current(today)
            .filter(user=request.user, local_area__slug=slug)
            .select_related("local_area", "person", "user")
            .first()
            if request.user.is_authenticated
            else None
        )
        if access is None:
            raise Http404
        request.access = access
        request.area = access.local_area
        request.day = access.local_area.reading_day(today)
        request.as_at = None
        if Role(access.role) in READ_ONLY and request.method not in SAFE_METHODS:
            raise PermissionDenied
