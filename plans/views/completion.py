"""The end of an action: confirmed by a second person, sent back, or opened again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.completion import ConfirmForm, ReopenForm, ReturnForm
from plans.models import Action
from plans.policies.actions import may_update
from plans.policies.completion import may_confirm
from plans.queries.story import actions_to_show, story
from plans.states import Status
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.CONFIRM_COMPLETION)
def confirm(request: AreaRequest, ref: str) -> HttpResponse:
    row = _to_confirm(request, ref)
    form = ConfirmForm(entered(request), row=row)
    if save(form, changes.confirm_completion, action=row, by=request.user, on=request.day):
        messages.success(request, f"{row.ref} is confirmed as complete.")
        return redirect("plans:action", request.area.slug, row.ref)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {"action": row, "story": story(row, may_see_restricted=sees)}
    return answer(request, "plans/actions/confirm.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.CONFIRM_COMPLETION)
def send_back(request: AreaRequest, ref: str) -> HttpResponse:
    row = _to_confirm(request, ref)
    form = ReturnForm(entered(request), row=row)
    if save(form, changes.return_completion, action=row, by=request.user, on=request.day):
        messages.success(request, f"{row.ref} is sent back and on track again.")
        return redirect("plans:action", request.area.slug, row.ref)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {"action": row, "story": story(row, may_see_restricted=sees)}
    return answer(request, "plans/actions/return.html", form, **context)


def _to_confirm(request: AreaRequest, ref: str) -> Action:
    """An action that waits for somebody else's word. Whoever said so may not give it."""
    row = find(actions_to_show(request.area, request.day).in_force().to_confirm(), ref=ref)
    if not may_confirm(action=row, access=request.access):
        raise PermissionDenied
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.UPDATE_OWN_ACTIONS)
def reopen(request: AreaRequest, ref: str) -> HttpResponse:
    complete = actions_to_show(request.area, request.day).in_force().filter(status=Status.COMPLETE)
    row = find(complete, ref=ref)
    if not may_update(action=row, access=request.access, on=request.day):
        raise PermissionDenied
    form = ReopenForm(entered(request), row=row)
    if save(form, changes.reopen_action, action=row, by=request.user, on=request.day):
        messages.success(request, f"{row.ref} is open again.")
        return redirect("plans:action", request.area.slug, row.ref)
    return answer(request, "plans/actions/reopen.html", form, action=row)
