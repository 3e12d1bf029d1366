"""Closing a regime: what becomes of each action, what is written, and the chair's approval."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.queries import open_log
from plans import changes as plans
from plans.forms.closure import ApproveClosureForm, CiteClosureForm, ClosureForm, DisposeForm
from plans.models import Closure
from plans.policies.closure import can_ask, why_not_to_decide, why_not_to_write
from plans.queries.closure import (
    areas_without_outcome,
    closure_work,
    closures_of,
    outcomes_to_move_to,
)
from plans.queries.regimes import regimes_of
from plans.states import ClosureState
from reviews import changes
from reviews.forms import SendBackForm
from reviews.queries import closure_pdf
from reviews.returns.closing import closure_report_of
from reviews.views.closing_steps import steps_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.forms import GovukForm
from sendtrack.refusals import Refusal

LOOK_AGAIN_SECONDS = "5"


def _back(request: AreaRequest, code: str) -> HttpResponse:
    return redirect("reviews:closure", request.area.slug, code)


def _closure(request: AreaRequest, code: str) -> Closure:
    return find(closures_of(request.area), regime__code=code)


def _said_at_opening(request: AreaRequest, code: str, form: GovukForm, why_not: str) -> Any:
    """Back to the closure with what is in the way, before anybody has filled a form in for
    nothing. What was typed is kept, and refused when it is saved."""
    if form.is_bound or not why_not:
        return None
    messages.info(request, why_not)
    return _back(request, code)


@requires(Permission.VIEW)
@require_safe
def closure(request: AreaRequest, code: str) -> HttpResponse:
    """The work, and the report once there is one. While it is made the page looks again."""
    regime = find(regimes_of(request.area), code=code)
    found = closures_of(request.area).filter(regime=regime).first()
    work, may = closure_work(regime), _may(request, found)
    context = {
        **may,
        "regime": regime,
        "closure": found,
        "steps": steps_of(found, work, **may) if found else [],
        "work": work,
        "log": open_log(regime, request.day),
        "report": closure_report_of(found) if found and _may_read(request, found) else None,
        "may_begin": request.access.allows(Permission.EDIT_PLAN) and found is None,
        "may_settle": request.access.allows(Permission.EDIT_RISKS),
        "may_ask": may["may_write"] and found is not None and can_ask(found),
    }
    response = render(request, "reviews/closure.html", context)
    if found and found.state == ClosureState.COMPILING:
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


def _may(request: AreaRequest, found: Closure | None) -> dict[str, bool]:
    is_open = found is not None and found.state in {ClosureState.WRITING, ClosureState.FAILED}
    waits = found is not None and _waits(found)
    return {
        "may_write": is_open and request.access.allows(Permission.EDIT_PLAN),
        "may_approve": waits and request.access.allows(Permission.APPROVE_REPORT),
    }


def _waits(closure: Closure) -> bool:
    return closure.state == ClosureState.AWAITING_APPROVAL


def _may_read(request: AreaRequest, closure: Closure) -> bool:
    """Those who work on it read each version; everybody reads the one that was approved."""
    works = Permission.EDIT_PLAN, Permission.APPROVE_REPORT
    mine = any(request.access.allows(each) for each in works)
    return closure.snapshot is not None and (mine or closure.state == ClosureState.CLOSED)


@require_POST
@requires(Permission.EDIT_PLAN)
def begin(request: AreaRequest, code: str) -> HttpResponse:
    regime = find(regimes_of(request.area), code=code)
    plans.begin_closure(regime=regime, by=request.user)
    return _back(request, code)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def dispose(request: AreaRequest, code: str) -> HttpResponse:
    """Many at once. Those still left over are ticked to begin with."""
    found = _closure(request, code)
    left = [line.action for line in closure_work(found.regime).left_over]
    form = DisposeForm(entered(request), closure=found, only=left)
    if early := _said_at_opening(request, code, form, why_not_to_write(found)):
        return early
    given = {"closure": found, "by": request.user, "on": request.day}
    if decided := save(form, plans.dispose, **given):
        many = "1 action" if len(decided) == 1 else f"{len(decided)} actions"
        messages.success(request, f"{many}: {decided[0].get_kind_display().lower()}.")
        return _back(request, code)
    context = {"closure": found, "left": len(left), "bare": areas_without_outcome(found.regime)}
    may_move = outcomes_to_move_to(found.regime).exists()
    return answer(request, "reviews/closure_dispose.html", form, may_move=may_move, **context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def write(request: AreaRequest, code: str) -> HttpResponse:
    found = _closure(request, code)
    form = ClosureForm(entered(request), row=found)
    if early := _said_at_opening(request, code, form, why_not_to_write(found)):
        return early
    if save(form, plans.write_closure, closure=found, by=request.user):
        messages.success(request, "What you wrote is kept.")
        return _back(request, code)
    context = {"closure": found, "work": closure_work(found.regime)}
    log = open_log(found.regime, request.day)
    return answer(request, "reviews/closure_write.html", form, log=log, **context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def cite(request: AreaRequest, code: str) -> HttpResponse:
    found = _closure(request, code)
    form = CiteClosureForm(entered(request), row=found)
    if early := _said_at_opening(request, code, form, why_not_to_write(found)):
        return early
    if save(form, plans.cite_closure, closure=found, by=request.user):
        messages.success(request, "The document that closes it is cited.")
        return _back(request, code)
    return answer(request, "reviews/closure_cite.html", form, closure=found)


@require_POST
@requires(Permission.EDIT_PLAN)
def ask(request: AreaRequest, code: str) -> HttpResponse:
    found = _closure(request, code)
    try:
        changes.ask_for_closure(closure=found, by=request.user)
        messages.success(request, "The report is being compiled. Then it waits for the chair.")
    except Refusal as refusal:
        messages.info(request, refusal.sentence)
    return _back(request, code)


@requires(Permission.APPROVE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: AreaRequest, code: str) -> HttpResponse:
    """What happens with the approval, and one button."""
    found = _closure(request, code)
    form = ApproveClosureForm(request.POST or None, row=found)
    if early := _said_at_opening(request, code, form, why_not_to_decide(found, request.user)):
        return early
    if save(form, changes.approve_closure, closure=found, by=request.user):
        messages.success(request, f"Approved. The {found.regime} is closed.")
        return _back(request, code)
    work = closure_work(found.regime)
    return answer(request, "reviews/closure_approve.html", form, closure=found, work=work)


@requires(Permission.APPROVE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def send_back(request: AreaRequest, code: str) -> HttpResponse:
    found = _closure(request, code)
    form = SendBackForm(entered(request), row=found)
    why_not = "" if _waits(found) else why_not_to_decide(found, request.user)
    if early := _said_at_opening(request, code, form, why_not):
        return early
    given = {"closure": found, "by": request.user, "on": request.day}
    if save(form, changes.send_closure_back, **given):
        messages.success(request, "Sent back, with your reason.")
        return _back(request, code)
    return answer(request, "reviews/closure_send_back.html", form, closure=found)


@require_safe
@requires(Permission.VIEW)
def closure_file(request: AreaRequest, code: str) -> HttpResponse:
    """The stored bytes of the report."""
    found = _closure(request, code)
    pdf = closure_pdf(found) if _may_read(request, found) else None
    if pdf is None:
        raise Http404
    response = HttpResponse(bytes(pdf.content), content_type="application/pdf")
    name = f"closure-report-{code}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
