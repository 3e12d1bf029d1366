"""What the impact framework is to collect: the list, one source, and the forms that keep it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.planned import CollectForm, SourceEditForm, SourceForm, StopForm
from plans.models import PlannedSource
from plans.policies.planned import may_collect
from plans.queries.plan import areas_in_force
from plans.queries.planned import (
    collected_of,
    evidence_to_choose,
    history_of_planned,
    planned_rows,
    standing_of,
)
from plans.queries.regimes import current_regime
from plans.tables.planned import PlannedTable
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.periods import day_in_words


def _in_force(request: AreaRequest, ref: str) -> PlannedSource:
    """One that can be changed: of an area that stands, in the regime that leads."""
    return find(planned_rows(request.area), ref=ref, area__in=areas_in_force(request.area))


def _sees(request: AreaRequest) -> dict[str, bool]:
    return {"may_see_restricted": request.access.allows(Permission.VIEW_RESTRICTED)}


@requires(Permission.VIEW)
@require_safe
def planned(request: AreaRequest) -> HttpResponse:
    """Everything that is to be collected for the plan that leads, what is due first."""
    regime = current_regime(request.area)
    rows = planned_rows(request.area).filter(area__regime=regime)
    given: dict[str, Any] = {"slug": request.area.slug, "on": request.day}
    context = {
        "table": PlannedTable.for_request(request, rows, **given),
        "standing": standing_of(list(rows), request.day),
    }
    return render(request, "plans/planned/list.html", context)


@requires(Permission.VIEW)
@require_safe
def planned_item(request: AreaRequest, ref: str) -> HttpResponse:
    source = find(planned_rows(request.area), ref=ref)
    is_open = source.stopped_on is None and source.area.stands and source.area.regime.is_shown
    may = may_collect(source=source, access=request.access, on=request.day)
    context = {
        "source": source,
        "collected": collected_of(source, **_sees(request)),
        "may_edit": is_open and request.access.allows(Permission.EDIT_PLAN),
        "may_collect": is_open and source.next_due_on is not None and may,
    }
    return render(request, "plans/planned/item.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def planned_add(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    form = SourceForm(entered(request), area=weakness, on=request.day)
    if made := save(form, changes.plan_source, area=weakness, by=request.user):
        return _saved(request, made, f"{made.ref} planned.")
    return answer(request, "plans/planned/form.html", form, weakness=weakness)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def planned_edit(request: AreaRequest, ref: str) -> HttpResponse:
    source = _in_force(request, ref)
    form = SourceEditForm(entered(request), row=source, on=request.day)
    if save(form, changes.edit_source, source=source, by=request.user):
        return _saved(request, source, f"{source.ref} saved.")
    return answer(request, "plans/planned/form.html", form, source=source, weakness=source.area)


@requires(Permission.UPDATE_OWN_ACTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def planned_collect(request: AreaRequest, ref: str) -> HttpResponse:
    """Which evidence came, by whoever keeps the plan or holds the post that collects it."""
    source = _in_force(request, ref)
    if not may_collect(source=source, access=request.access, on=request.day):
        raise PermissionDenied
    pieces = evidence_to_choose(source, **_sees(request))
    form = CollectForm(entered(request), row=source, pieces=pieces)
    given = {"source": source, "by": request.user, "on": request.day}
    if save(form, changes.collect_source, **given):
        source.refresh_from_db()
        due = source.next_due_on
        then = f" The next is due by {day_in_words(due)}." if due else ""
        return _saved(request, source, f"Recorded that {source.ref} came.{then}")
    may_add = request.access.allows(Permission.EDIT_PLAN)
    context = {"source": source, "weakness": source.area, "may_add": may_add}
    return answer(request, "plans/planned/collect.html", form, **context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def planned_stop(request: AreaRequest, ref: str) -> HttpResponse:
    source = _in_force(request, ref)
    form = StopForm(entered(request), row=source)
    given = {"source": source, "by": request.user, "on": request.day}
    if save(form, changes.stop_source, **given):
        return _saved(request, source, f"{source.ref} stopped.")
    return answer(request, "plans/planned/stop.html", form, source=source)


@requires(Permission.VIEW)
@require_safe
def planned_history(request: AreaRequest, ref: str) -> HttpResponse:
    source = find(planned_rows(request.area), ref=ref)
    context = {
        "title": f"History of {source.ref}",
        "subject": source.what,
        "changes": history_of_planned(source, request.GET.get("page")),
        "back_url": reverse("plans:planned-item", args=[request.area.slug, source.ref]),
        "back_text": f"Back to {source.ref}",
    }
    return render(request, "history/page.html", context)


def _saved(request: AreaRequest, source: PlannedSource, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:planned-item", request.area.slug, source.ref)
