"""The regimes of an area as a chain, and each of them with its areas and paragraphs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.regimes import EndForm, LeadForm, MoveForm
from plans.queries.regimes import Link, areas_with_lineage, chain, current_regime, regimes_of
from plans.states import REGIME_MOVES, RegimeState
from reviews.changes import start_regime
from reviews.duties import clauses_of
from reviews.forms import StartForm
from reviews.queries import template_for
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@dataclass(frozen=True)
class Step:
    """A regime in the line of steps."""

    label: str
    state: str
    url: str
    note: str


@requires(Permission.VIEW)
@require_safe
def regimes(request: AreaRequest) -> HttpResponse:
    links = chain(request.area)
    context = {
        "links": links,
        "steps": [_step(link, request.area.slug) for link in links],
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "reviews/regimes.html", context)


def _step(link: Link, slug: str) -> Step:
    regime = link.regime
    until = f" to {regime.ended}" if regime.ended else ""
    return Step(
        label=regime.title,
        state="now" if regime.is_in_force else "done",
        url=reverse("reviews:regime", args=[slug, regime.code]),
        note=f"{regime.get_state_display()} · {regime.dated}{until}",
    )


@requires(Permission.VIEW)
@require_safe
def regime(request: AreaRequest, code: str) -> HttpResponse:
    found = find(regimes_of(request.area), code=code)
    may_edit = request.access.allows(Permission.EDIT_PLAN)
    context = {
        "regime": found,
        "link": next(each for each in chain(request.area) if each.regime == found),
        "areas": areas_with_lineage(found),
        "clauses": clauses_of(found),
        "may_lead": may_edit and found.is_in_force and not found.leads,
        "may_end": may_edit and found.is_in_force,
        "may_move": may_edit and bool(REGIME_MOVES[RegimeState(found.state)]),
    }
    return render(request, "reviews/regime.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def end(request: AreaRequest, code: str) -> HttpResponse:
    found = find(regimes_of(request.area), code=code)
    form = EndForm(entered(request), row=found)
    if ended := save(form, changes.end_on_document, regime=found, by=request.user):
        messages.success(request, f"{ended} is {ended.get_state_display().lower()}.")
        return redirect("reviews:regime", request.area.slug, found.code)
    return answer(request, "reviews/regime_end.html", form, regime=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def move(request: AreaRequest, code: str) -> HttpResponse:
    found = find(regimes_of(request.area), code=code)
    form = MoveForm(entered(request), row=found)
    if moved := save(form, changes.move_regime, regime=found, by=request.user):
        messages.success(request, f"{moved}: {moved.get_state_display().lower()}.")
        return redirect("reviews:regime", request.area.slug, found.code)
    return answer(request, "reviews/regime_move.html", form, regime=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def lead(request: AreaRequest, code: str) -> HttpResponse:
    """Another regime in force leads from now on."""
    found = find(regimes_of(request.area), code=code)
    form = LeadForm(entered(request), row=found)
    if save(form, changes.lead_with, regime=found, by=request.user):
        messages.success(request, f"The {found} leads. The pages show its plan from now on.")
        return redirect("reviews:regime", request.area.slug, found.code)
    leading = current_regime(request.area)
    return answer(request, "reviews/regime_lead.html", form, regime=found, leading=leading)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def start(request: AreaRequest, key: str) -> HttpResponse:
    template = template_for(request.area, key)
    if template is None:
        raise Http404
    form = StartForm(entered(request), template=template, area=request.area)
    given = {"area": request.area, "template": template, "by": request.user}
    if made := save(form, start_regime, **given):
        messages.success(request, f"{made} is recorded, with the areas that it lists.")
        return redirect("reviews:regime", request.area.slug, made.code)
    return answer(request, "reviews/regime_start.html", form, kind=template)
