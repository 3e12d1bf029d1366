"""The figure of one period: enter it, change it, take it out, count progress from it."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.readings import BaselineForm, ReadingForm, RemoveForm
from plans.models import Measure, Reading
from plans.policies.readings import enterable, may_enter
from plans.queries.alongside import Alongside, alongside_measure
from plans.queries.entered import EnteredPoint
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def _point(beside: Alongside, measure: Measure, ends: date) -> EnteredPoint:
    """The period of a measure that ends on a day, or 404."""
    points = beside.series[measure.pk].points
    point = next((each for each in points if each.period.end == ends), None)
    if point is None:
        raise Http404
    return point


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def reading(request: AreaRequest, ref: str, ends: date) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    if not may_enter(measure, request.access, request.day):
        raise PermissionDenied
    beside = alongside_measure(measure, request.day, enterable(request.access, request.day))
    point = _point(beside, measure, ends)
    row = point.reading or Reading(measure=measure)
    form = ReadingForm(entered(request), row=row, point=point, beside=beside, on=request.day)
    given = {"measure": measure, "period": point.period, "by": request.user, "on": request.day}
    if save(form, changes.enter_reading, **given):
        messages.success(request, f"{measure.ref}, {point.name} saved.")
        return redirect("plans:measure", request.area.slug, measure.ref)
    may_edit = request.access.allows(Permission.EDIT_MEASURES)
    context = {"measure": measure, "point": point, "may_edit": may_edit}
    return answer(request, "plans/measures/reading_form.html", form, **context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def reading_remove(request: AreaRequest, ref: str, ends: date) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    row = find(Reading.objects.of(request.area), measure=measure, period_end=ends)
    form = RemoveForm(entered(request), row=row)
    if save(form, changes.remove_reading, reading=row, by=request.user):
        messages.success(request, f"{row} taken out.")
        return redirect("plans:measure", request.area.slug, measure.ref)
    return answer(request, "plans/measures/remove_form.html", form, measure=measure, reading=row)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def reading_baseline(request: AreaRequest, ref: str, ends: date) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    row = find(Reading.objects.of(request.area), measure=measure, period_end=ends)
    form = BaselineForm(entered(request), row=row)
    if save(form, changes.set_baseline, reading=row, by=request.user):
        messages.success(request, f"{row} is the baseline.")
        return redirect("plans:measure", request.area.slug, measure.ref)
    return answer(request, "plans/measures/baseline_form.html", form, measure=measure, reading=row)
