"""Verbs that write meetings: plan, move, record who came, decide, summarise, cancel."""

from collections.abc import Collection, Mapping
from datetime import date, time

from django.db.models import Max

from boards.changes.invitations import call_off
from boards.models import Attendance, Body, Decision, DecisionBasis, Meeting, Seat
from boards.policies import meetings as policies
from boards.policies.meetings import check_line, check_words, one_line
from boards.queries.basis import bases
from boards.states import AttendanceMode, MeetingState
from plans.models import Evidence, Measure
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

Basis = Measure | Evidence

NO_PLACE = "Enter where the board meets, for example “Town Hall” or “Online”."


def plan_meeting(
    *, body: Body, meets_on: date, starts_at: time, ends_at: time, place: str, by: User
) -> Meeting:
    """Put a meeting in the board's calendar. Times are of Europe/London."""
    place = check_line(place, field="place", missing=NO_PLACE)
    policies.check_times(starts_at=starts_at, ends_at=ends_at)
    with record(actor=by, reason=f"Planned the meeting of {day_in_words(meets_on)}"):
        policies.check_in_being(body.lock())
        policies.check_day(body, meets_on)
        policies.check_free_day(body, meets_on)
        meeting = Meeting(
            local_area=body.local_area,
            body=body,
            meets_on=meets_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
        )
        meeting.save()
    return meeting


def move_meeting(
    *,
    meeting: Meeting,
    version: int,
    meets_on: date,
    starts_at: time,
    ends_at: time,
    place: str,
    by: User,
    on: date,
    reason: str,
) -> Meeting:
    """Change the day, times or place. Calendars see a new version of the same entry, so
    invitations that have gone out must be sent again. Raises `Stale`."""
    place = check_line(place, field="place", missing=NO_PLACE)
    policies.check_times(starts_at=starts_at, ends_at=ends_at)
    reason = check_words(reason, field="reason", missing="Say why the meeting moves.")
    with record(actor=by, reason=reason):
        current = meeting.lock(version=version)
        policies.check_still_planned(current)
        wanted = (meets_on, starts_at, ends_at, place)
        if (current.meets_on, current.starts_at, current.ends_at, current.place) == wanted:
            raise Refusal("Change the day, the times or the place.", field="meets_on")
        if meets_on != current.meets_on:
            policies.check_ahead(meets_on, on=on)
        current.body.lock()
        policies.check_free_day(current.body, meets_on, apart_from=current)
        current.meets_on, current.starts_at, current.ends_at, current.place = wanted
        current.calendar_sequence += 1
        current.save()
    return current


def record_meeting(
    *,
    meeting: Meeting,
    version: int,
    attendance: Mapping[Seat, tuple[AttendanceMode, str]],
    summary: str,
    by: User,
    on: date,
) -> Meeting:
    """Record that a meeting was held and who came: a mode for each seat of the day, with the
    name of a deputy. Called again, it corrects the record. `on`: the day of recording.
    Raises `Stale`."""
    first = meeting.state == MeetingState.PLANNED
    reason = (
        f"{'Recorded' if first else 'Corrected'} the meeting of {day_in_words(meeting.meets_on)}"
    )
    with record(actor=by, reason=reason):
        current = meeting.lock(version=version)
        if current.state != MeetingState.HELD:
            policies.check_can_become(current, MeetingState.HELD)
        if current.meets_on > on:
            day = day_in_words(current.meets_on)
            raise Refusal(f"This meeting is on {day}. Record it on the day or after.")
        seats = list(
            Seat.objects.filter(body=current.body).current(current.meets_on).select_related("post")
        )
        policies.check_attendance(seats, attendance)
        current.state = MeetingState.HELD
        current.summary = summary.strip()
        current.save()
        _write_attendance(current, attendance)
    return current


def _write_attendance(
    meeting: Meeting, attendance: Mapping[Seat, tuple[AttendanceMode, str]]
) -> None:
    rows = {row.seat_id: row for row in Attendance.objects.filter(meeting=meeting)}
    for seat, (mode, named) in attendance.items():
        deputy = one_line(named) if mode == AttendanceMode.DEPUTY else ""
        row = rows.get(seat.pk) or Attendance(
            local_area=meeting.local_area, meeting=meeting, seat=seat
        )
        if (row.pk, row.mode, row.deputy) != (row.pk, mode, deputy) or row.pk is None:
            row.mode, row.deputy = mode, deputy
            row.save()


def summarise(*, meeting: Meeting, version: int, summary: str, by: User) -> Meeting:
    """Write or change the minutes of a meeting that was held. Raises `Stale`."""
    with record(actor=by, reason=f"Wrote the minutes of {day_in_words(meeting.meets_on)}"):
        current = meeting.lock(version=version)
        policies.check_held(current)
        current.summary = summary.strip()
        current.save()
    return current


def decide(
    *, meeting: Meeting, words: str, because: str, based_on: Collection[Basis] = (), by: User
) -> Decision:
    """Record a decision, numbered in the order of the meeting, and what it rests on."""
    words = check_words(words, field="words", missing="Enter what the board decided.")
    with record(actor=by, reason=f"Recorded a decision of {day_in_words(meeting.meets_on)}"):
        current = meeting.lock()
        policies.check_held(current)
        last = Decision.objects.filter(meeting=current).aggregate(last=Max("number"))["last"] or 0
        decision = Decision(
            local_area=current.local_area,
            meeting=current,
            number=last + 1,
            words=words,
            because=because.strip(),
        )
        decision.save()
        _rest_on(decision, based_on)
    return decision


def edit_decision(
    *,
    decision: Decision,
    version: int,
    words: str,
    because: str,
    based_on: Collection[Basis] | None = None,
    by: User,
    reason: str,
) -> Decision:
    """Correct the words of a decision, and what it rests on unless that is None. Raises `Stale`."""
    words = check_words(words, field="words", missing="Enter what the board decided.")
    reason = check_words(reason, field="reason", missing="Say why the decision is corrected.")
    with record(actor=by, reason=reason):
        current = decision.lock(version=version)
        current.words, current.because = words, because.strip()
        current.save()
        if based_on is not None:
            _rest_on(current, based_on)
    return current


def _rest_on(decision: Decision, things: Collection[Basis]) -> None:
    """What readers of minutes don't see is left as it is: nobody has taken it away."""
    policies.check_bases(decision, things)
    held = {row.thing: row for row in bases().filter(decision=decision)}
    for thing in held.keys() - set(things):
        held[thing].delete()
    for thing in things:
        if thing not in held:
            DecisionBasis(
                local_area=decision.local_area,
                decision=decision,
                measure=thing if isinstance(thing, Measure) else None,
                evidence=thing if isinstance(thing, Evidence) else None,
            ).save()


def cancel_meeting(*, meeting: Meeting, version: int, because: str, by: User) -> Meeting:
    """Record that a meeting is not held, and why; whoever was invited is told. Raises `Stale`."""
    because = check_words(because, field="because", missing="Say why the meeting is not held.")
    with record(actor=by, reason=because):
        current = meeting.lock(version=version)
        policies.check_can_become(current, MeetingState.CANCELLED)
        current.state = MeetingState.CANCELLED
        current.not_held_because = because
        current.calendar_sequence += 1
        current.save()
        call_off(meeting=current, by=by)
    return current
