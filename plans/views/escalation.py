"""Where a risk is escalated to, and what of the plan it hangs on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.issue import EscalateForm, LinkForm, UnlinkForm
from plans.queries.risks import link_key, links_of, risks_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def risk_escalate(request: AreaRequest, ref: str) -> HttpResponse:
    risk = find(risks_of(request.area), ref=ref)
    form = EscalateForm(entered(request), row=risk)
    given = {"risk": risk, "by": request.user, "on": request.day}
    if move := save(form, changes.escalate_risk, **given):
        messages.success(request, f"{ref} is now with: {move.get_level_display()}.")
        return redirect("plans:risk", request.area.slug, ref)
    return answer(request, "plans/escalate_form.html", form, risk=risk)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def link_add(request: AreaRequest, ref: str) -> HttpResponse:
    risk = find(risks_of(request.area), ref=ref)
    form = LinkForm(entered(request), risk=risk)
    if link := save(form, changes.link_risk, risk=risk, by=request.user):
        messages.success(request, f"{ref} is linked to {link.to.ref}.")
        return redirect("plans:risk", request.area.slug, ref)
    return answer(request, "plans/link_form.html", form, risk=risk)


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def link_remove(request: AreaRequest, ref: str, kind: str, to: str) -> HttpResponse:
    link = find(links_of(request.area), risk__ref=ref, **link_key(kind, to))
    form = UnlinkForm(entered(request))
    if save(form, changes.unlink_risk, link=link, by=request.user):
        messages.success(request, f"{ref} is no longer linked to {to}.")
        return redirect("plans:risk", request.area.slug, ref)
    return answer(request, "plans/link_form.html", form, risk=link.risk, link=link)
