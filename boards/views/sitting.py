"""During a meeting: who came, the log item by item, decisions, actions, minutes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from boards import changes
from boards.forms.log import LogItemForm, UpdatesForm
from boards.forms.meetings import (
    AttendanceForm,
    DecisionForm,
    EditDecisionForm,
    MinutesForm,
)
from boards.models import Decision, LogUpdate, Meeting
from boards.queries import log_progress
from boards.queries.record import meeting_record
from boards.states import MeetingState
from boards.views.scope import meeting_of
from boards.views.steps import steps_of
from plans.policies.work import warning_of_late_date
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.forms import GovukForm

GET_AND_POST = ["GET", "HEAD", "POST"]


def _page(
    request: AreaRequest, step: str, form: GovukForm, meeting: Meeting, **context: Any
) -> HttpResponse:
    """One step of the meeting, with the line of all steps above it."""
    record = meeting_record(meeting, request.day)
    steps = steps_of(record, now=step)
    given = {"meeting": meeting, "record": record, "steps": steps, "may_run": True, **context}
    return answer(request, f"boards/{step}.html", form, **given)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def attendance(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    places = meeting_record(found, request.day).places
    form = AttendanceForm(entered(request), row=found, places=places)
    first = found.state == MeetingState.PLANNED

    def verb(*, version: int, by: User, **_: Any) -> Meeting:
        return changes.record_meeting(
            meeting=found,
            version=version,
            attendance=form.attendance(),
            summary=found.summary,
            by=by,
            on=request.day,
        )

    if save(form, verb, by=request.user):
        messages.success(request, "Who came is recorded.")
        return redirect(_after_attendance(first), request.area.slug, meets_on)
    return _page(request, "attendance", form, found)


def _after_attendance(first: bool) -> str:
    """The first time on to the next step; a correction goes back to the meeting."""
    return "boards:meeting-updates" if first else "boards:meeting"


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def updates(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = UpdatesForm(entered(request), row=found, on=request.day)

    def verb(*, by: User, **_: Any) -> list[LogUpdate]:
        return changes.update_log(meeting=found, words=form.words(), by=by)

    saved = save(form, verb, by=request.user)
    if saved is not None:
        messages.success(request, f"{_so_many(saved)} {log_progress(found).words}.")
        return redirect(_after_updates(found), request.area.slug, meets_on)
    return _page(request, "updates", form, found)


def _so_many(saved: list[LogUpdate]) -> str:
    count = len(saved)
    return f"{count} updates saved." if count != 1 else "1 update saved."


def _after_updates(found: Meeting) -> str:
    """On to the next step once the log is gone through; else the page again, with what is left."""
    done = log_progress(found).complete
    return "boards:meeting-decisions" if done else "boards:meeting-updates"


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def decisions(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = DecisionForm(entered(request), area=request.area)
    if made := save(form, changes.decide, by=request.user, meeting=found):
        messages.success(request, f"Decision {made.number} is recorded.")
        return redirect("boards:meeting-decisions", request.area.slug, meets_on)
    return _page(request, "decisions", form, found)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def edit_decision(request: AreaRequest, meets_on: date, number: int) -> HttpResponse:
    found = meeting_of(request, meets_on)
    decision = find(Decision.objects.of(request.area).filter(meeting=found), number=number)
    form = EditDecisionForm(entered(request), row=decision)
    if save(form, changes.edit_decision, by=request.user, decision=decision):
        messages.success(request, f"Decision {number} is corrected.")
        return redirect("boards:meeting", request.area.slug, meets_on)
    return answer(request, "boards/decision.html", form, meeting=found, decision=decision)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def actions(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = LogItemForm(entered(request), meeting=found, on=request.day)
    if item := save(form, changes.add_log_item, by=request.user, meeting=found):
        messages.success(request, f"{item.ref} is in the action log.")
        if late := warning_of_late_date(regime=found.body.kept_for, due_on=item.due_on):
            messages.warning(request, late)
        return redirect("boards:meeting-actions", request.area.slug, meets_on)
    return _page(request, "actions", form, found)


@require_http_methods(GET_AND_POST)
@keeps_typed
@requires(Permission.RUN_BOARD)
def minutes(request: AreaRequest, meets_on: date) -> HttpResponse:
    found = meeting_of(request, meets_on)
    form = MinutesForm(entered(request), row=found)
    if save(form, changes.summarise, by=request.user, meeting=found):
        messages.success(request, "The minutes are saved.")
        return redirect("boards:meeting", request.area.slug, meets_on)
    return _page(request, "minutes", form, found)
