"""Views heard at meetings of the board: on the agenda, in the minutes, and over many meetings."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from boards import changes
from boards.forms.heard import AnswerViewForm, BringForm, TakeOffForm
from boards.models import HeardView, Meeting
from boards.queries.board import current_board
from boards.queries.heard import MEETINGS, board_heard
from boards.views.scope import may_run, meeting_of
from plans.states import VoiceGroup
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.periods import day_in_words

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW)
def heard(request: AreaRequest) -> HttpResponse:
    """Which groups reached the board over its last meetings, and what it answered."""
    body = current_board(request.area)
    every = request.GET.get("meetings") == "all"
    found = board_heard(body, request.day, None if every else MEETINGS) if body else None
    context = {
        "board": body,
        "heard": found,
        "group_names": [group.label for group in VoiceGroup],
        "is_cut": found is not None and not every and len(found.meetings) == MEETINGS,
        "may_run": may_run(request),
    }
    return render(request, "boards/heard.html", context)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def bring(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = BringForm(entered(request), meeting=found)
    made = save(form, changes.bring_views, meeting=found, by=request.user)
    if made is not None:
        many = f"{len(made)} entries stand" if len(made) != 1 else "1 entry stands"
        messages.success(request, f"{many} at the meeting of {day_in_words(found.meets_on)}.")
        return _to(found)
    return answer(request, "boards/views_bring.html", form, meeting=found)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def answer_view(request: AreaRequest, meets_on: date, ref: str) -> HttpResponse:
    view = _view(request, meets_on, ref)
    form = AnswerViewForm(entered(request), row=view)
    if save(form, changes.answer_view, view=view, by=request.user):
        messages.success(request, f"The answer to {ref} is in the minutes.")
        return _to(view.meeting)
    return answer(request, "boards/view_form.html", form, view=view, meeting=view.meeting)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def take_off(request: AreaRequest, meets_on: date, ref: str) -> HttpResponse:
    view = _view(request, meets_on, ref)
    form = TakeOffForm(entered(request), row=view)

    def verb(**given: object) -> bool:
        changes.take_off_view(view=view, by=request.user, **given)  # type: ignore[arg-type]  # the form's own answers
        return True

    if save(form, verb):
        messages.success(request, f"{ref} is taken off the agenda.")
        return _to(view.meeting)
    context = {"view": view, "meeting": view.meeting, "takes_off": True}
    return answer(request, "boards/view_form.html", form, **context)


def _view(request: AreaRequest, meets_on: date, ref: str) -> HeardView:
    rows = HeardView.objects.of(request.area).filter(meeting=meeting_of(request, meets_on))
    return find(rows.select_related("voice__area", "meeting__local_area"), voice__ref=ref)


def _to(meeting: Meeting) -> HttpResponse:
    address = reverse("boards:meeting", args=[meeting.local_area.slug, meeting.meets_on])
    return redirect(f"{address}#views")
