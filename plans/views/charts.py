"""A measure's chart: the rules it is read by, where it is rebased, and its trajectory."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.charts import (
    AgreeForm,
    ChartForm,
    PointForm,
    RebaseForm,
    RemovePointForm,
    UndoRebaseForm,
)
from plans.models import Measure, Rebase, TrajectoryPoint
from plans.queries.judged import steps_in_words
from plans.queries.series import read_measure
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


def _measure(request: AreaRequest, ref: str) -> Measure:
    return find(Measure.objects.of(request.area).in_use(), ref=ref)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def chart_edit(request: AreaRequest, ref: str) -> HttpResponse:
    measure = _measure(request, ref)
    form = ChartForm(entered(request), row=measure)
    if save(form, changes.set_chart, measure=measure, by=request.user):
        return _saved(request, measure, f"The chart of {measure.ref} is saved.")
    return answer(request, "plans/measures/chart_form.html", form, measure=measure)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def rebase(request: AreaRequest, ref: str) -> HttpResponse:
    measure = _measure(request, ref)
    segment = read_measure(measure, request.day, reader(request)).segment
    form = RebaseForm(entered(request), row=measure, points=segment)
    if save(form, changes.rebase, measure=measure, by=request.user, on=request.day):
        return _saved(request, measure, f"{measure.ref} is rebased.")
    return answer(request, "plans/measures/rebase_form.html", form, measure=measure)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def rebase_undo(request: AreaRequest, ref: str, starts: date) -> HttpResponse:
    measure = _measure(request, ref)
    row = find(Rebase.objects.of(request.area), measure=measure, starts_on=starts)
    form = UndoRebaseForm(entered(request), row=row)
    if row in read_measure(measure, request.day, reader(request)).rebases_before:
        messages.info(request, "It has no effect any more: it is counted otherwise since.")
        return redirect("plans:measure", request.area.slug, measure.ref)
    if save(form, changes.undo_rebase, rebase=row, by=request.user):
        return _saved(request, measure, f"The rebase of {measure.ref} is taken back.")
    return answer(request, "plans/measures/undo_form.html", form, measure=measure, rebase=row)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def point_set(request: AreaRequest, ref: str) -> HttpResponse:
    measure = _measure(request, ref)
    form = PointForm(entered(request))
    if save(form, changes.set_point, measure=measure, by=request.user):
        return _saved(request, measure, f"The trajectory of {measure.ref} is saved.")
    return answer(request, "plans/measures/point_form.html", form, measure=measure)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def values_agree(request: AreaRequest, ref: str) -> HttpResponse:
    """What lies ahead was agreed before the measure was counted otherwise: set it again, or say
    that it stands."""
    measure = _measure(request, ref)
    series = read_measure(measure, request.day, reader(request))
    form = AgreeForm(entered(request), row=measure)
    told = {"seen": request.POST.get("seen", ""), "by": request.user, "on": request.day}
    if save(form, changes.agree_values, measure=measure, **told):
        return _saved(request, measure, f"The values of {measure.ref} are agreed.")
    waiting = {step.by_on for step in series.values_to_agree}
    steps = [step for step in steps_in_words(series) if step.by_on in waiting]
    context = {"measure": measure, "series": series, "steps": steps}
    return answer(request, "plans/measures/values_form.html", form, **context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def point_remove(request: AreaRequest, ref: str, by_on: date) -> HttpResponse:
    measure = _measure(request, ref)
    row = find(TrajectoryPoint.objects.of(request.area), measure=measure, by_on=by_on)
    form = RemovePointForm(entered(request), row=row)
    if save(form, changes.remove_point, point=row, by=request.user):
        return _saved(request, measure, f"A point of the trajectory of {measure.ref} is gone.")
    return answer(
        request, "plans/measures/remove_point_form.html", form, measure=measure, point=row
    )


def _saved(request: AreaRequest, measure: Measure, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:measure", request.area.slug, measure.ref)
