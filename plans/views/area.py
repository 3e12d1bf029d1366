"""An area of weakness, and its outcomes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.plan import OutcomeEditForm, OutcomeForm
from plans.models import AreaOfWeakness
from plans.policies.assurance import is_to_be_assured, may_check
from plans.queries.area import area_page
from plans.queries.plan import (
    area_rows,
    areas_in_force,
    areas_of_the_leading,
    outcome_key,
    outcomes_in_force,
)
from plans.queries.summaries import RULE
from plans.queries.things import area_url
from plans.states import IN_FORCE
from plans.tables.risks import AreaRiskTable
from plans.views.layout import lay_out
from plans.views.readers import reader
from plans.views.references import lead_on, way_to
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.VIEW)
@require_safe
def area(request: AreaRequest, ref: str) -> HttpResponse:
    """One of the plan's areas, also after it was split, merged or dropped. Once its regime leads
    no more, to the area of that one."""
    weakness = areas_of_the_leading(request.area).filter(ref__iexact=ref).first()
    if weakness is None:
        rows = area_rows(request.area).filter(ref__iexact=ref).order_by("-regime__issued_on", "-pk")
        return lead_on(request, f"({ref.lower()})", [way_to(each) for each in rows])
    return _shown(request, weakness)


@requires(Permission.VIEW)
@require_safe
def regime_area(request: AreaRequest, code: str, ref: str) -> HttpResponse:
    """An area of any regime, also of one that has ended. Changed only while that leads."""
    return _shown(request, find(area_rows(request.area), regime__code=code, ref__iexact=ref))


def _shown(request: AreaRequest, weakness: AreaOfWeakness) -> HttpResponse:
    leads = weakness.regime.is_shown
    may_edit = leads and weakness.stands
    page = area_page(weakness, request.day, reader(request), may=(may := request.access.allows))
    assurance = getattr(weakness, "assurance", None)
    context = {
        "weakness": weakness,
        "page": page,
        "to_assure": leads and is_to_be_assured(weakness),
        "may_check": may_edit
        and assurance is not None
        and may_check(assurance=assurance, access=request.access, on=request.day),
        "rule": RULE,
        "section": lay_out(page.entry, slug=request.area.slug, formers=page.formers),
        "risks": AreaRiskTable(page.risks, slug=request.area.slug),
        "leads": leads,
        "may_edit": may_edit and may(Permission.EDIT_PLAN),
        "may_add_outcome": weakness.regime.is_in_force
        and weakness.stands
        and may(Permission.EDIT_PLAN),
        "may_edit_risks": may_edit and may(Permission.EDIT_RISKS),
    }
    return render(request, "plans/area.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def outcome_add(request: AreaRequest, ref: str) -> HttpResponse:
    return _outcome_added(request, find(areas_in_force(request.area), ref__iexact=ref))


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def regime_outcome_add(request: AreaRequest, code: str, ref: str) -> HttpResponse:
    """To an area of any regime in force, so that a plan can take over what another leaves."""
    rows = area_rows(request.area).standing().filter(regime__state__in=IN_FORCE)
    return _outcome_added(request, find(rows, regime__code=code, ref__iexact=ref))


def _outcome_added(request: AreaRequest, weakness: AreaOfWeakness) -> HttpResponse:
    form = OutcomeForm(entered(request))
    if outcome := save(form, changes.add_outcome, area=weakness, by=request.user):
        then = " Set its targets next." if weakness.regime.is_shown else ""
        messages.success(request, f"Outcome {outcome.ref} added.{then}")
        return redirect(area_url(weakness))
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
