"""An area of weakness, and its outcomes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.plan import OutcomeEditForm, OutcomeForm
from plans.queries.area import area_page
from plans.queries.plan import areas_in_force, outcome_key, outcomes_in_force
from plans.queries.summaries import RULE
from plans.tables.risks import AreaRiskTable
from plans.views.layout import lay_out
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def area(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    page = area_page(weakness, request.day, may_see_restricted=sees, may=request.access.allows)
    context = {
        "weakness": weakness,
        "page": page,
        "rule": RULE,
        "section": lay_out(page.entry, slug=request.area.slug),
        "risks": AreaRiskTable(page.risks, slug=request.area.slug),
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
        "may_edit_risks": request.access.allows(Permission.EDIT_RISKS),
    }
    return render(request, "plans/area.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def outcome_add(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    form = OutcomeForm(entered(request))
    if outcome := save(form, changes.add_outcome, area=weakness, by=request.user):
        messages.success(request, f"Outcome {outcome.ref} added. Set its targets next.")
        return redirect("plans:area", request.area.slug, weakness.ref)
    return answer(request, "plans/outcome_form.html", form, weakness=weakness)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def outcome_edit(request: AreaRequest, ref: str) -> HttpResponse:
    outcome = find(outcomes_in_force(request.area), **outcome_key(ref))
    form = OutcomeEditForm(entered(request), row=outcome)
    if save(form, changes.edit_outcome, outcome=outcome, by=request.user):
        messages.success(request, f"Outcome {outcome.ref} saved.")
        return redirect("plans:area", request.area.slug, outcome.area.ref)
    return answer(request, "plans/outcome_form.html", form, weakness=outcome.area, outcome=outcome)
