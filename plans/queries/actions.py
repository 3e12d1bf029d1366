"""Actions as people look for them: what waits for somebody, and how one action is going."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from plans.models import Action, Regime
from plans.models.action import ActionQuerySet
from plans.states import NEEDS_REASON, Status
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import LocalArea, Person, Post
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
    if action.is_settled:
        return False
    if action.last_update_on is not None:
        return action.last_update_on < month.start
    return action.start_on is not None and action.start_on <= month.end


def pressing_words(days: int) -> str:
    """How near a day is, or how long it is past: "Due in 9 days", "12 days overdue"."""
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} overdue"
    named = {0: "Due today", 1: "Due tomorrow"}
    return named.get(days, f"Due in {days} days")


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

    @property
    def pressing(self) -> str:
        """ "12 days overdue", "Due tomorrow", "Due in 9 days"; empty where nothing presses."""
        if self.days is None or self.urgency == Urgency.NO_UPDATE:
            return ""
        return pressing_words(self.days)


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
    on: date
    is_whole_area: bool = False
    is_closed_record: bool = False
    """Made from published documents: no update is wanted by any day."""

    @property
    def heading(self) -> str:
        """The job, as the page says it first."""
        many = len(self.waiting)
        if not many:
            return "Nothing is waiting for you"
        actions = f"{many} action{'' if many == 1 else 's'}"
        if self.is_closed_record:
            return f"{actions} in this record without an update"
        needs = "needs" if many == 1 else "need"
        if self.on > self.deadline:
            return f"{actions} still {needs} an update for {self.on:%B}"
        return f"{actions} {needs} an update by {self.deadline.day} {self.deadline:%B}"

    @property
    def quiet_summary(self) -> str:
        return f"On track and up to date ({len(self.quiet)})"

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.watch or self.quiet)

    def after(self, action: Action) -> Action | None:
        """The next one that waits: the one below this action, else the first that is left."""
        actions = [entry.action for entry in self.waiting]
        place = actions.index(action) if action in actions else -1
        return next((each for each in actions[place + 1 :] + actions if each != action), None)

    def left_after(self, action: Action) -> int:
        """How many wait besides this one."""
        return sum(entry.action != action for entry in self.waiting)


def actions_in_force(area: LocalArea) -> ActionQuerySet:
    """The actions of the regime in force, with what a list shows of each."""
    rows: ActionQuerySet = (
        Action.objects.of(area)
        .in_force()
        .select_related("area", "outcome__area", "accountable__organisation")
    )
    return rows


def asking_for_help(regime: Regime) -> list[Action]:
    """The open actions that ask the board for help: off track first, then at risk. One query."""
    rows: ActionQuerySet = Action.objects.in_regime(regime).open().filter(status__in=NEEDS_REASON)
    return sorted(
        rows.select_related("area", "accountable__organisation"),
        key=lambda each: (each.status != Status.OFF_TRACK, each.due_on or date.max, each.pk),
    )


def desk(*, area: LocalArea, person: Person | None, on: date) -> Desk:
    """What waits for somebody on a day. Without a person: all actions of the area. One query."""
    rows = actions_in_force(area).open()
    if person is not None:
        rows = rows.of_person(person, on)
    return _sorted_desk(rows, on)


def desk_of(access: Access, on: date) -> Desk:
    """The desk of whoever has this access. Somebody who may update any action and holds no post
    sees the whole area's. Two queries."""
    area, person = access.local_area, access.person
    is_closed = area.record_ends_on is not None
    if person is not None and Post.objects.of(area).held_by(person, on).exists():
        return replace(desk(area=area, person=person, on=on), is_closed_record=is_closed)
    if access.allows(Permission.UPDATE_ANY_ACTION):
        whole = desk(area=area, person=None, on=on)
        return replace(whole, is_whole_area=True, is_closed_record=is_closed)
    return _sorted_desk([], on)


def _sorted_desk(rows: Iterable[Action], on: date) -> Desk:
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
        on=on,
    )


def needs_update(area: LocalArea, person: Person | None, on: date) -> list[Waiting]:
    """What waits for an update, most urgent first: overdue, due within 14 days, then no update
    this month. Without a person: of the whole area. One query."""
    return desk(area=area, person=person, on=on).waiting


def _entry(action: Action, on: date) -> Waiting:
    days = None if action.due_on is None or action.is_settled else (action.due_on - on).days
    if days is not None and days < 0:
        return Waiting(action, Urgency.OVERDUE, days)
    if days is not None and days <= SOON.days:
        return Waiting(action, Urgency.DUE_SOON, days)
    return Waiting(action, Urgency.NO_UPDATE, days)


def _needs_update(action: Action, month: Period, on: date) -> bool:
    """Nobody has said this month how it is going, or not since its date passed."""
    if action.is_settled or (action.start_on is not None and action.start_on > month.end):
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
