"""Actions as people look for them: what waits for somebody, and how one action is going."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from plans.models import Action
from plans.models.action import ActionQuerySet
from plans.states import NEEDS_REASON, RegimeState
from sendtrack.organisations.models import LocalArea, Person
from sendtrack.periods import Period, add_months, last_working_day, month_of

SOON = timedelta(days=14)
"""How far ahead a due date is worth a word."""


def ref_order(ref: str) -> list[tuple[int, str]]:
    """Order references as people count: A2 before A10."""
    parts = re.findall(r"\d+|\D+", ref)
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def closed_update_month(on: date) -> Period:
    """The latest month whose updates are due by `on`: this one from its last working day."""
    this = month_of(on)
    return this if on >= last_working_day(this) else month_of(this.start - timedelta(days=1))


def silent_in(action: Action, month: Period) -> bool:
    """Under way in the month, and nobody has said anything since it began.

    Not asked of an action that a document states without a start date, until somebody has
    updated it once: no month can be named that it missed.
    """
    if action.last_update_on is not None:
        return action.last_update_on < month.start
    return action.start_on is not None and action.start_on <= month.end


class Urgency(IntEnum):
    OVERDUE = 0
    DUE_SOON = 1
    NO_UPDATE = 2


@dataclass(frozen=True)
class Waiting:
    """An action that waits for a word, and why."""

    action: Action
    urgency: Urgency
    days: int | None
    """Days to its due date; negative when overdue; None where it has no date."""


@dataclass(frozen=True)
class Desk:
    """The actions of one person, sorted by what they ask for.

    `waiting` needs an update; `watch` was updated this month and is overdue, due soon, at risk or
    off track; `quiet` is on track and up to date, or starts later.
    """

    waiting: list[Waiting]
    watch: list[Waiting]
    quiet: list[Action]
    deadline: date
    """The last working day of the month: when this month's updates are wanted by."""
    opens_on: date
    """When the next month's updates begin."""


def actions_in_force(area: LocalArea) -> ActionQuerySet:
    """The actions of the regime in force, with what a list shows of each."""
    return (
        Action.objects.of(area)
        .filter(area__regime__state=RegimeState.ACTIVE)
        .select_related("area", "outcome__area", "accountable__organisation")
    )


def desk(*, area: LocalArea, person: Person | None, on: date) -> Desk:
    """What waits for somebody on a day. Without a person: all actions of the area. One query."""
    rows = actions_in_force(area).open()
    if person is not None:
        rows = rows.of_person(person, on)
    month = month_of(on)
    waiting: list[Waiting] = []
    watch: list[Waiting] = []
    quiet: list[Action] = []
    for action in sorted(rows, key=lambda action: ref_order(action.ref)):
        entry = _entry(action, on)
        if _needs_update(action, month, on):
            waiting.append(entry)
        elif entry.urgency != Urgency.NO_UPDATE or action.status in NEEDS_REASON:
            watch.append(entry)
        else:
            quiet.append(action)
    return Desk(
        waiting=_most_urgent_first(waiting),
        watch=_most_urgent_first(watch),
        quiet=quiet,
        deadline=last_working_day(month),
        opens_on=add_months(month.start, 1),
    )


def needs_update(area: LocalArea, person: Person | None, on: date) -> list[Waiting]:
    """What waits for an update, most urgent first: overdue, due within 14 days, then no update
    this month. Without a person: of the whole area. One query."""
    return desk(area=area, person=person, on=on).waiting


def _entry(action: Action, on: date) -> Waiting:
    days = None if action.due_on is None else (action.due_on - on).days
    if days is not None and days < 0:
        return Waiting(action, Urgency.OVERDUE, days)
    if days is not None and days <= SOON.days:
        return Waiting(action, Urgency.DUE_SOON, days)
    return Waiting(action, Urgency.NO_UPDATE, days)


def _needs_update(action: Action, month: Period, on: date) -> bool:
    """Nobody has said this month how it is going, or not since its date passed."""
    if action.start_on is not None and action.start_on > month.end:
        return False
    last = action.last_update_on
    if last is None or last < month.start:
        return True
    return action.due_on is not None and last <= action.due_on < on


def _most_urgent_first(entries: Iterable[Waiting]) -> list[Waiting]:
    return sorted(
        entries,
        key=lambda entry: (
            entry.urgency,
            entry.action.due_on or date.max,
            ref_order(entry.action.ref),
        ),
    )
