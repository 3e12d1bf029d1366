"""The part of the report about the board: who came, who was invited, what was decided."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from boards.models import Attendance, Decision, Meeting, MeetingInvitation
from boards.queries import attendance_matrix, board_of, next_meeting, open_log
from boards.queries.basis import with_bases
from boards.states import REQUIRED_SEATS, AttendanceMode
from reviews.duties.board import NAMED
from reviews.returns.read import Reading
from reviews.returns.shapes import BoardPart, InvitationLine, LogLine, SeatLine
from sendtrack.periods import day_in_words

NO_BOARD = "No board is recorded"
NOT_INVITED = "No invitation recorded"


def board_part(reading: Reading) -> BoardPart:
    """The meetings in the time that the report covers."""
    matrix = attendance_matrix(reading.regime, reading.on)
    shown = [
        index for index, meeting in enumerate(matrix.meetings) if meeting.meets_on in reading.window
    ]
    meetings = [matrix.meetings[index] for index in shown]
    body, following = board_of(reading.regime), next_meeting(reading.regime, reading.on)
    return BoardPart(
        name=body.name if body else NO_BOARD,
        meetings=tuple(meeting.meets_on for meeting in meetings),
        seats=tuple(
            SeatLine(
                seat=row.seat.post.in_full,
                kind=row.seat.get_kind_display() if row.seat.kind in REQUIRED_SEATS else "",
                marks=tuple(_mark(row.cells[index]) for index in shown),
            )
            for row in matrix.rows
        ),
        missing=tuple(
            f"{day_in_words(matrix.meetings[index].meets_on)}: {words}"
            for index in shown
            for words in matrix.missing[index]
        ),
        invitations=_invitations(reading, meetings),
        decisions=_decisions(meetings),
        next_on=following.meets_on if following else None,
        unfilled=tuple(
            f"{NAMED[each.kind]} on {day_in_words(matrix.meetings[index].meets_on)}"
            for index in shown
            for each in matrix.missing[index]
        ),
    )


def _mark(row: Attendance | None) -> str:
    if row is None:
        return "–"
    words = AttendanceMode(row.mode).label
    return f"{words}: {row.deputy}" if row.deputy else words


def _invitations(reading: Reading, meetings: list[Meeting]) -> tuple[InvitationLine, ...]:
    """For each linked adviser the day of the first invitation to each meeting."""
    invited: dict[tuple[int, int], list[date]] = defaultdict(list)
    for row in MeetingInvitation.objects.filter(meeting__in=meetings):
        invited[row.adviser_id, row.meeting_id].append(timezone.localdate(row.invited_at))
    return tuple(
        InvitationLine(
            adviser=adviser.post.in_full,
            marks=tuple(
                f"Invited {day_in_words(min(days))}" if (days := invited[key]) else NOT_INVITED
                for key in ((adviser.pk, meeting.pk) for meeting in meetings)
            ),
        )
        for adviser in reading.advisers
    )


def _decisions(meetings: list[Meeting]) -> tuple[str, ...]:
    rows = with_bases(Decision.objects.filter(meeting__in=meetings).select_related("meeting"))
    return tuple(
        f"{day_in_words(row.meeting.meets_on)}: {row.words}{_based_on(row)}"
        for row in rows.order_by("meeting__meets_on", "number")
    )


def _based_on(decision: Decision) -> str:
    refs = ", ".join(basis.thing.ref for basis in decision.bases.all())
    return f" (Based on {refs}.)" if refs else ""


def log_lines(reading: Reading) -> tuple[LogLine, ...]:
    """The open items of the action log, overdue first."""
    return tuple(
        LogLine(
            ref=line.item.ref,
            what=line.item.what,
            owner=line.item.accountable.in_full,
            due_on=line.item.due_on,
            state=line.status,
            said=line.last_said,
            said_on=line.said_on,
        )
        for line in open_log(reading.regime, reading.on)
    )
