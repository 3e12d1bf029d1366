"""Who else has a part in an action."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.contributors import ContributorForm, EndContributorForm
from plans.queries.actions import actions_in_force
from plans.queries.contributors import contributor_rows
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def contributor_add(request: AreaRequest, ref: str) -> HttpResponse:
    action = find(actions_in_force(request.area), ref=ref)
    form = ContributorForm(entered(request), action=action, on=request.day)
    if made := save(form, changes.add_contributor, action=action, by=request.user):
        messages.success(request, f"{made.organisation} contributes to {action.ref}.")
        return redirect("plans:action", request.area.slug, action.ref)
    return answer(request, "plans/actions/contributor_form.html", form, action=action)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def contributor_end(request: AreaRequest, ref: str, organisation: int) -> HttpResponse:
    rows = contributor_rows().of(request.area)
    row = find(rows, action__ref=ref, organisation=organisation)
    form = EndContributorForm(entered(request), row=row)
    if save(form, changes.end_contributor, contributor=row, by=request.user, on=request.day):
        messages.success(request, f"{row.organisation} no longer contributes to {ref}.")
        return redirect("plans:action", request.area.slug, ref)
    context = {"action": row.action, "contributor": row}
    return answer(request, "plans/actions/contributor_form.html", form, **context)
