"""Meetings before and after: the page of each, planning, moving, inviting, cancelling."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import changes
from boards.forms.meetings import MoveForm, NotHeldForm, PlanForm
from boards.models import Meeting
from boards.queries.history import history_of_meeting
from boards.queries.meetings import suggested_meeting
from boards.queries.record import meeting_record
from boards.queries.terms import agenda_of
from boards.states import MeetingState
from boards.tables import CarriedTable, InvitedTable
from boards.views.scope import board_of, may_run, meeting_of
from boards.views.steps import steps_of
from plans.queries.actions import asking_for_help
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.tables import MOST_PER_PAGE
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


@require_safe
@requires(Permission.VIEW)
def meeting(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    record = meeting_record(found, request.day)
    planned = found.state == MeetingState.PLANNED
    context = {
        "meeting": found,
        "record": record,
        "agenda": agenda_of(found),
        "asks": asking_for_help(found.body.kept_for) if planned else [],
        "carried": CarriedTable.for_request(
            request, record.carried, meeting=found, per_page=MOST_PER_PAGE
        ),
        "invited": InvitedTable.for_request(request, record.invited),
        "steps": [] if found.state == MeetingState.CANCELLED else steps_of(record),
        "may_run": may_run(request),
        "has_come": found.meets_on <= request.day,
        "may_ask": may_run(request) and found.body.kept_for.is_shown,
    }
    return render(request, "boards/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def plan(request: AreaRequest) -> HttpResponse:
    body = board_of(request)
    form = PlanForm(entered(request), suggested=suggested_meeting(body, request.day))
    if planned := save(form, changes.plan_meeting, by=request.user, body=body):
        messages.success(request, "The meeting is planned. The advisers are not invited yet.")
        return _to(planned)
    return answer(request, "boards/plan.html", form, board=body)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def move(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = MoveForm(entered(request), row=found)
    if moved := save(form, changes.move_meeting, by=request.user, on=request.day, meeting=found):
        messages.success(request, f"The meeting is now on {day_in_words(moved.meets_on)}.")
        if meeting_record(moved, request.day).send_again:
            messages.warning(request, "The invitations must be sent again.")
        return _to(moved)
    return answer(request, "boards/move.html", form, meeting=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.RUN_BOARD)
def cancel(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = NotHeldForm(entered(request), row=found)
    if gone := save(form, changes.cancel_meeting, by=request.user, meeting=found):
        told = sum(each.has_current for each in meeting_record(gone, request.day).invited)
        said = (
            f" {told} advisers are told." if told > 1 else " One adviser is told." if told else ""
        )
        messages.success(request, f"The meeting is recorded as not held.{said}")
        return _to(gone)
    return answer(request, "boards/not_held.html", form, meeting=found)


@require_POST
@requires(Permission.RUN_BOARD)
def invite(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    try:
        sent = changes.invite_advisers(meeting=found, by=request.user, on=request.day)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return _to(found)
    if sent:
        names = " and ".join(str(each.adviser.post.organisation) for each in sent)
        messages.success(request, f"Invitations are on their way to {names}.")
    else:
        messages.info(
            request, "Nothing was sent: everybody who can be reached was invited already."
        )
    return _to(found)


@require_safe
@requires(Permission.VIEW)
def history(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    context = {
        "meeting": found,
        "title": f"History of the meeting of {day_in_words(found.meets_on)}",
        "subject": str(found.body),
        "changes": history_of_meeting(found, request.GET.get("page")),
    }
    return render(request, "boards/meeting_history.html", context)


def _to(found: Meeting) -> HttpResponse:
    return redirect("boards:meeting", found.local_area.slug, found.meets_on)
