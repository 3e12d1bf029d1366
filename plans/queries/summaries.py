"""The areas of weakness at a glance: how many actions stand where, and how the area is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Action, AreaOfWeakness, Target
from plans.queries.actions import closed_update_month, silent_in
from plans.queries.reading import PlanReading
from plans.states import Status

NO_UPDATE = "no_update"
"""The key that the status language has for "nobody has said"."""

RULE = (
    "An area is as its worst open action: off track where one is off track, at risk where one is "
    "at risk. It is complete when every action is. Nothing is averaged."
)
"""The roll-up rule, as it is shown beside the table."""


@dataclass(frozen=True)
class AreaSummary:
    """One area: how its actions are spread over the statuses, and the worst of them."""

    area: AreaOfWeakness
    counts: dict[str, int]
    """Status (or `NO_UPDATE`) → how many actions; every status has a number."""
    status: str
    """By the roll-up rule: a `Status`, or `NO_UPDATE`."""
    because: str
    """The rule applied, to be read beside the status: "A4.2 and A4.5 are off track (2 of 9
    actions)"."""
    worst: list[Action]
    """The actions that make the area what it is, where it is at risk or off track."""
    overdue: list[Action]
    without_update: list[Action]
    """Silent since the start of the latest month whose updates are due."""
    targets: list[Target]
    """Of all outcomes, by outcome and horizon."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_judged(self) -> bool:
        """Whether anybody has said how any of its actions is going."""
        return self.total > self.counts[NO_UPDATE]


def area_summaries(plan: PlanReading) -> list[AreaSummary]:
    """Every area of the plan in its order. No query."""
    return [area_summary(plan, area) for area in plan.areas]


def area_summary(plan: PlanReading, area: AreaOfWeakness) -> AreaSummary:
    """One area of the plan. No query."""
    targets = [target for outcome in plan.outcomes_of(area) for target in plan.targets_of(outcome)]
    return _summary(area, plan.actions_of(area), targets, plan.on)


def _summary(
    area: AreaOfWeakness, actions: Sequence[Action], targets: list[Target], on: date
) -> AreaSummary:
    counts = dict.fromkeys([*Status.values, NO_UPDATE], 0)
    for action in actions:
        counts[action.status or NO_UPDATE] += 1
    status = roll_up(counts)
    worst = [action for action in actions if (action.status or NO_UPDATE) == status]
    month = closed_update_month(on)
    open_actions = [action for action in actions if action.status != Status.COMPLETE]
    return AreaSummary(
        area=area,
        counts=counts,
        status=status,
        because=_because(status, worst, actions),
        worst=worst if status in (Status.AT_RISK, Status.OFF_TRACK) else [],
        overdue=[action for action in open_actions if action.due_on and action.due_on < on],
        without_update=[action for action in open_actions if silent_in(action, month)],
        targets=targets,
    )


def roll_up(counts: dict[str, int]) -> str:
    """How an area is, from how many of its actions stand where (see `RULE`)."""
    for status in (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK):
        if counts[status]:
            return status
    if counts[NO_UPDATE]:
        return NO_UPDATE
    begun = counts[Status.COMPLETE]
    if counts[Status.NOT_STARTED]:
        return Status.ON_TRACK if begun else Status.NOT_STARTED
    return Status.COMPLETE if begun else NO_UPDATE


def _because(status: str, worst: Sequence[Action], actions: Sequence[Action]) -> str:
    many = f"{len(actions)} action{'' if len(actions) == 1 else 's'}"
    if not actions:
        return "No action is recorded"
    if status == NO_UPDATE:
        return f"No status is recorded for {len(worst)} of {many}"
    if status == Status.COMPLETE:
        return f"All {many} are complete" if len(actions) > 1 else "Its one action is complete"
    if status == Status.NOT_STARTED:
        return f"None of {many} has begun"
    if status == Status.ON_TRACK:
        return "No action is at risk or off track"
    names = [action.ref for action in worst[:3]]
    more = len(worst) - len(names)
    listed = ", ".join(names) + (f" and {more} more" if more else "")
    verb = "is" if len(worst) == 1 else "are"
    return f"{listed} {verb} {Status(status).label.lower()} ({len(worst)} of {many})"
