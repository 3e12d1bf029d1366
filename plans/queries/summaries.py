"""The areas of weakness at a glance: how many actions stand where, and how the area is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from plans.models import Action, AreaOfWeakness, Regime, Target
from plans.queries.actions import closed_update_month, ref_order, silent_in
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
    """The rule applied: "Off track because A4.2 and A4.5 are (2 of 9 actions)"."""
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


def area_summaries(regime: Regime, on: date) -> list[AreaSummary]:
    """Every area of the regime in its order. Three queries, whatever the size of the plan."""
    actions: dict[int, list[Action]] = defaultdict(list)
    for action in Action.objects.in_regime(regime).select_related(
        "area", "outcome__area", "accountable__organisation"
    ):
        actions[action.area_id].append(action)
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in (
        Target.objects.filter(outcome__area__regime=regime)
        .select_related("outcome__area__local_area")
        .order_by("outcome__number", "horizon_months")
    ):
        targets[target.outcome.area_id].append(target)
    areas = regime.areas.select_related(
        "finding__document", "state_authority__document", "derived_from"
    ).order_by("position")
    return [summary_of(area, actions[area.pk], targets[area.pk], on) for area in areas]


def summary_of(
    area: AreaOfWeakness, actions: list[Action], targets: list[Target], on: date
) -> AreaSummary:
    """An area from all its actions and targets. No query."""
    actions = sorted(actions, key=lambda action: ref_order(action.ref))
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


def _because(status: str, worst: list[Action], actions: list[Action]) -> str:
    many = f"{len(actions)} action{'' if len(actions) == 1 else 's'}"
    if not actions:
        return "No action is recorded"
    if status == NO_UPDATE:
        return f"No status is recorded for {len(worst)} of {many}"
    if status == Status.COMPLETE:
        return f"Complete: all {many} are" if len(actions) > 1 else "Complete: its one action is"
    if status == Status.NOT_STARTED:
        return f"Not started: none of {many} has begun"
    if status == Status.ON_TRACK:
        return "On track: no action is at risk or off track"
    names = [action.ref for action in worst[:3]]
    more = len(worst) - len(names)
    listed = ", ".join(names) + (f" and {more} more" if more else "")
    verb = "is" if len(worst) == 1 else "are"
    return f"{Status(status).label} because {listed} {verb} ({len(worst)} of {many})"
