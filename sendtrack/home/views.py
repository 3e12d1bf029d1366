"""Where people land: straight in when they may see one area, else a choice of areas."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sendtrack import clock
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The areas I may see."""
    user: Any = request.user
    accesses = list(
        Access.objects.current(clock.today())
        .filter(user=user)
        .select_related("local_area")
        .order_by("local_area__name")
    )
    if len(accesses) == 1:
        return redirect("home:area", area=accesses[0].local_area.slug)
    return render(request, "home/start.html", {"accesses": accesses})


@require_safe
@requires(Permission.VIEW)
def area_home(request: AreaRequest) -> HttpResponse:
    return render(request, "home/area.html")
