"""Rules of the board. Where it is the Notice that refuses, the sentence quotes its paragraph 4."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time

from django.db.models import Q

from boards.models import Body, Decision, HeardView, LogItem, LogUpdate, Meeting, Seat
from boards.states import (
    LOG_MOVES,
    MEETING_MOVES,
    REQUIRED_SEATS,
    AttendanceMode,
    LogState,
    MeetingState,
    SeatKind,
)
from plans.models import Evidence, LinkedAdviser, Measure, Regime, VoiceEntry
from plans.policies.work import because_asked
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

NEEDS_SOMEBODY = "Choose who is accountable."
NEEDS_A_DATE = "Enter the day it is due by: “Ongoing” is not a date."

LONGEST = {"place": 200, "name": 160, "deputy": 120, "title": 200, "agreed_by": 160}
"""The most characters that one line of text may have."""


def one_line(text: str) -> str:
    """Text without line breaks and runs of spaces: titles, places and names."""
    return " ".join(text.split())


def check_line(text: str, *, field: str, missing: str) -> str:
    """One line of text that is there and fits, or a refusal at `field`."""
    line = one_line(text)
    if not line:
        raise Refusal(missing, field=field)
    if len(line) > LONGEST[field]:
        raise Refusal(f"Use {LONGEST[field]} characters or fewer.", field=field)
    return line


def check_words(text: str, *, field: str, missing: str) -> str:
    """Text that says something, or a refusal at `field`."""
    words = text.strip()
    if not words:
        raise Refusal(missing, field=field)
    return words


def check_times(*, starts_at: time, ends_at: time) -> None:
    if ends_at <= starts_at:
        raise Refusal("The meeting must end after it starts.", field="ends_at")


def check_in_being(body: Body) -> None:
    """A body that has ended meets no more and agrees nothing more."""
    if body.ended_on is not None:
        raise Refusal(f"{body} ended on {day_in_words(body.ended_on)}, so nothing is added to it.")


def check_day(body: Body, meets_on: date) -> None:
    """A board of the Notice meets after the Notice was issued."""
    issued_on = body.kept_for.issued_on
    if meets_on < issued_on:
        raise Refusal(
            f"The day must be on or after {day_in_words(issued_on)}, when the "
            f"{body.kept_for.title} was issued.",
            field="meets_on",
        )


def check_ahead(meets_on: date, *, on: date) -> None:
    """A meeting moves to a day that advisers can still be invited to."""
    if meets_on < on:
        raise Refusal(
            "The new day must be today or later. A meeting that was held is recorded on its day.",
            field="meets_on",
        )


def check_free_seat(body: Body, *, kind: SeatKind, from_on: date | None) -> None:
    """One post at a time sits where the Notice names one person, and a seat does not begin before
    a meeting whose attendance is recorded."""
    if kind in REQUIRED_SEATS:
        taken = Seat.objects.filter(body=body, kind=kind).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=from_on or date.min)
        )
        if holder := taken.select_related("post").first():
            raise Refusal(
                f"{holder.post} sits there. End that seat first, from the day before.",
                field="kind",
            )
    held = Meeting.objects.filter(body=body, state=MeetingState.HELD).order_by("-meets_on").first()
    if held is not None and (from_on is None or from_on <= held.meets_on):
        raise Refusal(
            f"Who came to the meeting of {day_in_words(held.meets_on)} is recorded already. "
            "Enter a first day after it.",
            field="from_on",
        )


def check_free_day(body: Body, meets_on: date, *, apart_from: Meeting | None = None) -> None:
    """One meeting of the boards of a regime on a day: it is called by its day."""
    others = Meeting.objects.filter(body__regime=body.regime_id, meets_on=meets_on)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    taken = others.first()
    if taken is not None:
        day = day_in_words(meets_on)
        raise Refusal(
            f"The meeting of {day} is recorded as not held. Choose another day."
            if taken.state == MeetingState.CANCELLED
            else f"The board already has a meeting on {day}.",
            field="meets_on",
        )


def check_can_become(meeting: Meeting, state: MeetingState) -> None:
    if state in MEETING_MOVES[MeetingState(meeting.state)]:
        return
    held = meeting.state == MeetingState.HELD
    raise Refusal(
        f"The meeting of {day_in_words(meeting.meets_on)} has been "
        + ("held and recorded." if held else "recorded as not held.")
    )


def check_still_planned(meeting: Meeting) -> None:
    """A meeting can be moved, and its advisers invited, until it is held or cancelled."""
    check_can_become(meeting, MeetingState.HELD)


def check_can_invite(meeting: Meeting, *, on: date) -> None:
    check_still_planned(meeting)
    if meeting.meets_on < on:
        day = day_in_words(meeting.meets_on)
        raise Refusal(f"The meeting was planned for {day}. Invitations go out before a meeting.")


def check_somebody_to_invite(advisers: Sequence[LinkedAdviser], *, regime: Regime) -> None:
    """There is at least one linked adviser who can be reached (paragraph 4c)."""
    if not advisers:
        raise Refusal(
            "No adviser from the Department or NHS England is linked to the "
            f"{regime.short} yet, so nobody can be invited."
            + (" Paragraph 4(c) asks for both." if regime.is_notice else "")
        )
    if not any(adviser.email for adviser in advisers):
        raise Refusal(
            "No address is recorded for any linked adviser, so no invitation was sent."
            + (" Paragraph 4(c) asks for invitations to both." if regime.is_notice else "")
        )


def check_held(meeting: Meeting) -> None:
    """Decisions and log items belong to a meeting that has a record of who came."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(f"The meeting of {day_in_words(meeting.meets_on)} was not held.")
    if meeting.state != MeetingState.HELD:
        raise Refusal("Record who came to the meeting first.")


