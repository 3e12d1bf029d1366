"""The action log and each of its items."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards import changes
from boards.forms.log import EditLogItemForm, ReopenForm
from boards.models import LogItem
from boards.queries import current_board, log_of
from boards.queries.history import history_of_item
from boards.queries.narrow import Show, filters_of, narrowed
from boards.queries.record import spoken_of
from boards.states import LogState
from boards.tables import LogTable
from boards.views.scope import item_of, may_run
from plans.policies.work import warning_of_late_date
from sendtrack.accounts.permissions import Permission, who_may
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@require_safe
@requires(Permission.VIEW)
def log(request: AreaRequest) -> HttpResponse:
    """The items as they stand, narrowed by `?show=`."""
    body = current_board(request.area)
    lines = log_of(body, request.day) if body else []
    show = Show.of(request.GET.get("show", ""))
    mine = request.access.person
    context = {
        "board": body,
        "table": LogTable.for_request(request, narrowed(lines, show, mine), show=show),
        "filters": filters_of(lines, show, mine),
        "may_run": may_run(request),
    }
    return render(request, "boards/log.html", context)


@require_safe
@requires(Permission.VIEW)
def item(request: AreaRequest, ref: str) -> HttpResponse:
    found = item_of(request, ref)
    line = next(each for each in log_of(found.body, request.day) if each.item == found)
    mine = request.access.person
    is_mine = mine is not None and line.holder_id == mine.pk and line.state == LogState.OPEN
    context = {
        "item": found,
        "line": line,
        "recorders": who_may(Permission.RUN_BOARD) if is_mine else "",
        "spoken": spoken_of(found, request.day),
        "late": warning_of_late_date(regime=found.body.kept_for, due_on=found.due_on),
        "may_run": may_run(request),
    }
    return render(request, "boards/log_item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def edit(request: AreaRequest, ref: str) -> HttpResponse:
    found = item_of(request, ref)
    form = EditLogItemForm(entered(request), row=found, on=request.day)
    if edited := save(form, changes.edit_log_item, by=request.user, item=found):
        messages.success(request, f"{ref} is changed.")
        if late := warning_of_late_date(regime=found.body.kept_for, due_on=edited.due_on):
            messages.warning(request, late)
        return _to(found)
    return answer(request, "boards/log_item_edit.html", form, item=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def reopen(request: AreaRequest, ref: str) -> HttpResponse:
    found = item_of(request, ref)
    if found.state == LogState.OPEN:
        return _to(found)
    form = ReopenForm(entered(request), row=found)
    if save(form, changes.reopen_log_item, by=request.user, item=found):
        messages.success(request, f"{ref} is open again.")
        return _to(found)
    return answer(request, "boards/log_item_reopen.html", form, item=found)


@require_safe
@requires(Permission.VIEW)
def history(request: AreaRequest, ref: str) -> HttpResponse:
    found = item_of(request, ref)
    context = {
        "item": found,
        "title": f"History of {ref}",
        "subject": found.what,
        "changes": history_of_item(found, request.GET.get("page")),
    }
    return render(request, "boards/log_item_history.html", context)


def _to(found: LogItem) -> HttpResponse:
    return redirect("boards:log-item", found.local_area.slug, found.ref)
