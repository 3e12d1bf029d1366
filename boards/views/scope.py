"""What the views of the board share: the rows that an address names, inside the board of the
area's regime or 404, and the way from a form to a verb."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.http import Http404, QueryDict

from boards.models import Body, LogItem, Meeting
from boards.queries import current_board
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find
from sendtrack.accounts.unsaved import forget_typed, typed_before
from sendtrack.editing import save
from sendtrack.govuk.forms import GovukForm

T = TypeVar("T")


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


def typed(request: AreaRequest) -> QueryDict | None:
    """The answers that were sent, or those that somebody typed before their session ended."""
    return request.POST if request.method == "POST" else typed_before(request)


def hand_over(
    request: AreaRequest, form: GovukForm, verb: Callable[..., T], /, **given: Any
) -> T | None:
    """Save a form that was sent; one that is only shown again waits for its reader."""
    if request.method != "POST":
        return None
    done = save(form, verb, by=request.user, **given)
    if done is not None:
        forget_typed(request)
    return done
