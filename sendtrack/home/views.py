"""Where people land: straight in when they may see one area, else a choice of areas."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.queries import current_regime
from sendtrack import clock
from sendtrack.accounts import queries
from sendtrack.accounts.permissions import Permission, Role
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.home.dashboard import board_dashboard
from sendtrack.home.navigation import HOMES
from sendtrack.home.since import since as happened_since
from sendtrack.periods import add_months


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
    """To the page that says what one's role does next."""
    return redirect(HOMES[Role(request.access.role)], area=request.area.slug)


@require_safe
@requires(Permission.VIEW)
def dashboard(request: AreaRequest) -> HttpResponse:
    regime = current_regime(request.area)
    board = board_dashboard(regime, request.day) if regime else None
    return render(request, "home/dashboard.html", {"board": board})


@require_safe
@requires(Permission.VIEW)
def since(request: AreaRequest) -> HttpResponse:
    """What has happened since a day: the one asked for, else one's last visit."""
    regime = current_regime(request.area)
    day = _asked_day(request) or _last_visit(request) or add_months(request.day, -2)
    changes = happened_since(regime, day, request.day) if regime else None
    return render(request, "home/since.html", {"since": changes, "regime": regime})


def _asked_day(request: AreaRequest) -> date | None:
    """`?since=2026-10-03`; anything else is as if nothing had been asked."""
    try:
        asked = date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return None
    return asked if asked < request.day else None


def _last_visit(request: AreaRequest) -> date | None:
    """The day of the sign-in before this one, as it stood when this one began."""
    kept = request.session.get("last_visit_on")
    visited = date.fromisoformat(kept) if kept else None
    return visited if visited and visited < request.day else None


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")
