"""Which measure counts a target."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.counting import CountForm, StopCountingForm
from plans.models import TargetCount
from plans.views.target import target_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def target_count(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    found = target_of(request, ref, months)
    form = CountForm(entered(request), row=found)
    if made := save(form, changes.count_target, target=found, by=request.user):
        messages.success(request, f"{made.measure.ref} counts this target.")
        return redirect("plans:target", request.area.slug, found.outcome.ref, months)
    return answer(request, "plans/count_form.html", form, target=found)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def target_uncount(request: AreaRequest, ref: str, months: int) -> HttpResponse:
    found = target_of(request, ref, months)
    count = TargetCount.objects.of(request.area).filter(target=found).first()
    if count is None:
        raise Http404
    form = StopCountingForm(entered(request), row=count)
    if save(form, changes.stop_counting, count=count, by=request.user):
        messages.success(request, "No measure counts this target now.")
        return redirect("plans:target", request.area.slug, found.outcome.ref, months)
    return answer(request, "plans/uncount_form.html", form, target=found, count=count)
