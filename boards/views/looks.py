"""Who looked at the data, in their own words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards import changes
from boards.forms.looks import LookForm
from boards.queries.board import current_board
from boards.queries.looks import looks_of, months_until
from boards.views.scope import board_of
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.periods import day_in_words


@require_safe
@requires(Permission.VIEW)
def looks(request: AreaRequest) -> HttpResponse:
    """Month by month and seat by seat, and what was noticed."""
    body = current_board(request.area)
    found = looks_of(body, request.day) if body else None
    may = request.access.allows(Permission.SAY_LOOKED)
    may_say = bool(body and body.kept_for.is_shown and found and found.months and may)
    return render(request, "boards/looks.html", {"board": body, "looks": found, "may_say": may_say})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.SAY_LOOKED)
def look_add(request: AreaRequest) -> HttpResponse:
    body = board_of(request)
    if not months_until(body.kept_for, request.day):
        messages.info(request, "No month of the plan is complete yet.")
        return redirect("boards:looks", request.area.slug)
    form = LookForm(entered(request), regime=body.kept_for, on=request.day)
    given = {"access": request.access, "by": request.user, "on": request.day}
    if look := save(form, changes.say_looked, body=body, **given):
        day = day_in_words(look.data_to)
        messages.success(request, f"It is on record that you looked at the data to {day}.")
        return redirect("boards:looks", request.area.slug)
    return answer(request, "boards/look_form.html", form, board=body)
