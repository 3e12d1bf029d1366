"""The record of one meeting, as its page and its minutes show it."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, prefetch_related_objects

from boards.models import (
    Attendance,
    Commission,
    Decision,
    HeardView,
    LogItem,
    LogUpdate,
    Meeting,
    Seat,
)
from boards.queries.attendance import Missing, in_order, seats_on, warnings_of
from boards.queries.basis import with_bases
from boards.queries.heard import views_at
from boards.queries.invitations import Invited, invitations_of
from boards.queries.log import Progress, carried_into
from boards.states import LogState, MeetingState
from plans.models import ContributionRequest


@dataclass(frozen=True)
class Place:
    """A seat of the day and whether its post came; None while nobody has said."""

    seat: Seat
    attendance: Attendance | None


@dataclass(frozen=True)
class Carried:
    """An item that was open before the meeting, and what the meeting said of it: None while it
    is still to update."""

    item: LogItem
    update: LogUpdate | None
    overdue: bool
    times: int
    """How many meetings held before this one had the item to go through."""
    last: LogUpdate | None
    """The latest of them that had words about it."""


@dataclass(frozen=True)
class MeetingRecord:
    """Everything that a meeting's page shows. Thirteen queries, whatever its size."""

    meeting: Meeting
    places: list[Place]
    warnings: list[Missing]
    invited: list[Invited]
    decisions: list[Decision]
    agreed: list[LogItem]
    carried: list[Carried]
    asked: list[ContributionRequest]
    """What partner organisations were asked for there."""
    views: list[HeardView]
    """Whose views it took up, and what it answered."""

    @property
    def progress(self) -> Progress:
        updates = [each.update for each in self.carried if each.update is not None]
        without = sum(not update.said for update in updates)
        return Progress(len(self.carried), len(updates), without)

    @property
    def to_invite(self) -> bool:
        """Somebody with an address does not have the meeting as it now stands."""
        return any(not each.has_current and each.adviser.email for each in self.invited)

    @property
    def send_again(self) -> bool:
        """The meeting has changed since somebody was invited."""
        return any(not each.has_current and each.invitations for each in self.invited)


def meeting_record(meeting: Meeting, on: date) -> MeetingRecord:
    seats = seats_on(meeting.body, meeting.meets_on)
    came = {row.seat_id: row for row in meeting.attendance.all()}
    held = meeting.state == MeetingState.HELD
    return MeetingRecord(
        meeting=meeting,
        places=[Place(seat, came.get(seat.pk)) for seat in in_order(seats)],
        warnings=warnings_of(seats, came.values(), regime=meeting.body.kept_for) if held else [],
        invited=invitations_of(meeting),
        decisions=list(with_bases(meeting.decisions.order_by("number"))),
        agreed=list(meeting.log_items.select_related("accountable__organisation").order_by("pk")),
        carried=carried(meeting, on),
        asked=asked_at(meeting),
        views=views_at(meeting),
    )


def asked_at(meeting: Meeting) -> list[ContributionRequest]:
    """What a meeting asked of partner organisations, in their order. One query."""
    rows = Commission.objects.filter(meeting=meeting).select_related("request__organisation")
    return [row.request for row in rows.order_by("request__number")]


def carried(meeting: Meeting, on: date) -> list[Carried]:
    """The items that a meeting goes through, oldest first. Overdue is what was overdue at the
    meeting; ahead of it, what is overdue today."""
    day = min(on, meeting.meets_on)
    updates = {row.item_id: row for row in LogUpdate.objects.filter(meeting=meeting)}
    items = list(carried_into(meeting))
    before = Meeting.objects.filter(body__regime=meeting.body.regime_id, state=MeetingState.HELD)
    held = list(
        before.filter(meets_on__lt=meeting.meets_on)
        .order_by("meets_on")
        .values_list("meets_on", flat=True)
    )
    spoken = LogUpdate.objects.filter(item__in=items, meeting__meets_on__lt=meeting.meets_on)
    spoken = spoken.exclude(said="").select_related("meeting").order_by("meeting__meets_on")
    last = {row.item_id: row for row in spoken}
    return [
        Carried(
            item=item,
            update=updates.get(item.pk),
            overdue=item.due_on < day,
            times=len(held) - bisect_right(held, item.meeting.meets_on),
            last=last.get(item.pk),
        )
        for item in items
    ]


@dataclass(frozen=True)
class Spoken:
    """What one meeting said of an item: None where it went by without a word."""

    meeting: Meeting
    update: LogUpdate | None


def spoken_of(item: LogItem, on: date) -> list[Spoken]:
    """The meetings that had to update an item, newest first."""
    prefetch_related_objects([item], "moves")
    updates = {row.meeting_id: row for row in item.updates.all()}
    meetings: list[Meeting] = list(
        Meeting.objects.filter(
            Q(body=item.body_id) | Q(body__in=[move.from_body_id for move in item.moves.all()])
        )
        .held_by(on)
        .filter(meets_on__gt=item.meeting.meets_on)
        .order_by("meets_on")
    )
    found, is_open = [], True
    for meeting in meetings:
        if item.keeper_on(meeting.meets_on) != meeting.body_id:
            continue
        update = updates.get(meeting.pk)
        if is_open or update is not None:
            found.append(Spoken(meeting, update))
        if update is not None:
            is_open = update.state == LogState.OPEN
    return found[::-1]
