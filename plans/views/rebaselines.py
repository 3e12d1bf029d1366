"""Moving a target: asked for by one person, decided by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.rebaselines import DecideForm, RebaselineForm
from plans.queries.targets import open_rebaselines, targets_in_force
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def rebaseline_ask(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    target = find(targets_in_force(request.area, ref), horizon_months=months)
    form = RebaselineForm(entered(request), row=target)
    if save(form, changes.ask_rebaseline, target=target, by=request.user, on=request.day):
        messages.success(request, "Asked for. Somebody else has to agree.")
        return redirect("plans:target", request.area.slug, target.outcome.ref, months)
    return answer(request, "plans/rebaseline_form.html", form, target=target)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.CONFIRM_COMPLETION)
def rebaseline_decide(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    target = find(targets_in_force(request.area, ref), horizon_months=months)
    row = find(open_rebaselines(target))
    if row.asked_by_id == request.access.user_id:
        raise PermissionDenied
    form = DecideForm(entered(request), row=row)
    if save(form, changes.decide_rebaseline, rebaseline=row, by=request.user, on=request.day):
        messages.success(request, "Decision saved.")
        return redirect("plans:target", request.area.slug, target.outcome.ref, months)
    return answer(request, "plans/rebaseline_form.html", form, target=target, asked=row)
