"""Where people land: straight in when they may see one area, else a choice of areas."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sendtrack import clock
from sendtrack.accounts import queries
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The areas I may see; where there is none, which I could, and until when."""
    user: Any = request.user
    today = clock.today()
    accesses = list(queries.current_accesses(user, today))
    if len(accesses) == 1:
        return redirect("home:area", area=accesses[0].local_area.slug)
    context = {
        "accesses": accesses,
        "coming": queries.coming_accesses(user, today),
        "former": queries.former_accesses(user, today),
    }
    return render(request, "home/start.html", context)


@require_safe
@requires(Permission.VIEW)
def area_home(request: AreaRequest) -> HttpResponse:
    return render(request, "home/area.html")
