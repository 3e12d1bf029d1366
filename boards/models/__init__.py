from boards.models.body import Body, Seat
from boards.models.log import LogItem, LogUpdate
from boards.models.meeting import Attendance, Commission, Decision, Meeting, MeetingInvitation

__all__ = [
    "Attendance",
    "Body",
    "Commission",
    "Decision",
    "LogItem",
    "LogUpdate",
    "Meeting",
    "MeetingInvitation",
    "Seat",
]
