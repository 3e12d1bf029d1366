"""The plan as a spreadsheet: the way back in. Nothing changes before it is applied."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans import changes
from plans.forms.tracker import ColumnsForm, TrackerForm
from plans.models import TrackerImport
from plans.policies.imports import PlanMoved, compared
from plans.policies.rows import Choices
from plans.queries.imports import actions_of, imports_of, plan_now, remembered, table_of
from plans.queries.regimes import current_regime
from plans.tables.imports import ImportTable
from plans.tracker.found import Unreadable
from plans.tracker.headings import is_our_own
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.editing import save
from sendtrack.files.models import StoredFile
from sendtrack.files.queries import Damaged, open_stored
from sendtrack.files.serving import HEADERS, hand_out
from sendtrack.refusals import Refusal

MOST_LISTED = 100
"""Actions named on the page of an import that was applied."""

MOVED = (
    "Nothing was applied: the plan or the choices have changed since this page was shown. "
    "It now shows how they stand. Look through it and apply again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW, to_write=Permission.EDIT_PLAN)
def tracker(request: AreaRequest) -> HttpResponse:
    """Download the plan, bring it back, and see what was brought in before."""
    regime = current_regime(request.area)
    may_edit = regime is not None and request.access.allows(Permission.EDIT_PLAN)
    form = TrackerForm(request.POST or None, request.FILES or None)
    if may_edit and (row := save(form, changes.bring_tracker, **_given(request))):
        if is_our_own(table_of(row)):
            return redirect("plans:import", request.area.slug, row.number)
        return redirect("plans:import-columns", request.area.slug, row.number)
    context = {
        "form": form,
        "regime": regime,
        "may_edit": may_edit,
        "table": ImportTable.for_request(request, imports_of(request.area)) if may_edit else None,
    }
    return render(request, "plans/tracker.html", context)


def _given(request: AreaRequest) -> dict[str, object]:
    return {"area": request.area, "by": request.user, "on": request.day}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PLAN)
def tracker_import(request: AreaRequest, number: int) -> HttpResponse:
    """What a file would change, and the button that changes it."""
    row = find(imports_of(request.area), number=number)
    if not row.is_open:
        return _done(request, row)
    problem, status = "", 200
    choices = choices_of(request)
    if request.method == "POST":
        try:
            _apply(request, row, choices)
            return redirect("plans:import", request.area.slug, row.number)
        except Refusal as refusal:
            problem = refusal.sentence
        except (PlanMoved, Unreadable):
            problem, status = MOVED, 409
    return _diff(request, row, choices, problem=problem, status=status)


def _done(request: AreaRequest, row: TrackerImport) -> HttpResponse:
    touched = actions_of(row)
    context = {"row": row, "actions": touched[:MOST_LISTED], "more": len(touched[MOST_LISTED:])}
    return render(request, "plans/import_done.html", context)


def _apply(request: AreaRequest, row: TrackerImport, choices: Choices) -> None:
    applied = changes.apply_tracker(
        row=row,
        choices=choices,
        seen=request.POST.get("seen", ""),
        leaves_refused="leave_refused" in request.POST,
        by=request.user,
        on=request.day,
    )
    messages.success(request, f"{applied} is applied to the plan.")


def choices_of(request: AreaRequest) -> Choices:
    """What was ticked on the page of an import."""
    rows = request.POST.getlist("leave")
    return Choices(
        left_out=frozenset(int(row) for row in rows if row.isascii() and row.isdigit()),
        taken=frozenset(request.POST.getlist("take")),
    )


def _diff(
    request: AreaRequest, row: TrackerImport, choices: Choices, *, problem: str, status: int
) -> HttpResponse:
    context = {
        "row": row,
        "problem": problem,
        "unreadable": "",
        "leaves_refused": "leave_refused" in request.POST,
    }
    try:
        context["found"] = compared(row, on=request.day, choices=choices)
    except Unreadable as reason:
        context["unreadable"] = str(reason)
    return render(request, "plans/import.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PLAN)
def columns(request: AreaRequest, number: int) -> HttpResponse:
    """What the columns and words of another tracker mean here."""
    row = find(imports_of(request.area), number=number)
    if not row.is_open:
        return redirect("plans:import", request.area.slug, row.number)
    try:
        table = table_of(row)
    except Unreadable:
        return redirect("plans:import", request.area.slug, row.number)
    last = remembered(request.area)
    form = ColumnsForm(
        request.POST or None,
        table=table,
        plan=plan_now(request.area, request.day),
        reading=row.reading,
        headings=last.headings if last else {},
        words=last.words if last else {},
        named=str(row.file),
    )
    if save(form, changes.match_tracker, row=row, by=request.user):
        return redirect("plans:import", request.area.slug, row.number)
    return render(request, "plans/import_columns.html", {"row": row, "form": form})


@require_POST
@requires(Permission.EDIT_PLAN)
def abandon(request: AreaRequest, number: int) -> HttpResponse:
    row = find(imports_of(request.area), number=number)
    try:
        changes.abandon_tracker(row=row, by=request.user)
        messages.success(request, f"{row} was put aside. The plan is as it was.")
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("plans:tracker", request.area.slug)


@require_safe
@requires(Permission.EDIT_PLAN)
def import_file(request: AreaRequest, number: int) -> HttpResponseBase:
    """The file as it was brought in."""
    return whole_file(request, find(imports_of(request.area), number=number).file)


def whole_file(request: AreaRequest, stored: StoredFile) -> HttpResponseBase:
    """A spreadsheet that was brought in: small enough to be handed out in one piece."""
    if not stored.may_be_downloaded:
        return hand_out(request, stored)
    try:
        with open_stored(stored) as kept:
            content = kept.read()
    except Damaged:
        return hand_out(request, stored)
    response = HttpResponse(content, content_type=stored.content_type, headers=HEADERS)
    named = content_disposition_header(True, stored.original_name)
    response["Content-Disposition"] = named or "attachment"
    return response
