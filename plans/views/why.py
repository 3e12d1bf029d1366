"""Why this colour? One click from any status to the sentence behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.policies.actions import is_in_force
from plans.queries.plan import areas_in_force
from plans.queries.reading import read_plan
from plans.queries.story import actions_to_show
from plans.queries.summaries import RULE
from plans.queries.why import area_why
from plans.queries.why import why as why_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires


@require_safe
@requires(Permission.VIEW)
def action_why(request: AreaRequest, ref: str) -> HttpResponse:
    """Status now, from what, since when, who said so, why; and every turn before it."""
    row = find(actions_to_show(request.area, request.day), ref=ref)
    context = {"action": row, "why": why_of(row), "in_force": is_in_force(row)}
    return render(request, "plans/why/action.html", context)


@require_safe
@requires(Permission.VIEW)
def area_why_page(request: AreaRequest, ref: str) -> HttpResponse:
    """The roll-up rule, and the actions that make the area what it is."""
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    plan = read_plan(weakness.regime, request.day, [weakness])
    context = {"weakness": weakness, "why": area_why(plan), "rule": RULE}
    return render(request, "plans/why/area.html", context)
