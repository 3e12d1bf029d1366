"""The history of meetings and log items, in the words of their pages."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.db.models import Q

from boards.models import (
    Accountability,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    DecisionBasis,
    FormerName,
    HeardView,
    LogItem,
    LogUpdate,
    Meeting,
    MeetingInvitation,
    ReportingLine,
    TermsOfReference,
)
from plans.models import Evidence
from sendtrack.history import changes_of
from sendtrack.timeline import Change, Source, timeline

if TYPE_CHECKING:
    from django.db.models import QuerySet

ITEM_LABELS = {
    "body": "",
    "meeting": "Agreed at",
    "ref": "Reference",
    "what": "What",
    "accountable": "Who",
    "due_on": "By when",
    "closed_on": "Closed on",
}
UPDATE_LABELS = {"item": "", "meeting": "Meeting", "said": "What was said", "state": "Afterwards"}
MEETING_LABELS = {
    "body": "",
    "meets_on": "Day",
    "starts_at": "Starts at",
    "ends_at": "Ends at",
    "place": "Where",
    "calendar_uid": "",
    "calendar_sequence": "Version in calendars",
    "summary": "Minutes",
    "not_held_because": "Not held because",
}
ATTENDANCE_LABELS = {"meeting": "", "mode": "Came", "deputy": "Deputy"}
BASIS_LABELS = {"decision": "Decision", "measure": "Measure", "evidence": "Evidence"}
DECISION_LABELS = {"meeting": "", "number": "Number", "words": "Decision", "because": "Why"}
VIEW_LABELS = {"meeting": "", "voice": "Whose", "how": "How", "answer": "What the board answered"}
INVITATION_LABELS = {
    "meeting": "",
    "adviser": "Adviser",
    "sequence": "Version in calendars",
    "invited_at": "",
    "invited_by": "",
    "message": "",
    "calls_off": "Calls the meeting off",
}
BODY_LABELS = {
    "regime": "Keeps the record of",
    "announced": "Only announced",
    "citation": "Source",
    "ends_when": "Will end",
    "ended_because": "Ended because",
    "ended_by": "Ended by",
    "gone_to": "Work went to",
}
NAME_LABELS = {"body": "", "name": "Name", "to_on": "Until"}
LINE_LABELS = {
    "body": "",
    "to": "Reports to",
    "from_on": "From",
    "to_on": "Until",
    "announced": "Only announced",
    "citation": "Source",
}
TERMS_LABELS = {
    "body": "",
    "number": "Version",
    "text": "Text",
    "evidence": "File",
    "citation": "Source",
    "agreed_on": "Agreed on",
    "agreed_by": "Agreed by",
}
AGENDA_LABELS = {
    "meeting": "",
    "number": "Number",
    "title": "Item",
    "responsibility": "Serves",
}


def history_of_body(body: Body, page: str | int | None) -> "Page[Change]":
    """Every change of a body, its names, to whom it reports and what it answers for."""
    return timeline(
        Source("Body", changes_of(body), BODY_LABELS),
        Source("Former name", FormerName.history.filter(body_id=body.pk), NAME_LABELS),
        Source("Terms", TermsOfReference.history.filter(body_id=body.pk), TERMS_LABELS),
        Source("Reports to", ReportingLine.history.filter(body_id=body.pk), LINE_LABELS),
        Source("Oversees", Accountability.history.filter(body_id=body.pk), LINE_LABELS),
        page=page,
    )


def history_of_item(item: LogItem, page: str | int | None) -> "Page[Change]":
    """Every change of a log item, and what each meeting said of it."""
    updates = LogUpdate.history.filter(item_id=item.pk)
    return timeline(
        Source(item.ref, changes_of(item), ITEM_LABELS),
        Source("Update", updates, UPDATE_LABELS),
        page=page,
    )


def _bases_that_leave(meeting: Meeting) -> "QuerySet[Any]":
    """Without evidence that is restricted now: its title is not for everybody here."""
    rows = DecisionBasis.history.filter(decision__meeting=meeting.pk)
    open_ = Q(evidence__isnull=True) | Q(evidence__in=Evidence.objects.leaving())
    return rows.filter(open_)


def history_of_meeting(meeting: Meeting, page: str | int | None) -> "Page[Change]":
    """Every change of a meeting: its day and place, invitations, who came, decisions, minutes."""
    return timeline(
        Source("Meeting", changes_of(meeting), MEETING_LABELS),
        Source(
            "Invitation",
            MeetingInvitation.history.filter(meeting_id=meeting.pk),
            INVITATION_LABELS,
        ),
        Source("Agenda", AgendaItem.history.filter(meeting_id=meeting.pk), AGENDA_LABELS),
        Source("Attendance", Attendance.history.filter(meeting_id=meeting.pk), ATTENDANCE_LABELS),
        Source("Decision", Decision.history.filter(meeting_id=meeting.pk), DECISION_LABELS),
        Source(
            "Basis of a decision",
            _bases_that_leave(meeting),
            BASIS_LABELS,
        ),
        Source("Views heard", HeardView.history.filter(meeting_id=meeting.pk), VIEW_LABELS),
        page=page,
    )
