"""The officer's working day: what waits, one action, its update, its history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.actions import ImpactForm, UpdateForm
from plans.models import Action
from plans.policies.actions import (
    conflict_with_facts,
    days_overdue,
    is_in_force,
    may_update,
)
from plans.policies.completion import may_confirm
from plans.policies.evidence import may_add_to
from plans.policies.work import warning_of_late_date
from plans.queries.actions import Desk, actions_in_force, desk_of
from plans.queries.closure import came_from
from plans.queries.contributors import contributors
from plans.queries.dependencies import waits
from plans.queries.history import history_of_action
from plans.queries.impact import proof_of
from plans.queries.risks import risks_of_action, with_scheme
from plans.queries.slow import slow_action
from plans.queries.story import actions_to_show, ladder_served, last_said, story
from plans.states import Status
from plans.tables.actions import ActionTable
from plans.tables.filters import ActionFilter
from sendtrack.accounts.permissions import Permission, who_may
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.statuses import status_of


@require_safe
@requires(Permission.VIEW)
def actions(request: AreaRequest) -> HttpResponse:
    chosen = ActionFilter(request.GET, area=request.area, on=request.day)
    rows = chosen.apply(actions_in_force(request.area))
    table = ActionTable.for_request(request, rows, on=request.day)
    return render(request, "plans/actions/all.html", {"table": table, "filter": chosen})


@require_safe
@requires(Permission.VIEW)
def action(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(actions_to_show(request.area, request.day), ref=ref)
    facts = {"action": row, "due_on": row.due_on, "on": request.day}
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {
        "action": row,
        "closures": came_from(row),
        "story": story(row, may_see_restricted=sees, page=request.GET.get("page")),
        "conflict": conflict_with_facts(status=Status(row.status), **facts) if row.status else "",
        "late": warning_of_late_date(regime=row.area.regime, due_on=row.due_on),
        "late_days": days_overdue(row, request.day),
        "may_update": may_update(action=row, access=request.access, on=request.day),
        "confirmers": who_may(Permission.CONFIRM_COMPLETION),
        "may_confirm": is_in_force(row) and may_confirm(action=row, access=request.access),
        "in_force": is_in_force(row),
        "waits": waits(row),
        "contributors": contributors(row),
        "slow": slow_action(row, request.day) if is_in_force(row) else None,
        "risks": with_scheme(risks_of_action(row), row.local_area),
        "may_edit": is_in_force(row) and request.access.allows(Permission.EDIT_PLAN),
        "may_prove": is_in_force(row)
        and may_add_to(action=row, access=request.access, on=request.day),
    }
    return render(request, "plans/actions/action.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.UPDATE_OWN_ACTIONS)
def update(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(actions_to_show(request.area, request.day).in_force(), ref=ref)
    if not may_update(action=row, access=request.access, on=request.day):
        raise PermissionDenied
    if row.is_settled:
        return _impact(request, row)
    desk = desk_of(request.access, request.day)
    latest = last_said(row)
    proof = proof_of(row, request.day)
    form = UpdateForm(entered(request), row=row, proof=proof, on=request.day)
    said = save(form, changes.update_action, action=row, by=request.user, on=request.day)
    if said or form.repeats(latest, by=request.user):
        return _saved(request, row, desk)
    context = {
        "action": row,
        "latest": latest,
        "late_days": days_overdue(row, request.day),
        "left": desk.left_after(row),
        "proof": proof,
        "may_prove": True,
        "rungs": ladder_served(row, request.day),
    }
    return answer(request, "plans/actions/update.html", form, **context)


def _impact(request: AreaRequest, row: Action) -> HttpResponse:
    """Delivery is frozen: only what difference it makes is asked."""
    form = ImpactForm(entered(request), row=row, proof=proof_of(row, request.day), on=request.day)
    if save(form, changes.update_impact, action=row, by=request.user, on=request.day):
        row.refresh_from_db()
        word = status_of(row.shown_impact).word.lower()
        messages.success(request, f"Impact of {row.ref} saved: {word}.")
        return redirect("plans:action", request.area.slug, row.ref)
    context = {
        "action": row,
        "latest": last_said(row),
        "rungs": ladder_served(row, request.day),
        "proof": form.proof,
        "may_prove": True,
    }
    return answer(request, "plans/actions/impact.html", form, **context)


def _saved(request: AreaRequest, row: Action, desk: Desk) -> HttpResponse:
    """Say what was saved, and go where the button said."""
    row.refresh_from_db()
    said = f"{row.ref} saved as {status_of(row.shown_status).word.lower()}."
    late = warning_of_late_date(regime=row.area.regime, due_on=row.due_on)
    following = desk.after(row)
    goes_on = request.POST.get("then") == "next"
    if goes_on and following is None:
        said += " No other action of yours waits for an update."
    messages.success(request, f"{said} {late}".strip())
    if not goes_on:
        return redirect("plans:action", request.area.slug, row.ref)
    if following is None:
        return redirect("home:my-actions", request.area.slug)
    return redirect("plans:action-update", request.area.slug, following.ref)


@require_safe
@requires(Permission.VIEW)
def history(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(actions_to_show(request.area, request.day), ref=ref)
    context = {
        "changes": history_of_action(row, request.GET.get("page")),
        "title": f"History of {row.ref}",
        "subject": row.title,
        "back_url": reverse("plans:action", args=[request.area.slug, row.ref]),
        "back_text": f"Back to {row.ref}",
    }
    return render(request, "history/page.html", context)
