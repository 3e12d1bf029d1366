"""Measures: the list, one measure's page, and the forms that keep it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.measures import MeasureEditForm, MeasureForm, RedefineForm, RetireForm
from plans.measuring.library import library, started_from
from plans.models import Comparator, Measure
from plans.policies.measures import warning_of_headlines
from plans.policies.readings import may_enter
from plans.queries.audit_feeds import audits_of_measure
from plans.queries.beside import others_of
from plans.queries.commentary import said_of, told
from plans.queries.compared import compared
from plans.queries.comparison import Compared
from plans.queries.comparison_drawing import beside
from plans.queries.control import Control, asked_of, grid, read_control
from plans.queries.control_drawing import drawing_of
from plans.queries.evidence import evidence_about
from plans.queries.figures_sheet import figures_sheet
from plans.queries.history import history_of_measure
from plans.queries.judged import course, newest_judged, steps_in_words
from plans.queries.ladder_drawing import ladder_of
from plans.queries.moved_by import moved_by
from plans.queries.published import TakenOut, comparator_of, taken_out
from plans.queries.series import Series, read_measure, sees_each_version, series_of
from plans.queries.year_before import year_before
from plans.statistics.control import asked_as_json
from plans.tables.measures import FigureTable, MeasureTable
from plans.views.disclosure import small_numbers_of
from plans.views.readers import reader
from plans.views.tracker import format_asked_for, sheet_answer
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save

UNTOLD = (
    "From what to what a figure changed is left out: two versions of it could tell of a few "
    "children."
)


@requires(Permission.VIEW)
@require_safe
def measures(request: AreaRequest) -> HttpResponse:
    found = [
        read_control(series) for series in series_of(request.area, request.day, reader(request))
    ]
    others = others_of(request.area, [each.series for each in found], request.day)
    in_use = [each for each in found if each.series.measure.is_in_use]
    retired = [each for each in found if not each.series.measure.is_in_use]
    headlines = [each for each in in_use if each.series.measure.is_headline]
    context = {
        "table": MeasureTable(in_use, slug=request.area.slug, others=others),
        "retired": MeasureTable(retired, slug=request.area.slug),
        "headlines": headlines,
        "too_many_headlines": warning_of_headlines(len(headlines)),
        "grid": grid(in_use) if in_use else [],
        "beside": {pk: each.short for pk, each in others.items() if each.short},
        "late": [each for each in in_use if each.series.late],
        "may_edit": request.access.allows(Permission.EDIT_MEASURES),
        "may_enter": request.access.allows(Permission.ENTER_OWN_FIGURES),
    }
    return render(request, "plans/measures/measures.html", context)


@requires(Permission.VIEW)
@require_safe
def measure(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(Measure.objects.of(request.area), ref=ref)
    series = read_measure(found, request.day, reader(request))
    may_edit = found.is_in_use and request.access.allows(Permission.EDIT_MEASURES)
    enters = found.is_in_use and may_enter(found, request.access, request.day)
    control = read_control(series)
    context = {
        "measure": series.measure,
        "series": series,
        "control": control,
        "newest": newest_judged(series),
        "told": told([control])[0],
        "said": said_of(series),
        "steps": steps_in_words(series),
        "removable": any(step.target is None for step in series.trajectory),
        "course": course(series),
        "table": FigureTable(control, may_enter=enters, slug=request.area.slug),
        "may_edit": may_edit,
        "may_enter": enters,
        **_drawn(control),
        **small_numbers_of(request, found),
        **_beside_figures(request, series),
    }
    return render(request, "plans/measures/measure.html", context)


def _drawn(control: Control) -> dict[str, object]:
    """Its chart and its ladder, both whole and for a telephone."""
    return {
        "drawing": drawing_of(control),
        "narrow": drawing_of(control, narrow=True),
        "ladder": ladder_of(control.series),
        "narrow_ladder": ladder_of(control.series, narrow=True),
    }


def _beside_figures(request: AreaRequest, series: Series) -> dict[str, object]:
    """What others count, or what we did a year before, and evidence of the same thing."""
    others = compared(request.area, [series], request.day)
    found = others.get(series.measure.pk)
    comparator = found.comparator if found else comparator_of(series.measure)
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    return {
        **beside(found, request.area, series.measure),
        "comparator": comparator,
        "gone": _taken_out(comparator, found),
        "before": None if others else year_before(series, series.latest),
        "actions": moved_by(series),
        "audits": audits_of_measure(series.measure),
        "evidence": evidence_about(measure=series.measure, may_see_restricted=sees),
    }


def _taken_out(comparator: Comparator | None, found: Compared | None) -> list[TakenOut]:
    """Releases that it would be compared with, had they not been taken out again."""
    if comparator is None:
        return []
    gone = taken_out(comparator, found.files[0] if found else None)
    return [each for each in gone if each.instead or not found]


@requires(Permission.VIEW)
@require_safe
def measure_download(request: AreaRequest, ref: str, form: str) -> HttpResponse:
    chosen = format_asked_for(form)
    found = find(Measure.objects.of(request.area), ref=ref)
    series = read_measure(found, request.day, reader(request))
    sheet = figures_sheet(request.area, read_control(series), by=str(request.user))
    return sheet_answer(request, sheet, chosen, f"{found.ref.lower()}-figures")


@requires(Permission.VIEW)
@require_safe
def measure_chart(request: AreaRequest, ref: str) -> HttpResponse:
    """What the chart is worked out from, as `python -m plans.statistics.control` reads it."""
    found = find(Measure.objects.of(request.area), ref=ref)
    control = read_control(read_measure(found, request.day, reader(request)))
    if not control.points:
        raise Http404
    given = asked_as_json(asked_of(control))
    response = JsonResponse(given, json_dumps_params={"indent": 2})
    name = f"{request.area.slug}-{found.ref.lower()}-chart-{request.day.isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.VIEW)
@require_safe
def measure_history(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(Measure.objects.of(request.area), ref=ref)
    sees = sees_each_version(found, reader(request))
    context = {
        "title": f"History of {found.ref}",
        "subject": found.name,
        "changes": history_of_measure(found, request.GET.get("page"), sees_figures=sees),
        "back_url": reverse("plans:measure", args=[request.area.slug, found.ref]),
        "back_text": f"Back to {found.ref}",
        "note": "" if sees else UNTOLD,
    }
    return render(request, "history/page.html", context)


@requires(Permission.EDIT_MEASURES)
@require_safe
def measure_library(request: AreaRequest) -> HttpResponse:
    used = dict(Measure.objects.of(request.area).in_use().values_list("library_key", "ref"))
    context = {"groups": library(), "used": used}
    return render(request, "plans/measures/library.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def measure_add(request: AreaRequest) -> HttpResponse:
    start = started_from(request.GET.get("from", ""))
    form = MeasureForm(entered(request), area=request.area, on=request.day, start=start.told)
    given = {"area": request.area, "by": request.user, "on": request.day}
    if made := save(form, changes.add_measure, library_key=start.key, **given):
        messages.success(request, f"{made.ref} added: {made.name}")
        return redirect("plans:measure", request.area.slug, made.ref)
    return answer(request, "plans/measures/measure_form.html", form, start=start)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def measure_edit(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(Measure.objects.of(request.area).in_use(), ref=ref)
    form = MeasureEditForm(entered(request), row=found, on=request.day)
    if save(form, changes.edit_measure, measure=found, by=request.user):
        return _saved(request, found, f"{found.ref} saved.")
    return answer(request, "plans/measures/edit_form.html", form, measure=found)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def measure_redefine(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(Measure.objects.of(request.area).in_use(), ref=ref)
    series = read_measure(found, request.day, reader(request))
    form = RedefineForm(entered(request), row=found, definition=series.definitions[-1])
    given = {"measure": found, "by": request.user, "on": request.day}
    if made := save(form, changes.redefine, **given):
        return _saved(request, found, f"Definition {made.number} of {found.ref} saved.")
    return answer(request, "plans/measures/redefine_form.html", form, measure=found)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def measure_retire(request: AreaRequest, ref: str) -> HttpResponse:
    found = find(Measure.objects.of(request.area), ref=ref)
    form = RetireForm(entered(request), row=found)
    given = {"measure": found, "by": request.user, "on": request.day}
    if save(form, changes.retire_measure, **given):
        return _saved(request, found, f"{found.ref} is no longer counted.")
    return answer(request, "plans/measures/retire_form.html", form, measure=found)


def _saved(request: AreaRequest, measure: Measure, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:measure", request.area.slug, measure.ref)
