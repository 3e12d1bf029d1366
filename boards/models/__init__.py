from boards.models.basis import DecisionBasis
from boards.models.body import Body, FormerName, Seat
from boards.models.governance import Accountability, ReportingLine
from boards.models.log import LogItem, LogMove, LogUpdate
from boards.models.look import DataLook
from boards.models.meeting import Attendance, Commission, Decision, Meeting, MeetingInvitation
from boards.models.terms import AgendaItem, Responsibility, TermsOfReference
from boards.models.view import HeardView

__all__ = [
    "Accountability",
    "AgendaItem",
    "Attendance",
    "Body",
    "Commission",
    "DataLook",
    "Decision",
    "DecisionBasis",
    "FormerName",
    "HeardView",
    "LogItem",
    "LogMove",
    "LogUpdate",
    "Meeting",
    "MeetingInvitation",
    "ReportingLine",
    "Responsibility",
    "Seat",
    "TermsOfReference",
]
