"""Where people land: straight in when they may see one area, else a choice of areas."""

from datetime import date
from textwrap import shorten
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.models import Regime
from plans.queries import current_regime
from reviews.queries import report_to_approve
from sendtrack import clock
from sendtrack.accounts import queries
from sendtrack.accounts.permissions import Permission, Role, who_may
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.home.dashboard import board_dashboard
from sendtrack.home.mine import mine_of
from sendtrack.home.navigation import HOMES
from sendtrack.home.since import since as happened_since
from sendtrack.periods import add_months, day_in_words


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
@requires(Permission.UPDATE_OWN_ACTIONS)
def mine(request: AreaRequest) -> HttpResponse:
    found = mine_of(request.access, request.day)
    context = {
        "mine": found,
        "desk": found.desk,
        "update_kind": "secondary" if found.desk.is_closed_record else "",
        "may_review": request.access.allows(Permission.EDIT_RISKS),
        "reviewers": who_may(Permission.EDIT_RISKS),
        "recorders": who_may(Permission.RUN_BOARD),
    }
    return render(request, "home/mine.html", context)


@require_safe
@requires(Permission.VIEW)
def dashboard(request: AreaRequest) -> HttpResponse:
    regime = current_regime(request.area)
    board = board_dashboard(regime, request.day) if regime else None
    may_approve = request.access.allows(Permission.APPROVE_REPORT)
    to_approve = report_to_approve(regime) if regime and may_approve else None
    return render(request, "home/dashboard.html", {"board": board, "to_approve": to_approve})


@require_safe
@requires(Permission.VIEW)
def since(request: AreaRequest) -> HttpResponse:
    """What has happened since a day: the one asked for, else one's last visit."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "home/since.html")
    day, note = _first_day(request, regime)
    context = {"since": happened_since(regime, day, request.day), "regime": regime, "note": note}
    return render(request, "home/since.html", context)


def _first_day(request: AreaRequest, regime: Regime) -> tuple[date, str]:
    """The day to count from, and what to say where it is not the one asked for.

    `?since=2026-10-03` asks for a day. Nothing is counted from before the Notice.
    """
    usual = max(_last_visit(request) or add_months(request.day, -2), regime.issued_on)
    typed = request.GET.get("since", "").strip()
    if not typed:
        return usual, ""
    instead = f"Instead, this page counts from {day_in_words(usual)}."
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        return usual, (
            f"The address asks for changes since “{shorten(typed, 40)}”, which is not a day in "
            f"the form 2026-10-03. {instead}"
        )
    if asked >= request.day:
        return usual, f"{day_in_words(asked)} is not before {day_in_words(request.day)}. {instead}"
    if asked < regime.issued_on:
        issued = day_in_words(regime.issued_on)
        return regime.issued_on, (
            f"The {regime} was issued on {issued}. Nothing is counted from before that day."
        )
    return asked, ""


def _last_visit(request: AreaRequest) -> date | None:
    """The day of the sign-in before this one, as it stood when this one began."""
    kept = request.session.get("last_visit_on")
    visited = date.fromisoformat(kept) if kept else None
    return visited if visited and visited < request.day else None


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")
