"""The tables of the board. Their order is that of the queries, so that no heading sorts."""

from typing import Any

from django_tables2 import Column, TemplateColumn

from boards.models import Meeting
from boards.queries.board import PastMeeting
from boards.queries.invitations import Invited
from boards.queries.log import LogLine
from boards.queries.narrow import Show
from boards.queries.record import Carried
from boards.states import MeetingState
from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn, StatusColumn

WHY_EMPTY = {
    Show.OPEN: "No action is open. What the board agrees at a meeting appears here, with who "
    "answers for it and by when.",
    Show.OVERDUE: "No action is overdue.",
    Show.MINE: "No open action is with a post that you hold.",
    Show.CLOSED: "No action has been closed. An action is closed in the update of a meeting.",
    Show.ALL: "The board has agreed no action yet. They are added at a meeting.",
}


class StateColumn(StatusColumn):
    """A tag that is never broken over two lines."""

    is_day = True


class LogTable(GovukTable):
    """All items: who, by when, how often they were carried over, and what was said last."""

    caption = "Action log"
    hide_caption = True
    row_header = "what"

    what = TemplateColumn(template_name="boards/cells/what.html", verbose_name="What")
    who = TemplateColumn(template_name="boards/cells/who.html", verbose_name="Who")
    due = DayColumn(accessor="item__due_on", verbose_name="By when")
    status = StateColumn(verbose_name="State")
    carried = NumberColumn(verbose_name="Carried over")
    said = TemplateColumn(template_name="boards/cells/said.html", verbose_name="Last said")

    class Meta(GovukTable.Meta):
        orderable = False

    def __init__(self, data: list[LogLine], *, show: Show, **kwargs: Any) -> None:
        super().__init__(data, empty_text=WHY_EMPTY[show], **kwargs)


class PastTable(GovukTable):
    """Meetings held and not held, newest first."""

    caption = "Meetings held and not held"
    hide_caption = True
    row_header = "meeting"

    meeting = TemplateColumn(template_name="boards/cells/meeting.html", verbose_name="Meeting")
    seats = TemplateColumn(template_name="boards/cells/seats.html", verbose_name="Required seats")
    decisions = NumberColumn(verbose_name="Decisions")
    actions = NumberColumn(verbose_name="Actions agreed")
    log = Column(accessor="log__words", verbose_name="Action log")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No meeting has been recorded yet: it stands here once who came is recorded."

    def __init__(self, data: list[PastMeeting], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)


class CarriedTable(GovukTable):
    """The items that one meeting goes through; before it, without what is said at it."""

    caption = "Action log going into the meeting"
    hide_caption = True
    row_header = "what"

    what = TemplateColumn(template_name="boards/cells/what.html", verbose_name="What")
    who = Column(accessor="item__accountable", verbose_name="Who")
    due = TemplateColumn(template_name="boards/cells/due.html", verbose_name="By when")
    said = TemplateColumn(template_name="boards/cells/update.html", verbose_name="What was said")
    after = TemplateColumn(template_name="boards/cells/after.html", verbose_name="Afterwards")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No action was open going into this meeting."

    def __init__(self, data: list[Carried], *, meeting: Meeting, **kwargs: Any) -> None:
        hidden = () if meeting.state == MeetingState.HELD else ("said", "after")
        super().__init__(data, exclude=hidden, **kwargs)


class InvitedTable(GovukTable):
    """What each linked adviser was sent about a meeting."""

    caption = "What each adviser was sent"
    hide_caption = True
    row_header = "adviser"

    adviser = TemplateColumn(template_name="boards/cells/adviser.html", verbose_name="Adviser")
    address = Column(
        accessor="adviser__email",
        verbose_name="Address",
        empty_values=(None, ""),
        default="No address recorded",
    )
    sent = TemplateColumn(template_name="boards/cells/sent.html", verbose_name="Sent")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = (
            "No adviser from the Department or NHS England is linked, so nobody is invited to "
            "this meeting."
        )

    def __init__(self, data: list[Invited], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
