"""Who was invited to which meeting, and what became of each message (paragraph 4c)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from boards.models import Meeting, MeetingInvitation
from boards.queries.meetings import meetings_of
from boards.states import MeetingState
from plans.models import LinkedAdviser, Regime
from sendtrack.publishing.models import Delivery, DeliveryState

NOT_ARRIVED = "It did not arrive: tell them in another way"


@dataclass(frozen=True)
class Sent:
    """One calendar message to one adviser, with what became of it."""

    invitation: MeetingInvitation
    delivery: Delivery | None

    @property
    def status(self) -> DeliveryState:
        return DeliveryState(self.delivery.state if self.delivery else DeliveryState.QUEUED)

    @property
    def tried(self) -> int:
        """How often it was tried in vain and waits to be tried again."""
        waits = self.delivery is not None and self.status == DeliveryState.QUEUED
        return self.delivery.attempts if self.delivery and waits else 0

    @property
    def has_failed(self) -> bool:
        return self.status in (DeliveryState.REFUSED, DeliveryState.GAVE_UP)

    @property
    def problem(self) -> str:
        """What the mail server said to a message that it did not take for good."""
        return self.delivery.last_error if self.delivery and self.has_failed else ""

    @property
    def at(self) -> datetime:
        return self.invitation.invited_at


@dataclass(frozen=True)
class Invited:
    """An adviser and what they were sent about a meeting, newest last."""

    adviser: LinkedAdviser
    sent: tuple[Sent, ...]
    meeting: Meeting

    @property
    def invitations(self) -> tuple[Sent, ...]:
        return tuple(each for each in self.sent if not each.invitation.calls_off)

    @property
    def has_current(self) -> bool:
        """They have the meeting as it stands now: where it was held, as it stood then."""
        sequences = {each.invitation.sequence for each in self.sent}
        return self.meeting.calendar_sequence in sequences

    @property
    def says(self) -> str:
        """What is still missing, in words; empty where nothing is."""
        if self.has_current:
            return NOT_ARRIVED if self.sent[-1].has_failed else ""
        if self.meeting.state == MeetingState.CANCELLED and not self.invitations:
            return "Never invited"
        if not self.adviser.email:
            return "No address recorded"
        if self.meeting.state == MeetingState.PLANNED:
            return "Changed since: to be sent again" if self.invitations else "Not sent yet"
        return "Not told of the last change" if self.invitations else "No invitation recorded"


def invitations_of(meeting: Meeting) -> list[Invited]:
    """Each adviser who is or was linked on the day of the meeting, or was sent something."""
    (found,) = _invited([meeting], meeting.body.kept_for.pk)
    return found


@dataclass(frozen=True)
class InvitationRow:
    """An adviser's line: what they were sent for each meeting, None where they weren't linked."""

    adviser: LinkedAdviser
    cells: tuple[Invited | None, ...]


@dataclass(frozen=True)
class InvitationMatrix:
    """Advisers down, meetings across, oldest first."""

    meetings: tuple[Meeting, ...]
    rows: tuple[InvitationRow, ...]


def invitation_matrix(regime: Regime, on: date, last: int | None = None) -> InvitationMatrix:
    """Invitations to the meetings held by a day (the `last` so many of them)."""
    held = meetings_of(regime).held_by(on).order_by("-meets_on")
    meetings: list[Meeting] = list(reversed(held[:last] if last else held))
    by_meeting = [{each.adviser: each for each in found} for found in _invited(meetings, regime.pk)]
    advisers = sorted({a for found in by_meeting for a in found}, key=_by_organisation)
    rows = tuple(
        InvitationRow(adviser, tuple(found.get(adviser) for found in by_meeting))
        for adviser in advisers
    )
    return InvitationMatrix(tuple(meetings), rows)


def _by_organisation(adviser: LinkedAdviser) -> tuple[str, str, int]:
    return adviser.post.organisation.name, adviser.post.title, adviser.pk


def _invited(meetings: Iterable[Meeting], regime_id: int) -> list[list[Invited]]:
    meetings = list(meetings)
    advisers: list[LinkedAdviser] = sorted(
        LinkedAdviser.objects.filter(regime=regime_id).select_related("post__organisation"),
        key=_by_organisation,
    )
    sent: dict[tuple[int, int], list[Sent]] = defaultdict(list)
    rows: list[MeetingInvitation] = list(
        MeetingInvitation.objects.filter(meeting__in=[m.pk for m in meetings])
        .select_related("invited_by")
        .order_by("sequence", "pk")
    )
    deliveries = {
        delivery.message_id: delivery
        for delivery in Delivery.objects.filter(message__in=[row.message_id for row in rows])
    }
    for row in rows:
        found = Sent(row, deliveries.get(row.message_id))
        sent[row.meeting_id, row.adviser_id].append(found)
    return [
        [
            Invited(adviser, tuple(sent[meeting.pk, adviser.pk]), meeting)
            for adviser in advisers
            if sent[meeting.pk, adviser.pk] or _linked(adviser, meeting.meets_on)
        ]
        for meeting in meetings
    ]


def _linked(adviser: LinkedAdviser, on: date) -> bool:
    return (adviser.from_on is None or adviser.from_on <= on) and (
        adviser.to_on is None or on <= adviser.to_on
    )