def check_attendance(
    seats: list[Seat], attendance: Mapping[Seat, tuple[AttendanceMode, str]]
) -> None:
    """Every seat of the day has an answer, no other seat has one, and a deputy has a name."""
    strange = set(attendance) - set(seats)
    if strange:
        raise Refusal("One of the seats is not a seat of this board on the day of the meeting.")
    for seat in seats:
        if seat not in attendance:
            raise Refusal(f"Say whether {seat.post} came.", field=f"mode_{seat.pk}")
        mode, deputy = attendance[seat]
        if mode == AttendanceMode.DEPUTY and not deputy.strip():
            raise Refusal(f"Say who came for {seat.post}.", field=f"deputy_{seat.pk}")
        if len(one_line(deputy)) > LONGEST["deputy"]:
            raise Refusal(
                f"Use {LONGEST['deputy']} characters or fewer.", field=f"deputy_{seat.pk}"
            )


def check_accountability(
    body: Body, *, accountable: Post | None, due_on: date | None, agreed_on: date
) -> tuple[Post, date]:
    """An action agreed by the board has somebody accountable and a date (paragraph 4b)."""
    if accountable is None:
        raise Refusal(NEEDS_SOMEBODY + because_asked(body.kept_for), field="accountable")
    if accountable.local_area_id != body.local_area_id:
        raise Refusal("Choose a post of this area.", field="accountable")
    if due_on is None:
        raise Refusal(NEEDS_A_DATE + because_asked(body.kept_for), field="due_on")
    if due_on < agreed_on:
        raise Refusal(
            f"The day it is due by must be on or after the meeting of {day_in_words(agreed_on)}.",
            field="due_on",
        )
    return accountable, due_on


def what_closed(ref: str) -> str:
    return f"Say what was done before you close {ref}."


