"""The whole plan on one page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.models import Regime
from plans.queries.coverage import coverage, nobody
from plans.queries.measured import measured
from plans.queries.plan import (
    AreaEntry,
    Show,
    counts,
    narrowed,
    of_organisation,
    whole_plan,
)
from plans.queries.reading import PlanReading, read_plan
from plans.queries.regimes import current_regime, ended_last, regimes_of
from plans.queries.summaries import RULE
from plans.views.layout import AreaSection, lay_out
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.organisations.models import Organisation

FILTERS = {
    Show.ALL: "All actions",
    Show.OVERDUE: "Overdue",
    Show.OFF_TRACK: "Off track",
    Show.AT_RISK: "At risk",
    Show.NO_UPDATE: "No update",
    Show.ON_TRACK: "On track",
    Show.NOT_STARTED: "Not started",
    Show.TO_CONFIRM: "Awaiting confirmation",
    Show.COMPLETE: "Complete",
    Show.UNSHOWN: "Complete, impact not yet shown",
}


@requires(Permission.VIEW)
@require_safe
def plan(request: AreaRequest) -> HttpResponse:
    """Areas, outcomes with their ladders, actions; narrowed by `?show=` and `?organisation=`."""
    regime = current_regime(request.area)
    if regime is None:
        return render(request, "plans/no_plan.html", {"ended": ended_last(request.area)})
    return _shown(request, regime)


@requires(Permission.VIEW)
@require_safe
def regime_plan(request: AreaRequest, code: str) -> HttpResponse:
    """The plan under any regime, also one that has ended. Changed only while it leads."""
    return _shown(request, find(regimes_of(request.area), code=code))


def _shown(request: AreaRequest, regime: Regime) -> HttpResponse:
    leads = regime.leads and regime.is_in_force
    show = show_asked_for(request)
    organisation = organisation_asked_for(request)
    may = request.access.allows if leads else nobody
    reading = read_plan(regime, request.day)
    entries = whole_plan(reading)
    if organisation is not None:
        entries = of_organisation(entries, organisation)
    context = {
        "regime": regime,
        "sections": _sections(request, regime, narrowed(entries, show)),
        "rule": RULE,
        "filters": _filters(entries, show),
        "is_narrowed": show != Show.ALL or organisation is not None,
        "organisation": organisation,
        "organisations": _organisations(reading),
        "coverage": coverage(reading, may=may) if regime.asks_for_targets else None,
        "may_edit": leads and request.access.allows(Permission.EDIT_PLAN),
        "leads": leads,
    }
    return render(request, "plans/plan.html", context)


def _sections(request: AreaRequest, regime: Regime, entries: list[AreaEntry]) -> list[AreaSection]:
    """With the measures of each outcome beside its actions, as far as who reads may know them."""
    progress = measured(regime, request.day, reader(request))
    return [lay_out(entry, slug=request.area.slug, measured=progress) for entry in entries]


def show_asked_for(request: AreaRequest) -> Show:
    try:
        return Show(request.GET.get("show", Show.ALL))
    except ValueError:
        return Show.ALL


def organisation_asked_for(request: AreaRequest) -> Organisation | None:
    typed = request.GET.get("organisation", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        return None
    return Organisation.objects.of(request.area).filter(pk=int(typed)).first()


def _organisations(plan: PlanReading) -> list[Organisation]:
    """Those whose posts answer for an action of the plan."""
    posts = [action.accountable for action in plan.actions if action.accountable]
    return sorted({post.organisation for post in posts}, key=lambda each: each.name)


def _filters(entries: list[AreaEntry], show: Show) -> list[dict[str, Any]]:
    """What the list can be narrowed to, each with how many actions it would show."""
    found = counts(entries)
    return [
        {"key": key, "label": label, "count": found[key], "is_current": key == show}
        for key, label in FILTERS.items()
        if found[key] or key == show
    ]
