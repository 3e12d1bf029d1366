"""The controls of a risk: added, checked, withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.control import ControlEditForm, ControlForm, ControlWithdrawForm
from plans.models import Control
from plans.queries.risks import controls_of, risks_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def control_add(request: AreaRequest, ref: str) -> HttpResponse:
    risk = find(risks_of(request.area), ref=ref)
    form = ControlForm(entered(request), risk=risk, on=request.day)
    given = {"risk": risk, "by": request.user, "on": request.day}
    if made := save(form, changes.add_control, **given):
        return _saved(request, made, f"Control {made.number} of {ref} added.")
    return answer(request, "plans/control_form.html", form, risk=risk)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def control_edit(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    control = find(controls_of(request.area), risk__ref=ref, number=number)
    form = ControlEditForm(entered(request), row=control, on=request.day)
    given = {"control": control, "by": request.user, "on": request.day}
    if save(form, changes.edit_control, **given):
        return _saved(request, control, f"Control {number} of {ref} saved.")
    return answer(request, "plans/control_form.html", form, risk=control.risk, control=control)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def control_withdraw(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    control = find(controls_of(request.area), risk__ref=ref, number=number)
    form = ControlWithdrawForm(entered(request), row=control)
    given = {"control": control, "by": request.user, "on": request.day}
    if save(form, changes.withdraw_control, **given):
        return _saved(request, control, f"Control {number} of {ref} withdrawn.")
    context = {"risk": control.risk, "control": control}
    return answer(request, "plans/control_withdraw_form.html", form, **context)


def _saved(request: AreaRequest, control: Control, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:risk", request.area.slug, control.risk.ref)
