"""Programmes of audits: the list, one programme's page, and the forms that keep it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.audits import AuditsEditForm, AuditsForm, EndForm, ToolForm
from plans.models import AuditProgramme
from plans.policies.audits import may_record
from plans.queries.audit_drawing import drawing_of
from plans.queries.audit_feeds import feeds_of_programme
from plans.queries.audit_history import history_of_audits
from plans.queries.audit_sheet import audits_sheet
from plans.queries.audited import programmes_of, read_programme
from plans.tables.audits import AuditTable
from plans.views.readers import reader
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save

UNTOLD = (
    "How many were audited and how they were judged is left out: two versions of it could tell of "
    "a few children."
)


def _running(request: AreaRequest, ref: str) -> AuditProgramme:
    return find(AuditProgramme.objects.of(request.area).filter(ended_on__isnull=True), ref=ref)


@requires(Permission.VIEW)
@require_safe
def audits(request: AreaRequest) -> HttpResponse:
    found = programmes_of(request.area, request.day, reader(request))
    running = [each for each in found if each.row.ended_on is None]
    ended = [each for each in found if each.row.ended_on is not None]
    context = {
        "table": AuditTable(running, slug=request.area.slug),
        "ended": AuditTable(ended, slug=request.area.slug),
        "overdue": [each for each in running if each.is_overdue],
        "may_edit": request.access.allows(Permission.EDIT_MEASURES),
    }
    return render(request, "plans/audits/list.html", context)


@requires(Permission.VIEW)
@require_safe
def programme(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(AuditProgramme.objects.of(request.area), ref=ref)
    found = read_programme(row, request.day, reader(request))
    runs = row.ended_on is None
    context = {
        "programme": found,
        "row": found.row,
        "drawing": drawing_of(found),
        "narrow": drawing_of(found, narrow=True),
        "feeds": feeds_of_programme(row),
        "may_edit": runs and request.access.allows(Permission.EDIT_MEASURES),
        "may_record": found.next is not None
        and may_record(found.next.row, request.access, request.day),
    }
    return render(request, "plans/audits/programme.html", context)


@requires(Permission.VIEW)
@require_safe
def audits_download(request: AreaRequest, ref: str, form: str) -> HttpResponse:
    chosen = format_asked_for(form)
    row = find(AuditProgramme.objects.of(request.area), ref=ref)
    found = read_programme(row, request.day, reader(request))
    sheet = audits_sheet(request.area, found, on=request.day, by=str(request.user))
    return sheet_answer(request, sheet, chosen, f"{row.ref.lower()}-audits")


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def audits_add(request: AreaRequest) -> HttpResponse:
    form = AuditsForm(entered(request), area=request.area, on=request.day)
    given = {"local_area": request.area, "by": request.user, "on": request.day}
    if made := save(form, changes.start_audits, **given):
        return _saved(request, made, f"{made.ref} started: {made.name}")
    return answer(request, "plans/audits/form.html", form)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def audits_edit(request: AreaRequest, ref: str) -> HttpResponse:
    row = _running(request, ref)
    form = AuditsEditForm(entered(request), row=row, on=request.day)
    if save(form, changes.edit_audits, programme=row, by=request.user):
        return _saved(request, row, f"{row.ref} saved.")
    return answer(request, "plans/audits/form.html", form, row=row)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def audits_tool(request: AreaRequest, ref: str) -> HttpResponse:
    row = _running(request, ref)
    form = ToolForm(entered(request), row=row, tool=row.tools.order_by("-number")[0])
    if made := save(form, changes.change_tool, programme=row, by=request.user):
        return _saved(request, row, f"{row.ref} is judged by {made} from then on.")
    return answer(request, "plans/audits/tool_form.html", form, row=row)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def audits_end(request: AreaRequest, ref: str) -> HttpResponse:
    row = _running(request, ref)
    form = EndForm(entered(request), row=row)
    given = {"programme": row, "by": request.user, "on": request.day}
    if save(form, changes.end_audits, **given):
        return _saved(request, row, f"{row.ref} ended.")
    return answer(request, "plans/audits/end_form.html", form, row=row)


@requires(Permission.VIEW)
@require_safe
def audits_history(request: AreaRequest, ref: str) -> HttpResponse:
    row = find(AuditProgramme.objects.of(request.area), ref=ref)
    sees = reader(request).sees_all
    context = {
        "title": f"History of {row.ref}",
        "subject": row.name,
        "changes": history_of_audits(row, request.GET.get("page"), sees_counts=sees),
        "back_url": reverse("plans:audit-programme", args=[request.area.slug, row.ref]),
        "back_text": f"Back to {row.ref}",
        "note": "" if sees else UNTOLD,
    }
    return render(request, "history/page.html", context)


def _saved(request: AreaRequest, row: AuditProgramme, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:audit-programme", request.area.slug, row.ref)
