"""Where contributions must be strengthened: what each organisation owes, was asked, answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.requests import RequestAnswerForm, SettleForm
from plans.policies.requests import may_answer
from plans.queries.contributions import contributions
from plans.queries.history import history_of_request
from plans.queries.reading import read_plan
from plans.queries.regimes import current_regime
from plans.queries.requests import request_rows
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_safe
@requires(Permission.VIEW)
def organisations(request: AreaRequest) -> HttpResponse:
    """Per organisation: what it owes, what is late, what it was asked and what it answered."""
    regime = current_regime(request.area)
    found = contributions(read_plan(regime, request.day)) if regime else []
    context = {
        "contributions": found,
        "regime": regime,
        "may_ask": regime is not None and request.access.allows(Permission.RUN_BOARD),
    }
    return render(request, "plans/contributions/organisations.html", context)


@require_safe
@requires(Permission.VIEW)
def contribution(request: AreaRequest, number: int) -> HttpResponse:
    row = find(request_rows(request.area), number=number)
    context = {
        "asked": row,
        "is_late": row.is_late(request.day),
        "may_answer": may_answer(request=row, access=request.access, on=request.day),
        "may_settle": not row.settled_on and request.access.allows(Permission.RUN_BOARD),
    }
    return render(request, "plans/contributions/contribution.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.UPDATE_OWN_ACTIONS)
def contribution_answer(request: AreaRequest, number: int) -> HttpResponse:
    row = find(request_rows(request.area), number=number)
    if not may_answer(request=row, access=request.access, on=request.day):
        raise PermissionDenied
    form = RequestAnswerForm(entered(request), row=row)
    if save(form, changes.answer_contribution, request=row, by=request.user, on=request.day):
        messages.success(request, f"Answer to request {row.number} saved.")
        return redirect("plans:contribution", request.area.slug, row.number)
    return answer(request, "plans/contributions/answer_form.html", form, asked=row)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def contribution_settle(request: AreaRequest, number: int) -> HttpResponse:
    row = find(request_rows(request.area).open(), number=number)
    form = SettleForm(entered(request), row=row)
    if save(form, changes.settle_contribution, request=row, by=request.user, on=request.day):
        messages.success(request, f"Request {row.number} settled.")
        return redirect("plans:contribution", request.area.slug, row.number)
    return answer(request, "plans/contributions/settle_form.html", form, asked=row)


@require_safe
@requires(Permission.VIEW)
def contribution_history(request: AreaRequest, number: int) -> HttpResponse:
    row = find(request_rows(request.area), number=number)
    context = {
        "changes": history_of_request(row, request.GET.get("page")),
        "title": f"History of request {row.number}",
        "subject": row.what,
        "back_url": reverse("plans:contribution", args=[request.area.slug, row.number]),
        "back_text": f"Back to request {row.number}",
    }
    return render(request, "history/page.html", context)
