"""Verbs that give the work of one post to another, when people or bodies change."""

from boards.models import LogItem
from boards.policies import check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post
from sendtrack.refusals import Refusal


def hand_over_log_item(*, item: LogItem, to: Post, by: User, reason: str) -> LogItem:
    """Make another post accountable for an item of the action log. Saves nothing where it is
    already."""
    reason = check_words(reason, field="reason", missing="Say why the item changes hands.")
    _check_same_area(to, item)
    with record(actor=by, reason=reason):
        current = item.lock()
        if current.accountable_id != to.pk:
            current.accountable = to
            current.save()
    return current


def _check_same_area(to: Post, row: LogItem) -> None:
    if to.local_area_id != row.local_area_id:
        raise Refusal("Choose a post of this area.", field="to")
