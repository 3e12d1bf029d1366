"""What the frame of every page shows: the area, its banners, and the navigation of one's role."""

from typing import Any

from django.http import HttpRequest


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """`area`, `access` and `day` under an area's address; empty elsewhere and on error pages."""
    return {
        "area": getattr(request, "area", None),
        "access": getattr(request, "access", None),
        "day": getattr(request, "day", None),
        "request_id": getattr(request, "id", ""),
        "navigation": [],
    }
