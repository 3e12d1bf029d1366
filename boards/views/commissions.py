"""Asking a partner organisation for a contribution, at a meeting or between meetings."""

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from boards import changes
from boards.forms.commissions import AskForm
from boards.models import Meeting
from boards.queries.meetings import meetings_that_ask
from plans.models import Regime
from plans.queries.requests import organisations_to_ask
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def ask(request: AreaRequest) -> HttpResponse:
    """`?organisation=` and `?meeting=` choose for a start."""
    rows = Regime.objects.of(request.area).leading().select_related("local_area")
    regime = find(rows)
    form = AskForm(
        entered(request),
        regime=regime,
        on=request.day,
        organisation=_organisation(request, organisations_to_ask(request.area, request.day)),
        meeting=_meeting(request, regime),
    )
    given = {"regime": regime, "by": request.user, "on": request.day}
    if made := save(form, changes.commission, **given):
        messages.success(request, f"Request {made.number} recorded: {made.organisation} is asked.")
        return redirect("plans:contribution", request.area.slug, made.number)
    return answer(request, "plans/contributions/ask_form.html", form)


def _organisation(request: AreaRequest, known: "QuerySet[Organisation]") -> Organisation | None:
    asked = request.GET.get("organisation", "")
    return known.filter(pk=asked).first() if asked.isascii() and asked.isdigit() else None


def _meeting(request: AreaRequest, regime: Regime) -> Meeting | None:
    try:
        day = date.fromisoformat(request.GET.get("meeting", ""))
    except ValueError:
        return None
    return meetings_that_ask(regime, request.day).filter(meets_on=day).first()
