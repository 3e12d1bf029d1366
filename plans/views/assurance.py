"""Whether an area that left formal monitoring still holds."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.assurance import AssuranceForm, CheckForm
from plans.models import AreaOfWeakness, Assurance
from plans.policies.assurance import is_to_be_assured, may_check
from plans.queries.commentary import Watched, watched
from plans.queries.plan import areas_in_force
from plans.views.readers import reader
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.periods import day_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.EDIT_PLAN)
def assurance_edit(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    if not is_to_be_assured(weakness):
        raise Http404
    row = getattr(weakness, "assurance", None)
    form = AssuranceForm(
        entered(request),
        row=row or Assurance(local_area=request.area, area=weakness),
        on=request.day,
    )
    given = {} if row else {"reason": "Planned how the area assures itself"}
    if saved := save(form, changes.plan_assurance, area=weakness, by=request.user, **given):
        messages.success(request, f"The next check is due by {day_in_words(saved.next_due_on)}.")
        return redirect(_holds_on(request, weakness.ref))
    return answer(request, "plans/assurance_form.html", form, weakness=weakness)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.UPDATE_OWN_ACTIONS)
def assurance_check(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    row = find(Assurance.objects.of(request.area).select_related("owner"), area=weakness)
    if not may_check(assurance=row, access=request.access, on=request.day):
        raise PermissionDenied
    form = CheckForm(entered(request), row=row, today=request.day)
    given = {"assurance": row, "by": request.user, "on": request.day}
    if save(form, changes.record_check, **given):
        messages.success(request, f"The check of area ({weakness.ref}) is on record.")
        return redirect(_holds_on(request, weakness.ref))
    told = {"assurance": row, "is_check": True, "measures": _watched(request, weakness)}
    return answer(request, "plans/assurance_form.html", form, weakness=weakness, **told)


def _watched(request: AreaRequest, weakness: AreaOfWeakness) -> Watched:
    return watched(request.area, request.day, reader(request), weakness)


def _holds_on(request: AreaRequest, ref: str) -> str:
    return reverse("plans:area", args=[request.area.slug, ref]) + "#holds"
