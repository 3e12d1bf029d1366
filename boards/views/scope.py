"""What the views of the board share: the rows that an address names, inside the board of the
area's regime or 404."""

from datetime import date

from django.http import Http404

from boards.models import Body, LogItem, Meeting
from boards.queries import current_board
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find


def board_of(request: AreaRequest) -> Body:
    body = current_board(request.area)
    if body is None:
        raise Http404
    return body


def meeting_of(request: AreaRequest, meets_on: date) -> Meeting:
    """The meeting of a day; where there is none, the one that was planned for that day last and
    has moved: invitations name the day that it had, and so do forms that are still open."""
    body = board_of(request)
    rows = Meeting.objects.of(request.area).filter(body__regime=body.regime_id)
    rows = rows.select_related("body__regime", "local_area")
    if found := rows.filter(meets_on=meets_on).first():
        return found
    moved = Meeting.history.filter(id__in=rows.values("pk"), meets_on=meets_on).order_by(
        "-history_date"
    )
    return find(rows, pk=moved.values_list("id", flat=True).first())


def item_of(request: AreaRequest, ref: str) -> LogItem:
    rows = LogItem.objects.of(request.area).filter(body__regime=board_of(request).regime_id)
    wanted = rows.select_related("body__regime", "meeting", "accountable__organisation")
    return find(wanted, ref=ref)


def may_run(request: AreaRequest) -> bool:
    return request.access.allows(Permission.RUN_BOARD)
