"""Areas of weakness that change shape: split, merged, dropped, called something by a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.shape import DropForm, LabelForm, MergeForm, SplitForm
from plans.queries.lineage import holdings_of
from plans.queries.plan import areas_in_force
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def area_split(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    held = holdings_of(weakness)
    form = SplitForm(entered(request), row=weakness, held=held)
    given = {"area": weakness, "by": request.user, "on": request.day}
    if made := save(form, changes.split_area, **given):
        into = " and ".join(f"({each.ref})" for each in made)
        messages.success(request, f"Area ({weakness.ref}) is split into {into}.")
        return redirect("plans:area", request.area.slug, weakness.ref)
    return answer(request, "plans/shape/split.html", form, weakness=weakness, held=held)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def area_merge(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    form = MergeForm(entered(request), row=weakness)
    given = {"area": weakness, "by": request.user, "on": request.day}
    if made := save(form, changes.merge_areas, **given):
        messages.success(request, f"The areas are merged into ({made.ref}) {made.short_title}.")
        return redirect("plans:area", request.area.slug, made.ref)
    return answer(request, "plans/shape/merge.html", form, weakness=weakness)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def area_drop(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    held = holdings_of(weakness)
    form = DropForm(entered(request), row=weakness, held=held)
    given = {"area": weakness, "by": request.user, "on": request.day}
    if save(form, changes.drop_area, **given):
        messages.success(request, f"Area ({weakness.ref}) is dropped.")
        return redirect("plans:area", request.area.slug, weakness.ref)
    return answer(request, "plans/shape/drop.html", form, weakness=weakness, held=held)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def area_label(request: AreaRequest, ref: str) -> HttpResponse:
    weakness = find(areas_in_force(request.area), ref__iexact=ref)
    form = LabelForm(entered(request), area=request.area)
    if save(form, changes.label_area, area=weakness, by=request.user) is not None:
        messages.success(request, f"What documents call area ({weakness.ref}) is saved.")
        return redirect("plans:area", request.area.slug, weakness.ref)
    labels = weakness.labels.select_related("document").order_by("document__dated_on", "pk")
    return answer(request, "plans/shape/label.html", form, weakness=weakness, labels=labels)
