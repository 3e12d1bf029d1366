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
    rows = Meeting.objects.of(request.area).filter(body=board_of(request))
    return find(rows.select_related("body__regime", "local_area"), meets_on=meets_on)


def item_of(request: AreaRequest, ref: str) -> LogItem:
    rows = LogItem.objects.of(request.area).filter(body=board_of(request))
    wanted = rows.select_related("body__regime", "meeting", "accountable__organisation")
    return find(wanted, ref=ref)


def may_run(request: AreaRequest) -> bool:
    return request.access.allows(Permission.RUN_BOARD)
