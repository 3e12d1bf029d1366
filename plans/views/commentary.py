"""What people say of the figure of one period."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.commentary import CommentaryForm
from plans.models import Commentary, Measure
from plans.policies.doubts_of_words import doubts_of_words
from plans.policies.readings import may_enter
from plans.queries.commentary import reasons
from plans.queries.control import read_control
from plans.queries.judged import judged
from plans.queries.series import read_measure
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.ENTER_OWN_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def comment(request: AreaRequest, ref: str, ends: date) -> HttpResponse:
    measure = find(Measure.objects.of(request.area).in_use(), ref=ref)
    if not may_enter(measure, request.access, request.day):
        raise PermissionDenied
    series = read_measure(measure, request.day, reader(request))
    point = next((each for each in series.points if each.period.end == ends), None)
    if point is None:
        raise Http404
    asked = reasons(read_control(series)) if point == series.latest else []
    known = Commentary.objects.of(request.area).filter(measure=measure, period_end=ends).first()
    form = CommentaryForm(entered(request), row=known or Commentary(measure=measure), reasons=asked)
    given = {"measure": measure, "period": point.period, "by": request.user, "on": request.day}
    if save(form, changes.comment, **given):
        messages.success(request, f"Commentary on {measure.ref}, {point.name}, saved.")
        for hint in doubts_of_words(series, point, form.cleaned_data):
            messages.warning(request, f"Look again at what is said. {hint.sentence}")
        return redirect("plans:measure", request.area.slug, measure.ref)
    context = {"measure": measure, "point": point, "asked": asked, "found": judged(series, point)}
    return answer(request, "plans/measures/comment_form.html", form, **context)
