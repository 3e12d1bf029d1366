"""The action log as it stood on a day."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from boards.models import Body, LogItem, LogUpdate, Meeting
from boards.models.log import LogItemQuerySet
from boards.states import LogState
from plans.models import Regime
from sendtrack.organisations.models import PostHolding


@dataclass(frozen=True)
class LogLine:
    """One item as it stood on a day.

    `carried`: the meetings held since it was agreed and while it was open. `last_said` is empty
    where no meeting has had an update; `said_on` is the day of the meeting that had one.
    """

    item: LogItem
    state: LogState
    overdue: bool
    carried: int
    holder: str | None
    holder_id: int | None
    last_said: str
    said_on: date | None
    closed_on: date | None

    @property
    def status(self) -> str:
        """The key of the status language: open, overdue or closed."""
        return "overdue" if self.overdue else self.state.value


def log_of(body: Body, on: date) -> list[LogLine]:
    """All items agreed by a day in the log that the boards of a regime keep, one after the
    other: open first, overdue before the rest, then by date and number."""
    updates = LogUpdate.objects.filter(item=OuterRef("pk"), meeting__meets_on__lte=on).order_by(
        "-meeting__meets_on"
    )
    spoken = updates.exclude(said="")
    holder = PostHolding.objects.filter(post=OuterRef("accountable")).current(on)
    items: LogItemQuerySet = (
        LogItem.objects.kept_on(on)
        .filter(body_then__in=Body.objects.filter(regime=body.regime_id))
        .as_at(on)
        .select_related("accountable__organisation", "meeting")
        .annotate(
            last_met_on=Subquery(updates.values("meeting__meets_on")[:1]),
            last_said=Subquery(spoken.values("said")[:1]),
            said_on=Subquery(spoken.values("meeting__meets_on")[:1]),
            holder_name=Subquery(holder.values("person__name")[:1]),
            holder_id=Subquery(holder.values("person")[:1]),
        )
    )
    held = list(
        Meeting.objects.filter(body__regime=body.regime_id)
        .held_by(on)
        .order_by("meets_on")
        .values_list("meets_on", flat=True)
    )
    return sorted((_line(item, on, held) for item in items), key=_most_urgent_first)


def _line(item: Any, on: date, held: list[date]) -> LogLine:
    state = LogState(item.state_then)
    closed_on = item.last_met_on if state == LogState.CLOSED else None
    carried = bisect_right(held, closed_on or on) - bisect_right(held, item.meeting.meets_on)
    return LogLine(
        item=item,
        state=state,
        overdue=state == LogState.OPEN and item.due_on < on,
        carried=carried,
        holder=item.holder_name,
        holder_id=item.holder_id,
        last_said=item.last_said or "",
        said_on=item.said_on,
        closed_on=closed_on,
    )


def _most_urgent_first(line: LogLine) -> tuple[bool, bool, date, int]:
    closed = line.state == LogState.CLOSED
    return closed, not line.overdue, line.item.due_on, int(line.item.ref[1:])


def open_log(regime: Regime, on: date) -> list[LogLine]:
    """The items open on a day, overdue first. Empty where there is no board yet."""
    body = Body.objects.keeping(regime).first()
    if body is None:
        return []
    return [line for line in log_of(body, on) if line.state == LogState.OPEN]


@dataclass(frozen=True)
class Progress:
    """How far a meeting has gone through the log (paragraph 4b: updated at each meeting).

    `without`: of those gone through, the items of which the record says that no update was given.
    """

    carried_in: int
    done: int
    without: int = 0

    @property
    def left(self) -> int:
        return self.carried_in - self.done

    @property
    def complete(self) -> bool:
        return self.left == 0

    @property
    def updated(self) -> int:
        return self.done - self.without

    @property
    def words(self) -> str:
        if self.carried_in == 0:
            return "No log items were open before this meeting"
        if self.complete and self.without:
            items = f"{self.updated} log item{'' if self.updated == 1 else 's'}"
            return f"{items} updated, {self.without} without an update"
        if self.complete:
            return (
                f"All {self.carried_in} log items updated"
                if self.carried_in > 1
                else ("The one open log item is updated")
            )
        return f"{self.left} of {self.carried_in} log items still to update"


def carried_into(meeting: Meeting) -> "QuerySet[LogItem]":
    """The items that were open before a meeting, oldest first: it updates each of them."""
    items: QuerySet[LogItem] = (
        LogItem.objects.going_into(meeting)
        .filter(state_then=LogState.OPEN)
        .select_related("accountable__organisation", "meeting")
        .order_by("meeting__meets_on", "pk")
    )
    return items


def log_progress(meeting: Meeting) -> Progress:
    items = carried_into(meeting)
    said = LogUpdate.objects.filter(meeting=meeting, item__in=items).values_list("said", flat=True)
    return Progress(items.count(), len(said), sum(not words for words in said))


def log_kept(regime: Regime, on: date) -> list[tuple[Meeting, Progress]]:
    """How far each meeting held by a day went through the log, oldest first: what the Notice's
    "an action log which is updated at each meeting" is judged by. Four queries."""
    meetings: list[Meeting] = list(
        Meeting.objects.filter(body__regime=regime).held_by(on).order_by("meets_on")
    )
    items: list[LogItem] = list(
        LogItem.objects.filter(Q(body__regime=regime) | Q(moves__from_body__regime=regime))
        .distinct()
        .select_related("meeting")
        .prefetch_related("updates", "moves")
    )
    carried, done, without = Counter[int](), Counter[int](), Counter[int]()
    for item in items:
        updates = {update.meeting_id: update for update in item.updates.all()}
        is_open = True
        for meeting in meetings:
            if meeting.meets_on <= item.meeting.meets_on:
                continue
            if item.keeper_on(meeting.meets_on) != meeting.body_id:
                continue
            update = updates.get(meeting.pk)
            carried[meeting.pk] += is_open
            done[meeting.pk] += is_open and update is not None
            without[meeting.pk] += is_open and update is not None and not update.said
            if update is not None:
                is_open = update.state == LogState.OPEN
    return [(m, Progress(carried[m.pk], done[m.pk], without[m.pk])) for m in meetings]
