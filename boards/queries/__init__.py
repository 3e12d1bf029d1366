"""What is read of the board: its pages, the chair's dashboard and the report ask here."""

from boards.queries.attendance import (
    AttendanceMatrix,
    attendance_matrix,
    seats_on,
    warnings_of,
)
from boards.queries.board import BoardNow, board_now, current_board, past_meetings
from boards.queries.held import Item, Load, loads_held_by, loads_of, vacant_loads
from boards.queries.invitations import InvitationMatrix, invitation_matrix, invitations_of
from boards.queries.log import LogLine, Progress, log_kept, log_of, log_progress, open_log
from boards.queries.meetings import (
    Gap,
    board_of,
    gaps,
    last_meeting,
    meetings_of,
    next_meeting,
    to_record,
)

__all__ = [
    "AttendanceMatrix",
    "BoardNow",
    "Gap",
    "InvitationMatrix",
    "Item",
    "Load",
    "LogLine",
    "Progress",
    "attendance_matrix",
    "board_now",
    "board_of",
    "current_board",
    "gaps",
    "invitation_matrix",
    "invitations_of",
    "last_meeting",
    "loads_held_by",
    "loads_of",
    "log_kept",
    "log_of",
    "log_progress",
    "meetings_of",
    "next_meeting",
    "open_log",
    "past_meetings",
    "seats_on",
    "to_record",
    "vacant_loads",
    "warnings_of",
]
