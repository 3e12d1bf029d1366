"""Where documents contradict each other or themselves, and where the plan does."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.contradictions.forms import DecideForm
from sendtrack.contradictions.live import live
from sendtrack.editing import answer, save
from sendtrack.sources import changes, queries
from sendtrack.sources.contradictions import Contradiction


@require_safe
@requires(Permission.VIEW)
def conflicts(request: AreaRequest) -> HttpResponse:
    """What comparing finds, what is explained, and what the plan itself contradicts."""
    found = queries.found_in(request.area)
    may_edit = request.access.allows(Permission.EDIT_PLAN)
    context = {
        "found": found,
        "unexplained": [each for each in found if each.conflict is None],
        "explained": [each for each in found if each.conflict is not None],
        "places": queries.points_by_place(request.area),
        "live": live(request.area, with_evidence=may_edit),
        "may_decide": may_edit,
    }
    return render(request, "contradictions/conflicts.html", context)


def _found(request: AreaRequest, codes: str) -> Contradiction:
    """The contradiction whose facts have these codes, or 404."""
    for each in queries.found_in(request.area):
        if each.codes == codes:
            return each
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def decide(request: AreaRequest, codes: str) -> HttpResponse:
    """Write down which of the statements the record shows, and why."""
    found = _found(request, codes)
    form = DecideForm(entered(request), facts=list(found.facts))
    given = {"facts": found.facts, "by": request.user, "on": request.day}
    if point := save(form, changes.decide, **given):
        messages.success(request, f"Decided: {point.topic}.")
        return redirect("contradictions:conflicts", area=request.area.slug)
    return answer(request, "contradictions/decide.html", form, each=found)
