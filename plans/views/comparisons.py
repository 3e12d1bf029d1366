"""A measure beside others: the comparison, its spreadsheet, and what it is compared with."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.published import CompareForm, StopForm
from plans.models import Comparator, Measure
from plans.policies.published import warning_of_unit
from plans.published.shape import Indicator
from plans.queries.compared import compared
from plans.queries.comparison import Compared
from plans.queries.comparison_drawing import beside
from plans.queries.comparison_sheet import comparison_sheet
from plans.queries.published import comparator_of, files_of, newest_of_each, taken_out
from plans.queries.series import read_measure
from plans.views.readers import reader
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def _asked(request: AreaRequest, measure: Measure) -> Compared:
    """The comparison that the address asks for, or 404."""
    found = _found(request, measure)
    if found is None:
        raise Http404
    return found


def _found(request: AreaRequest, measure: Measure) -> Compared | None:
    series = read_measure(measure, request.day, reader(request))
    return compared(
        request.area,
        [series],
        request.day,
        release=_number(request.GET.get("release", "")),
        period_end=_day(request.GET.get("period", "")),
    ).get(measure.pk)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@requires(Permission.VIEW)
@require_safe
def comparison(request: AreaRequest, ref: str) -> HttpResponse:
    measure = find(Measure.objects.of(request.area), ref=ref)
    found = _found(request, measure)
    if found is None:
        return _gone(request, measure)
    context = {
        "measure": measure,
        "gone": taken_out(found.comparator, found.files[0]),
        **beside(found, request.area, measure),
        "periods": [(each, found.named_period(each)) for each in found.periods],
        "may_edit": measure.is_in_use and request.access.allows(Permission.EDIT_MEASURES),
    }
    return render(request, "plans/comparisons/comparison.html", context)


def _gone(request: AreaRequest, measure: Measure) -> HttpResponse:
    """An address of a release that was taken out again leads to what says so, or is not found."""
    row = comparator_of(measure)
    number = _number(request.GET.get("release", ""))
    gone = taken_out(row, None) if row else []
    if not any(number in (None, each.file.number) for each in gone):
        raise Http404
    if number is not None:
        return redirect("plans:comparison", request.area.slug, measure.ref)
    return redirect(f"{reverse('plans:measure', args=[request.area.slug, measure.ref])}#others")


@requires(Permission.VIEW)
@require_safe
def comparison_download(request: AreaRequest, ref: str, form: str) -> HttpResponse:
    chosen = format_asked_for(form)
    measure = find(Measure.objects.of(request.area), ref=ref)
    sheet = comparison_sheet(
        request.area, measure, _asked(request, measure), on=request.day, by=str(request.user)
    )
    return sheet_answer(request, sheet, chosen, f"{measure.ref.lower()}-compared")


@requires(Permission.EDIT_MEASURES)
@require_safe
def compare_choose(request: AreaRequest, ref: str) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    context = {"measure": measure, "files": newest_of_each(request.area)}
    return render(request, "plans/comparisons/choose.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def compare(request: AreaRequest, ref: str, number: int) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    file = find(files_of(request.area).in_use(), number=number)
    definition = read_measure(measure, request.day, reader(request)).definitions[-1]
    form = CompareForm(entered(request), file=file, definition=definition)
    given = {"measure": measure, "file": file, "by": request.user, "on": request.day}
    if made := save(form, changes.compare_with, **given):
        messages.success(request, f"{made}.")
        _warn(request, made, file.shape.indicator(made.indicator))
        return redirect("plans:measure", request.area.slug, measure.ref)
    context = {"measure": measure, "file": file, "definition": definition}
    return answer(request, "plans/comparisons/compare_form.html", form, **context)


def _warn(request: AreaRequest, made: Comparator, indicator: Indicator | None) -> None:
    assert indicator is not None
    if told := warning_of_unit(made.definition, indicator, made.times):
        messages.warning(request, told)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def compare_stop(request: AreaRequest, ref: str) -> HttpResponse:
    measure = find(Measure.objects.of(request.area), ref=ref)
    row = comparator_of(measure)
    if row is None:
        raise Http404
    form = StopForm(entered(request), row=row)
    given = {"comparator": row, "by": request.user, "on": request.day}
    if save(form, changes.stop_comparing, **given):
        messages.success(request, f"{measure.ref} is no longer compared with {row.indicator}.")
        return redirect("plans:measure", request.area.slug, measure.ref)
    return answer(request, "plans/comparisons/stop_form.html", form, measure=measure, row=row)
