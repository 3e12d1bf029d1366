"""What waits for what, across partners."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.dependencies import DependencyForm, EndDependencyForm
from plans.queries.actions import actions_in_force
from plans.queries.dependencies import dependency_rows
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def dependency_add(request: AreaRequest, ref: str) -> HttpResponse:
    action = find(actions_in_force(request.area), ref=ref)
    form = DependencyForm(entered(request), action=action)
    if made := save(form, changes.add_dependency, action=action, by=request.user):
        messages.success(request, f"{action.ref} waits for {made.needs.ref}.")
        return redirect("plans:action", request.area.slug, action.ref)
    return answer(request, "plans/actions/dependency_form.html", form, action=action)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def dependency_end(request: AreaRequest, ref: str, needs: str) -> HttpResponse:
    rows = dependency_rows().of(request.area)
    row = find(rows, action__ref=ref, needs__ref=needs)
    form = EndDependencyForm(entered(request), row=row)
    if save(form, changes.end_dependency, dependency=row, by=request.user, on=request.day):
        messages.success(request, f"{row.action.ref} no longer waits for {row.needs.ref}.")
        return redirect("plans:action", request.area.slug, row.action.ref)
    context = {"action": row.action, "dependency": row}
    return answer(request, "plans/actions/dependency_form.html", form, **context)
