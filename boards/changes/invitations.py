"""Verbs that invite the linked advisers (paragraph 4c) and call a meeting off again."""

from datetime import date

from boards import invitation
from boards.models import Meeting, MeetingInvitation
from boards.policies import meetings as policies
from plans.models import LinkedAdviser
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import day_in_words
from sendtrack.publishing.changes import post_message
from sendtrack.publishing.models import Delivery


def invite_advisers(*, meeting: Meeting, by: User, on: date) -> list[MeetingInvitation]:
    """Send each linked adviser the meeting as it now stands. Who has that version already is sent
    nothing; the new invitations come back. An adviser without an address gets none: the meeting
    page says so.

    Raises `Refusal` where the day has passed, or no adviser could be reached.
    """
    with record(actor=by, reason=f"Invited to the meeting of {day_in_words(meeting.meets_on)}"):
        current = meeting.lock()
        policies.check_can_invite(current, on=on)
        advisers: list[LinkedAdviser] = list(
            LinkedAdviser.objects.filter(regime=current.body.regime_id)
            .current(on)
            .select_related("post__organisation")
            .order_by("pk")
        )
        policies.check_somebody_to_invite(advisers, regime=current.body.kept_for)
        sent = set(
            MeetingInvitation.objects.filter(
                meeting=current, sequence=current.calendar_sequence
            ).values_list("adviser", flat=True)
        )
        return [
            _send(current, adviser, adviser.email, by)
            for adviser in advisers
            if adviser.email and adviser.pk not in sent
        ]


def call_off(*, meeting: Meeting, by: User) -> list[MeetingInvitation]:
    """Tell everybody who was invited that the meeting will not be held, at the address that has
    the invitation. Part of `cancel_meeting`."""
    invited: dict[int, MeetingInvitation] = {
        row.adviser_id: row
        for row in MeetingInvitation.objects.inviting()
        .filter(meeting=meeting)
        .select_related("adviser__post__organisation")
        .order_by("sequence")
    }
    addresses = dict(
        Delivery.objects.filter(
            message__in=[row.message_id for row in invited.values()]
        ).values_list("message", "recipient")
    )
    return [
        _send(meeting, row.adviser, addresses[row.message_id], by, calls_off=True)
        for row in invited.values()
    ]


def _send(
    meeting: Meeting, adviser: LinkedAdviser, email: str, by: User, *, calls_off: bool = False
) -> MeetingInvitation:
    now = clock.now()
    letter = invitation.write(
        meeting=meeting, adviser=adviser, email=email, at=now, calls_off=calls_off
    )
    message = post_message(
        area=meeting.local_area,
        key=letter.key,
        subject=letter.subject,
        text=letter.text,
        recipients=[letter.recipient],
        calendar=letter.calendar,
    )
    sent = MeetingInvitation(
        local_area=meeting.local_area,
        meeting=meeting,
        adviser=adviser,
        sequence=meeting.calendar_sequence,
        invited_at=now,
        invited_by=by,
        message=message,
        calls_off=calls_off,
    )
    sent.save()
    return sent
