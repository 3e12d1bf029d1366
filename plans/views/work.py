"""Adding actions and changing what they are. Updates have their own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.plan import ActionEditForm, ActionForm
from plans.policies.work import warning_of_late_date, warning_of_past_date
from plans.queries.actions import actions_in_force
from plans.queries.plan import outcome_key, outcomes_in_force
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def action_add(request: AreaRequest, ref: str) -> HttpResponse:
    outcome = find(outcomes_in_force(request.area), **outcome_key(ref))
    form = ActionForm(entered(request), regime=outcome.area.regime, on=request.day)
    given = {"outcome": outcome, "by": request.user, "on": request.day}
    if action := save(form, changes.add_action, **given):
        messages.success(request, f"Action {action.ref} added: {action.title}")
        if past := warning_of_past_date(due_on=action.due_on, on=request.day):
            messages.warning(request, past)
        if late := warning_of_late_date(regime=outcome.area.regime, due_on=action.due_on):
            messages.warning(request, late)
        return redirect("plans:area", request.area.slug, outcome.area.ref)
    return answer(request, "plans/action_form.html", form, outcome=outcome)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def action_edit(request: AreaRequest, ref: str) -> HttpResponse:
    action = find(actions_in_force(request.area), ref=ref)
    form = ActionEditForm(entered(request), row=action, on=request.day)
    if save(form, changes.edit_action, action=action, by=request.user):
        messages.success(request, f"Action {action.ref} saved.")
        return redirect("plans:action", request.area.slug, action.ref)
    return answer(request, "plans/action_form.html", form, action=action, outcome=action.outcome)
