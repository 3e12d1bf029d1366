"""What is read of the board: its pages, the chair's dashboard and the report ask here."""

from boards.queries.attendance import (
    AttendanceMatrix,
    attendance_matrix,
    seats_on,
    warnings_of,
)
from boards.queries.log import LogLine, Progress, log_of, log_progress, open_log
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
    "Gap",
    "LogLine",
    "Progress",
    "attendance_matrix",
    "board_of",
    "gaps",
    "last_meeting",
    "log_of",
    "log_progress",
    "meetings_of",
    "next_meeting",
    "open_log",
    "seats_on",
    "to_record",
    "warnings_of",
]
