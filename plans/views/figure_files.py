"""Figures in a spreadsheet: the way out, and the way back in. Nothing changes before it is
applied."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans import changes
from plans.forms.figure_files import ApplyForm, FigureFileForm, PasteForm
from plans.models import FigureImport
from plans.policies.batches import FiguresMoved
from plans.policies.figure_files import compared_figures
from plans.policies.readings import enterable
from plans.policies.rows import Choices
from plans.queries.entered import entered_of
from plans.queries.figure_files import figure_imports_of, figure_sheet, imports_by
from plans.tables.imports import FigureImportTable
from plans.tracker.found import Unreadable
from plans.views.imports import choices_of, whole_file
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.refusals import Refusal

MOVED = (
    "Nothing was applied: figures have changed since this page was shown. It now shows how they "
    "stand. Look through it and apply again."
)


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def figures_file(request: AreaRequest) -> HttpResponse:
    """Download the figures, bring them back, and see what was brought in before."""
    form = FigureFileForm(request.POST or None, request.FILES or None, on=request.day)
    if row := save(form, changes.bring_figures, **_given(request)):
        return redirect("plans:figures-import", request.area.slug, row.number)
    table = FigureImportTable.for_request(request, imports_by(request.access))
    return answer(request, "plans/figures/file.html", form, table=table)


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def figures_paste(request: AreaRequest) -> HttpResponse:
    form = PasteForm(entered(request), on=request.day)
    if row := save(form, changes.paste_figures, **_given(request)):
        return redirect("plans:figures-import", request.area.slug, row.number)
    return answer(request, "plans/figures/paste.html", form)


def _given(request: AreaRequest) -> dict[str, object]:
    return {"area": request.area, "by": request.user, "on": request.day}


@requires(Permission.ENTER_OWN_FIGURES)
@require_safe
def figures_download(request: AreaRequest, form: str) -> HttpResponse:
    """The measures whose figures this person enters, with their newest periods to fill in."""
    chosen = format_asked_for(form)
    found = entered_of(request.area, request.day, enterable(request.access, request.day))
    sheet = figure_sheet(request.area, found, on=request.day, by=str(request.user))
    return sheet_answer(request, sheet, chosen, "figures")


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def figures_import(request: AreaRequest, number: int) -> HttpResponse:
    """What a file would change, and the button that changes it."""
    row = _brought_in(request, number)
    if not row.is_open:
        return render(request, "plans/figures/import_done.html", {"row": row})
    problem, status = "", 200
    choices = choices_of(request)
    if request.method == "POST":
        try:
            _apply(request, row, choices)
            return redirect("plans:figures-import", request.area.slug, row.number)
        except Refusal as refusal:
            problem = refusal.sentence
        except (FiguresMoved, Unreadable):
            problem, status = MOVED, 409
    return _diff(request, row, choices, problem=problem, status=status)


def _brought_in(request: AreaRequest, number: int) -> FigureImport:
    """An import of the area. Those of others are for officers alone."""
    row: FigureImport = find(figure_imports_of(request.area), number=number)
    if not imports_by(request.access).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


def _apply(request: AreaRequest, row: FigureImport, choices: Choices) -> None:
    applied = changes.apply_figures(
        row=row,
        access=request.access,
        choices=choices,
        seen=request.POST.get("seen", ""),
        leaves_refused="leave_refused" in request.POST,
        lets_few_stand="few_may_stand" in request.POST,
        note=request.POST.get("note", "")[:600].strip(),
        reason=request.POST.get("reason", "")[:600].strip(),
        by=request.user,
        on=request.day,
    )
    messages.success(request, f"{applied} is applied.")


def _diff(
    request: AreaRequest, row: FigureImport, choices: Choices, *, problem: str, status: int
) -> HttpResponse:
    context = {
        "row": row,
        "problem": problem,
        "leaves_refused": "leave_refused" in request.POST,
        "lets_few_stand": "few_may_stand" in request.POST,
        "form": ApplyForm(request.POST or None),
    }
    try:
        context["found"] = compared_figures(row, request.access, on=request.day, choices=choices)
    except Unreadable as reason:
        context["unreadable"] = str(reason)
    return render(request, "plans/figures/import.html", context, status=status)


@require_POST
@requires(Permission.ENTER_OWN_FIGURES)
def figures_abandon(request: AreaRequest, number: int) -> HttpResponse:
    row = _brought_in(request, number)
    try:
        changes.abandon_figures(row=row, by=request.user)
        messages.success(request, f"{row} was put aside. The figures are as they were.")
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("plans:figures-file", request.area.slug)


@require_safe
@requires(Permission.ENTER_OWN_FIGURES)
def figures_import_file(request: AreaRequest, number: int) -> HttpResponseBase:
    """The file as it was brought in."""
    return whole_file(request, _brought_in(request, number).file)
