"""What moved in the plan between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from plans.models import Action, ActionUpdate
from plans.queries.reading import PlanReading
from plans.states import BEST_FIRST, Status


class Direction(StrEnum):
    CLOSED = "closed"
    IMPROVED = "improved"
    WORSENED = "worsened"
    STARTED = "started"
    """From not started, or from nothing said, to on track."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Movement:
    """How one action moved: its status at the start and at the end, and its date."""

    action: Action
    before: str
    """A `Status`, or empty where nothing had been said before."""
    now: Status
    direction: Direction
    reason: str
    """What the latest update gave as the reason; often empty."""
    due_before: date | None = None
    due_now: date | None = None
    move_reasons: tuple[str, ...] = ()

    @property
    def date_moved(self) -> bool:
        return self.due_before != self.due_now

    @property
    def moved_by(self) -> str:
        """How far the date moved: "31 days later"; empty where one of the two days is unknown."""
        if self.due_before is None or self.due_now is None:
            return ""
        days = (self.due_now - self.due_before).days
        many = "1 day" if abs(days) == 1 else f"{abs(days)} days"
        return f"{many} {'later' if days > 0 else 'earlier'}" if days else ""


def moved(plan: PlanReading, since: date, until: date) -> list[Movement]:
    """The actions whose status or date changed after `since` and up to `until`.

    Neighbouring windows never share an update: to read a period from its first day on, hand in
    the day before. One query.
    """
    updates = (
        ActionUpdate.objects.filter(
            action__area__regime=plan.regime, made_on__gt=since, made_on__lte=until
        )
        .only(
            "action_id",
            "status_before",
            "status",
            "reason",
            "due_on_before",
            "due_on_after",
            "move_reason",
        )
        .order_by("action_id", "made_at", "pk")
    )
    runs = {pk: list(run) for pk, run in groupby(updates, key=lambda update: update.action_id)}
    movements = [_movement(action, runs[action.pk]) for action in plan.actions if action.pk in runs]
    return [each for each in movements if each.date_moved or each.direction != Direction.UNCHANGED]


def _movement(action: Action, run: list[ActionUpdate]) -> Movement:
    first, last = run[0], run[-1]
    moves = [update for update in run if update.due_on_after is not None]
    return Movement(
        action=action,
        before=first.status_before,
        now=Status(last.status),
        direction=direction(before=first.status_before, now=Status(last.status)),
        reason=last.reason,
        due_before=moves[0].due_on_before if moves else None,
        due_now=moves[-1].due_on_after if moves else None,
        move_reasons=tuple(update.move_reason for update in moves),
    )


def direction(*, before: str, now: Status) -> Direction:
    """Which way a status went. Work that merely began has neither improved nor worsened."""
    if before == now:
        return Direction.UNCHANGED
    if now == Status.COMPLETE:
        return Direction.CLOSED
    if before in ("", Status.NOT_STARTED) and now in (Status.ON_TRACK, Status.NOT_STARTED):
        return Direction.STARTED
    if before == "":
        return Direction.WORSENED
    better = BEST_FIRST.index(now) < BEST_FIRST.index(Status(before))
    return Direction.IMPROVED if better else Direction.WORSENED


def newly_overdue(plan: PlanReading, since: date, until: date) -> list[Action]:
    """Open actions whose date passed after `since` and up to `until`, first due first. No query."""
    passed = [
        action
        for action in plan.open_actions
        if action.due_on and since <= action.due_on < until and not action.is_settled
    ]
    return sorted(passed, key=lambda action: action.due_on or until)


def count(movements: Iterable[Movement]) -> dict[Direction, int]:
    """How many went which way; every direction has a number."""
    counts = dict.fromkeys(Direction, 0)
    for movement in movements:
        counts[movement.direction] += 1
    return counts
