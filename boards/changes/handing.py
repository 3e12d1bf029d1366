"""Verbs that give the work of one post to another, when people or bodies change."""

from datetime import date, timedelta

from boards.models import LogItem, Seat
from boards.policies.meetings import check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
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


def pass_seat(*, seat: Seat, to: Post, from_on: date, by: User, reason: str) -> Seat:
    """The seat goes on with another post from a day on; meetings before keep the old one."""
    reason = check_words(reason, field="reason", missing="Say why the seat changes hands.")
    _check_same_area(to, seat)
    with record(actor=by, reason=reason):
        current: Seat = seat.lock()
        if current.from_on is not None and current.from_on >= from_on:
            raise Refusal(
                f"The seat of {current.post} began on {day_in_words(current.from_on)}. "
                "Enter a later day.",
                field="from_on",
            )
        last_on = current.to_on
        current.to_on = from_on - timedelta(days=1)
        current.save()
        following = Seat(
            local_area=current.local_area,
            body=current.body,
            kind=current.kind,
            post=to,
            from_on=from_on,
            to_on=last_on,
        )
        following.save()
    return following


def _check_same_area(to: Post, row: LogItem | Seat) -> None:
    if to.local_area_id != row.local_area_id:
        raise Refusal("Choose a post of this area.", field="to")
