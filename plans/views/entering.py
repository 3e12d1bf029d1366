"""Many figures on one screen: one row a measure, saved together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.entering import EntrySheet, MonthForm, rows_named
from plans.policies.batches import FiguresMoved, Judged, digest_of, judge_all
from plans.policies.readings import enterable
from plans.queries.alongside import alongside_of
from plans.queries.entered import EnteredSeries, entered_of
from plans.queries.entering import months_offered, slots, slots_named
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import KeptAnswers
from sendtrack.refusals import Refusal

NOTHING = "Nothing was entered, so there is nothing to save. Fill in a row."


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def figures_enter(request: AreaRequest) -> HttpResponse:
    chosen = MonthForm(request.GET or None, months=months_offered(request.day))
    found = entered_of(request.area, request.day, enterable(request.access, request.day))
    sheet = _sheet(request, chosen, found)
    saved = _save(request, sheet, found)
    if saved:
        messages.success(request, _said(saved))
        return redirect(request.get_full_path())
    status = 409 if sheet.has_clash else 200
    context = {"sheet": sheet, "chosen": chosen, "forms": [*sheet.forms, sheet]}
    if not found and request.method != "POST":
        context["may_edit"] = request.access.allows(Permission.EDIT_MEASURES)
        return render(request, "plans/measures/nothing_to_enter.html", context)
    return render(request, "plans/measures/enter.html", context, status=status)


def _sheet(request: AreaRequest, chosen: MonthForm, found: list[EnteredSeries]) -> EntrySheet:
    """The page as it is opened, or as it came back: its rows are those that it had."""
    data = entered(request)
    if data is None:
        rows = slots(found, month=chosen.month, on=request.day)
    else:
        rows = slots_named(found, rows_named(data))
    return EntrySheet(data, slots=rows, on=request.day)


def _save(request: AreaRequest, sheet: EntrySheet, found: list[EnteredSeries]) -> list[Judged]:
    """The figures that were saved: all that were entered, or none where something has to be put
    right, answered or looked at first."""
    if request.method != "POST" or isinstance(sheet.together.data, KeptAnswers):
        return []
    judged = _judged(request, sheet, found)
    if not sheet.is_ready:
        return []
    if not judged:
        sheet.together.refuse(NOTHING, None)
        return []
    try:
        return changes.enter_readings(
            access=request.access,
            entered=[each.entered for each in judged],
            seen=digest_of(judged),
            by=request.user,
            on=request.day,
            reason=sheet.together.cleaned_data["reason"],
        )
    except Refusal as refusal:
        sheet.together.refuse(refusal.sentence, refusal.field)
    except FiguresMoved:
        sheet.together.refuse("Somebody else saved figures at this moment. Save again.", None)
    return []


def _judged(request: AreaRequest, sheet: EntrySheet, found: list[EnteredSeries]) -> list[Judged]:
    """What becomes of the rows that were touched, with what stands against each put down."""
    together = sheet.together
    if not together.is_valid():
        return []
    rows = [row for row in sheet.touched if row.form.is_valid()]
    given = [row.entered(together.cleaned_data) for row in rows]
    judged = judge_all(given, on=request.day, beside=alongside_of(request.area, found))
    for row, each in zip(rows, judged, strict=True):
        row.show(each)
    return judged


def _said(saved: list[Judged]) -> str:
    taken = [each for each in saved if each.changes_something]
    named = ", ".join(each.entered.series.measure.ref for each in taken)
    if not taken:
        return "Nothing has changed: the figures say what stood there already."
    return f"{len(taken)} figure{'' if len(taken) == 1 else 's'} saved: {named}."
