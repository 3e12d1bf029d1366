"""Published statistics: the files that were brought in, our own council, and its neighbours."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import changes
from plans.forms.published import CouncilForm, NeighboursForm, PublishedForm, TakeOutForm
from plans.policies.published import why_not_to_take_out
from plans.queries.published import (
    council_of_area,
    data_sets,
    files_of,
    neighbour_sets,
    revisions,
)
from plans.tables.published import PublishedTable
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.files.serving import hand_out


@requires(Permission.VIEW)
@require_safe
def published(request: AreaRequest) -> HttpResponse:
    sets = list(neighbour_sets(request.area))
    context = {
        "table": PublishedTable.for_request(request, files_of(request.area)),
        "council": council_of_area(request.area),
        "sets": sets,
        "may_edit": request.access.allows(Permission.EDIT_MEASURES),
    }
    return render(request, "plans/published/published.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def published_add(request: AreaRequest) -> HttpResponse:
    form = PublishedForm(entered(request), request.FILES or None, area=request.area)
    given = {"area": request.area, "by": request.user, "on": request.day}
    if made := save(form, changes.bring_published, **given):
        messages.success(request, f"{made} is kept.")
        return redirect("plans:published-file", request.area.slug, made.number)
    context = {"council": council_of_area(request.area), "has_data": data_sets(request.area)}
    return answer(request, "plans/published/add_form.html", form, **context)


@requires(Permission.VIEW)
@require_safe
def published_file(request: AreaRequest, number: int) -> HttpResponse:
    file = find(files_of(request.area), number=number)
    context = {
        "file": file,
        "looks_back": request.access.looks_back,
        "revisions": revisions(file, council_of_area(request.area)),
        "may_edit": request.access.allows(Permission.EDIT_MEASURES),
    }
    return render(request, "plans/published/file.html", context)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def published_out(request: AreaRequest, number: int) -> HttpResponse:
    file = find(files_of(request.area), number=number)
    form = TakeOutForm(entered(request), row=file)
    if not form.is_bound and (because := why_not_to_take_out(file)):
        messages.info(request, because)
        return redirect("plans:published-file", request.area.slug, file.number)
    given = {"file": file, "by": request.user, "on": request.day}
    if save(form, changes.take_out_published, **given):
        messages.success(request, "None of its figures is used any more.")
        return redirect("plans:published-file", request.area.slug, file.number)
    return answer(request, "plans/published/out_form.html", form, file=file)


@requires(Permission.EDIT_MEASURES)
@require_safe
def published_bytes(request: AreaRequest, number: int) -> HttpResponse | FileResponse:
    """The file as it was brought in."""
    return hand_out(request, find(files_of(request.area), number=number).file)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def compared_council(request: AreaRequest) -> HttpResponse:
    row = council_of_area(request.area)
    form = CouncilForm(entered(request), area=request.area, row=row)
    if said := save(form, changes.say_council, area=request.area, by=request.user):
        messages.success(request, f"Our own council is {said}.")
        return redirect("plans:published", request.area.slug)
    return answer(request, "plans/published/council_form.html", form)


@requires(Permission.EDIT_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def neighbours_add(request: AreaRequest) -> HttpResponse:
    own = council_of_area(request.area)
    is_first = not neighbour_sets(request.area).exists()
    form = NeighboursForm(entered(request), own=own, is_first=is_first)
    given = {"area": request.area, "by": request.user, "on": request.day}
    if made := save(form, changes.choose_neighbours, **given):
        messages.success(request, f"{len(made.members)} neighbours are chosen.")
        return redirect("plans:published", request.area.slug)
    return answer(request, "plans/published/neighbours_form.html", form, council=own)
