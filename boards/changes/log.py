"""Verbs that write the action log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from boards.models import Body, LogItem, LogUpdate, Meeting
from boards.policies import meetings as policies
from boards.policies.meetings import check_words
from boards.states import LogState
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

NO_ACTION = "Enter what is to be done."


@dataclass(frozen=True)
class LogWords:
    """What a form says of one item: `version` is that of the update it was opened with, 0 where
    there was none yet."""

    item: LogItem
    said: str
    close: bool
    version: int | None = None


def add_log_item(
    *, meeting: Meeting, what: str, accountable: Post | None, due_on: date | None, by: User
) -> LogItem:
    """Add an action agreed at a meeting. Without somebody accountable or without a date it is
    refused in the words of the Notice (paragraph 4b)."""
    what = check_words(what, field="what", missing=NO_ACTION)
    with record(actor=by, reason=f"The board agreed an action on {day_in_words(meeting.meets_on)}"):
        current = meeting.lock()
        policies.check_held(current)
        post, due = policies.check_accountability(
            current.body, accountable=accountable, due_on=due_on, agreed_on=current.meets_on
        )
        body = current.body.lock()
        policies.check_in_being(body)
        item = LogItem(
            local_area=current.local_area,
            body=body,
            meeting=current,
            ref=next_ref(body),
            what=what,
            accountable=post,
            due_on=due,
        )
        item.save()
    return item


def next_ref(body: Body) -> str:
    """The next free reference of the log that the boards of a regime keep, one after the other."""
    return ref_after(refs_of(body))


def ref_after(refs: Iterable[str]) -> str:
    """The reference that follows the highest of these."""
    return f"L{max((int(ref[1:]) for ref in refs), default=0) + 1}"


def refs_of(body: Body, *, besides: Iterable[LogItem] = ()) -> set[str]:
    """The references given out in the log of a body's regime, also to items that went on; those of
    the items `besides` are not counted."""
    kept = Q(body__regime=body.regime_id) | Q(moves__from_body__regime=body.regime_id)
    mine = Q(body=body) | kept if body.regime_id else Q(body=body)
    others = LogItem.objects.filter(mine).exclude(pk__in=[item.pk for item in besides])
    return set(others.values_list("ref", flat=True))


def edit_log_item(
    *,
    item: LogItem,
    version: int,
    what: str,
    accountable: Post | None,
    due_on: date | None,
    by: User,
    reason: str,
) -> LogItem:
    """Change the words, the post or the date of an item, with a reason. Raises `Stale`."""
    what = check_words(what, field="what", missing=NO_ACTION)
    reason = check_words(reason, field="reason", missing="Say why the item changes.")
    with record(actor=by, reason=reason):
        current = item.lock(version=version)
        post, due = policies.check_accountability(
            current.body,
            accountable=accountable,
            due_on=due_on,
            agreed_on=current.meeting.meets_on,
        )
        current.what, current.accountable, current.due_on = what, post, due
        current.save()
    return current


def update_log_item(
    *,
    item: LogItem,
    meeting: Meeting,
    said: str,
    close: bool,
    by: User,
    version: int | None = None,
) -> LogUpdate:
    """Record what was said of an item at a meeting; nothing said means "no update".

    `close` closes the item as of the meeting's day; without it a closed item opens again. Called
    again for the same meeting it corrects what was said. `version` is that of the update the form
    was opened with (0: there was none): another one raises `Stale`.
    """
    words = said.strip()
    with record(actor=by, reason=_reason(meeting, words, close)):
        held = meeting.lock()
        current = item.lock()
        update = LogUpdate.objects.filter(item=current, meeting=held).first()
        if version is not None and version != (update.version if update else 0):
            raise Stale(update or current)
        moves = policies.check_log_update(
            current, held, words=words, close=close, at_meeting=update
        )
        state = LogState.CLOSED if close else LogState.OPEN
        if moves:
            current.state = state
            current.closed_on = held.meets_on if close else None
            current.save()
        if update is None:
            update = LogUpdate(local_area=current.local_area, item=current, meeting=held)
        if update.pk is None or (update.said, update.state) != (words, state):
            update.said, update.state = words, state
            update.save()
    return update


def _reason(meeting: Meeting, words: str, close: bool) -> str:
    what = "Closed" if close else "Updated" if words else "Marked as without update"
    return f"{what} at the meeting of {day_in_words(meeting.meets_on)}"


def update_log(*, meeting: Meeting, words: Iterable[LogWords], by: User) -> list[LogUpdate]:
    """Update several items of a meeting, all or none. A refusal is at the field `said_L3`."""
    updates = []
    with record(
        actor=by, reason=f"Went through the action log of {day_in_words(meeting.meets_on)}"
    ):
        for line in words:
            try:
                update = update_log_item(
                    item=line.item,
                    meeting=meeting,
                    said=line.said,
                    close=line.close,
                    version=line.version,
                    by=by,
                )
            except Refusal as refusal:
                raise Refusal(refusal.sentence, field=f"said_{line.item.ref}") from refusal
            updates.append(update)
    return updates


def reopen_log_item(*, item: LogItem, version: int, because: str, by: User) -> LogItem:
    """Open a closed item again, as of the last meeting held; its words of that meeting stay.
    Raises `Stale`."""
    because = check_words(because, field="because", missing="Say why the item is opened again.")
    with record(actor=by, reason=because):
        current = item.lock(version=version)
        policies.check_in_being(current.body)
        meeting = Meeting.objects.filter(body=current.body).held().order_by("-meets_on").first()
        if current.state == LogState.OPEN or meeting is None:
            raise Refusal(f"{current.ref} is open.")
        closing = LogUpdate.objects.filter(item=current, meeting=meeting).first()
        words = f"{closing.said}\n\nOpened again: {because}" if closing else because
        update_log_item(item=current, meeting=meeting, said=words, close=False, by=by)
        current.refresh_from_db()
    return current
