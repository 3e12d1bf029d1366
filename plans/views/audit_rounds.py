"""Rounds of audits: one round's page, and the forms that plan it and record it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.audit_results import ResultsForm
from plans.forms.audits import RoundForm, RoundMoveForm, SkipForm
from plans.models import AuditProgramme, AuditRound, AuditTool
from plans.policies.audits import leads, may_record
from plans.queries.audit_feeds import counted_in
from plans.queries.audited import read_programme
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def _row(request: AreaRequest, ref: str, number: int) -> AuditRound:
    rows = AuditRound.objects.of(request.area)
    rows = rows.select_related("programme__local_area", "programme__lead", "tool")
    return find(rows, programme__ref=ref, number=number)


def _open(request: AreaRequest, ref: str, number: int) -> AuditRound:
    row = _row(request, ref, number)
    if not row.is_open:
        raise Http404
    return row


@requires(Permission.VIEW)
@require_safe
def audit_round(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    row = _row(request, ref, number)
    found = read_programme(row.programme, request.day, reader(request))
    context = {
        "programme": found,
        "round": next(each for each in found.rounds if each.row == row),
        "row": found.row,
        "counted": counted_in(row, request.day),
        "may_edit": row.is_open and request.access.allows(Permission.EDIT_MEASURES),
        "may_enter": request.access.allows(Permission.ENTER_ANY_FIGURE),
        "may_record": may_record(row, request.access, request.day),
    }
    return render(request, "plans/audits/round.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def round_add(request: AreaRequest, ref: str) -> HttpResponse:
    rows = AuditProgramme.objects.of(request.area).filter(ended_on__isnull=True)
    programme = find(rows, ref=ref)
    form = RoundForm(entered(request))
    if made := save(form, changes.plan_round, programme=programme, by=request.user):
        return _saved(request, made, f"{made.ref} planned.")
    return answer(request, "plans/audits/round_form.html", form, row=programme)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def round_move(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    row = _open(request, ref, number)
    form = RoundMoveForm(entered(request), row=row)
    if save(form, changes.move_round, row=row, by=request.user):
        return _saved(request, row, f"{row.ref} moved.")
    return answer(request, "plans/audits/round_form.html", form, row=row.programme, round=row)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def round_skip(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    row = _open(request, ref, number)
    form = SkipForm(entered(request), row=row)
    if save(form, changes.skip_round, row=row, by=request.user):
        return _saved(request, row, f"{row.ref} is not held.")
    return answer(request, "plans/audits/skip_form.html", form, round=row)


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def round_record(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    """What the round found, the first time or put right; `?tool=1` for an earlier tool."""
    row = _row(request, ref, number)
    if row.not_held_because:
        raise Http404
    tools = list(row.programme.tools.order_by("number"))
    tool = _tool_of(row, tools, request.GET.get("tool", ""))
    form = ResultsForm(entered(request), row=row, tool=tool, on=request.day)
    if not may_record(row, request.access, request.day):
        return _recorded_meanwhile(request, row, form)
    given = {"row": row, "by": request.user, "on": request.day}
    if save(form, changes.record_round, **given):
        return _saved(request, row, f"{row.ref} recorded.")
    context = {"round": row, "tool": tool, "others": [each for each in tools if each != tool]}
    return answer(request, "plans/audits/results_form.html", form, **context)


def _recorded_meanwhile(request: AreaRequest, row: AuditRound, form: ResultsForm) -> HttpResponse:
    """What somebody typed who could have recorded the round, had nobody else done it in between,
    beside what is recorded. Nothing is saved. Who typed nothing, or never had the right, gets
    403."""
    if not form.data or row.is_open or not leads(row, request.access, request.day):
        raise PermissionDenied
    found = read_programme(row.programme, request.day, reader(request))
    context = {
        "round": next(each for each in found.rounds if each.row == row),
        "row": found.row,
        "typed": form.typed,
    }
    return render(request, "plans/audits/recorded_meanwhile.html", context, status=409)


def _tool_of(row: AuditRound, tools: list[AuditTool], asked: str) -> AuditTool:
    """What a round was judged by: what was asked for, what it says, or what is used by its day."""
    chosen = [each for each in tools if str(each.number) == asked]
    begun = [each for each in tools if each.from_on <= row.planned_on] or tools[:1]
    return (chosen or ([row.tool] if row.tool else begun))[-1]


def _saved(request: AreaRequest, row: AuditRound, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:audit-round", request.area.slug, row.programme.ref, row.number)
