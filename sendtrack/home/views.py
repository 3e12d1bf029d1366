"""Where people land: straight in when they may see one area, else a choice of areas."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.queries import current_regime
from plans.views.readers import reader
from reviews.queries import report_to_approve
from sendtrack import clock
from sendtrack.accounts import queries
from sendtrack.accounts.past import asked_day
from sendtrack.accounts.permissions import Permission, Role, who_may
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.home.dashboard import board_dashboard
from sendtrack.home.first_day import asked_in, first_day
from sendtrack.home.mine import mine_of
from sendtrack.home.navigation import HOMES
from sendtrack.home.since import between_meetings
from sendtrack.home.since import since as happened_since


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
    """To the page that says what one's role does next; of a past day, to what had changed."""
    if request.as_at:
        address = reverse("home:since", args=[request.area.slug])
        return redirect(f"{address}?as-at={request.as_at.isoformat()}")
    return redirect(HOMES[Role(request.access.role)], area=request.area.slug)


@require_safe
@requires(Permission.UPDATE_OWN_ACTIONS)
def mine(request: AreaRequest) -> HttpResponse:
    found = mine_of(request.access, request.day)
    context = {
        "mine": found,
        "asked_day": asked_day(request),
        "desk": found.desk,
        "update_kind": "secondary" if found.desk.is_closed_record else "",
        "may_review": request.access.allows(Permission.EDIT_RISKS),
        "may_enter": request.access.allows(Permission.ENTER_OWN_FIGURES),
        "may_agree": request.access.allows(Permission.EDIT_MEASURES),
        "reviewers": who_may(Permission.EDIT_RISKS),
        "agreers": who_may(Permission.EDIT_MEASURES),
        "recorders": who_may(Permission.RUN_BOARD),
    }
    return render(request, "home/mine.html", context)


@require_safe
@requires(Permission.VIEW)
def dashboard(request: AreaRequest) -> HttpResponse:
    regime = current_regime(request.area)
    board = board_dashboard(regime, request.day, reader(request)) if regime else None
    may_approve = request.access.allows(Permission.APPROVE_REPORT)
    to_approve = report_to_approve(regime) if regime and may_approve else None
    may_confirm = request.access.allows(Permission.CONFIRM_COMPLETION)
    context = {"board": board, "to_approve": to_approve, "may_confirm": may_confirm}
    return render(request, "home/dashboard.html", context)


@require_safe
@requires(Permission.VIEW)
def since(request: AreaRequest) -> HttpResponse:
    """What changed between two days: since the one asked for, else one's last visit; until today,
    or the past day at which the page is read."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "home/since.html")
    form, typed = asked_in(request)
    first = first_day(request, regime, typed)
    request.look_back["at"].label = "Until (today, if you leave this empty)"
    context = {
        "since": happened_since(regime, first.day, request.day, reader(request)),
        "regime": regime,
        "first": first,
        "form": form,
        "meetings": between_meetings(regime, request.area.reading_day(clock.today())),
    }
    return render(request, "home/since.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")