def check_log_update(
    item: LogItem, meeting: Meeting, *, words: str, close: bool, at_meeting: LogUpdate | None
) -> bool:
    """Whether the update changes the state of the item itself.

    An item is updated at held meetings after the one that agreed it. Closing and opening again
    say why, and belong to the last meeting that spoke of the item. `at_meeting`: the update that
    this one corrects.
    """
    check_held(meeting)
    if item.keeper_on(meeting.meets_on) != meeting.body_id:
        raise Refusal(f"{item.ref} is not in the log of this board.")
    if item.meeting.meets_on >= meeting.meets_on:
        raise Refusal(
            f"{item.ref} was agreed on {day_in_words(item.meeting.meets_on)}. "
            "It is updated from the next meeting on."
        )
    before = LogItem.objects.going_into(meeting).get(pk=item.pk).state_then
    wanted = LogState.CLOSED if close else LogState.OPEN
    if wanted != before and wanted not in LOG_MOVES[LogState(before)]:
        raise Refusal(f"{item.ref} cannot become {wanted.label.lower()}.")
    if close and before == LogState.CLOSED:
        raise Refusal(f"{item.ref} was already closed before this meeting.")
    if close and not words:
        raise Refusal(what_closed(item.ref))
    if not close and before == LogState.CLOSED and not words:
        raise Refusal(f"Say why {item.ref} is opened again.")
    later = LogUpdate.objects.filter(item=item, meeting__meets_on__gt=meeting.meets_on)
    last = later.order_by("-meeting__meets_on").select_related("meeting").first()
    if last is None:
        return bool(wanted != item.state)
    if wanted != (at_meeting.state if at_meeting else before):
        raise Refusal(
            f"{item.ref} was also updated on {day_in_words(last.meeting.meets_on)}. "
            "Close it or open it again there."
        )
    return False


def check_may_commission(*, meeting: Meeting, regime: Regime, on: date) -> None:
    """Only a meeting of the board of that regime which has begun asks somebody for something."""
    if meeting.body.regime_id != regime.pk:
        raise Refusal("Choose a meeting of the board that this plan answers to.", field="meeting")
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal("That meeting was not held. Choose another.", field="meeting")
    if meeting.meets_on > on:
        raise Refusal("That meeting is still ahead. Choose another.", field="meeting")


def check_some(voices: Iterable[VoiceEntry]) -> list[VoiceEntry]:
    chosen = list(voices)
    if not chosen:
        raise Refusal("Choose at least one entry of the views heard.", field="voices")
    return chosen


def check_may_come(*, voice: VoiceEntry, meeting: Meeting) -> None:
    """Views come to a meeting of the board that the same plan answers to, once they were heard."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(f"The meeting of {day_in_words(meeting.meets_on)} was not held.")
    if voice.regime_id != meeting.body.regime_id:
        raise Refusal(f"{voice.ref} was heard about another plan.", field="voices")
    if voice.heard_on is not None and voice.heard_on > meeting.meets_on:
        raise Refusal(
            f"{voice.ref} was heard on {day_in_words(voice.heard_on)}, after this meeting.",
            field="voices",
        )


def check_decision(*, decision: Decision | None, meeting: Meeting) -> None:
    if decision is not None and decision.meeting_id != meeting.pk:
        raise Refusal("Choose a decision of this meeting.", field="decision")


def check_unanswered(view: HeardView) -> None:
    if view.answer:
        raise Refusal(
            f"The board has answered {view.voice.ref}: it stays in the minutes. Correct the answer "
            "instead."
        )


def check_bases(decision: Decision, things: Collection[Measure | Evidence]) -> None:
    """What a decision rests on stands in the minutes, so everybody who reads them may see it."""
    for thing in things:
        if thing.local_area_id != decision.local_area_id:
            raise Refusal(f"{thing.ref} belongs to another local area.", field="based_on")
        if isinstance(thing, Evidence) and (thing.is_restricted or thing.withdrawn_on):
            why = "is restricted" if thing.is_restricted else "was withdrawn"
            raise Refusal(f"{thing.ref} {why}: it can't stand in minutes.", field="based_on")
