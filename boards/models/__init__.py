from boards.models.body import Body, FormerName, Seat
from boards.models.governance import Accountability, ReportingLine
from boards.models.log import LogItem, LogMove, LogUpdate
from boards.models.meeting import Attendance, Commission, Decision, Meeting, MeetingInvitation

__all__ = [
    "Accountability",
    "Attendance",
    "Body",
    "Commission",
    "Decision",
    "FormerName",
    "LogItem",
    "LogMove",
    "LogUpdate",
    "Meeting",
    "MeetingInvitation",
    "ReportingLine",
    "Seat",
]
