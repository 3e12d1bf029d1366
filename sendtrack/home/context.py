"""What the frame of every page shows: the area, its banners, and the navigation of one's role."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sendtrack.home.asks import Asks
from sendtrack.home.navigation import navigation


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """`area`, `access` and `day` under an area's address; empty elsewhere and on error pages."""
    access = getattr(request, "access", None)
    area = getattr(request, "area", None)
    return {
        "area": area,
        "access": access,
        "day": getattr(request, "day", None),
        "as_at": getattr(request, "as_at", None),
        "look_back": getattr(request, "look_back", None),
        "today_url": _without_as_at(request),
        "request_id": getattr(request, "id", ""),
        "navigation": navigation(access, request.path) if access else [],
        "asks": Asks(area) if area else None,
        "home_url": reverse("home:area", kwargs={"area": area.slug}) if area else "/",
    }


def _without_as_at(request: HttpRequest) -> str:
    """The same page as it is now."""
    asked = request.GET.copy()
    for name in [name for name in asked if name.startswith("as-at")]:
        del asked[name]
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
