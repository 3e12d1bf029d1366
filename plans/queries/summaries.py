"""The areas of weakness at a glance: how many actions stand where, and how the area is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Action, AreaOfWeakness, Target
from plans.queries.actions import closed_update_month, silent_in
from plans.queries.reading import PlanReading
from plans.states import COMPLETE_AND_EMBEDDED, IMPACT_NOT_SHOWN, SHOWN, Impact, Status
from sendtrack.govuk.statuses import status_of

NO_UPDATE = "no_update"
"""The key that the status language has for "nobody has said"."""

_IMPACT_ORDER = (*reversed(SHOWN), Impact.NONE_YET, Impact.TOO_EARLY)

RULE = (
    "An area is as its worst open action: off track where one is off track, at risk where one is "
    "at risk. It is complete when every action is, and embedded when the impact of each of them "
    "is. Nothing is averaged."
)
"""The roll-up rule, as it is shown beside the table."""


@dataclass(frozen=True)
class AreaSummary:
    """One area: how its actions are spread over the statuses, and the worst of them."""

    area: AreaOfWeakness
    counts: dict[str, int]
    """Status (or `NO_UPDATE`) → how many actions; every status has a number."""
    status: str
    """By the roll-up rule: a `Status`, `NO_UPDATE`, or `COMPLETE_AND_EMBEDDED`."""
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
    impacts: dict[str, int]
    """Impact (or `IMPACT_NOT_SHOWN`) → how many actions; every one has a number."""
    unshown: list[Action]
    """Complete, and nothing shows what difference they make."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def impact_words(self) -> str:
        """ "2 embedded, 1 evidenced; of 5 complete actions 2 show no impact yet"."""
        named = ((key, self.impacts[key]) for key in _IMPACT_ORDER)
        said = ", ".join(f"{count} {status_of(key).word.lower()}" for key, count in named if count)
        complete = self.counts[Status.COMPLETE]
        many = f"{complete} complete action{'' if complete == 1 else 's'}"
        if not self.unshown:
            return said or "Nobody has said yet what difference the actions make"
        without = f"impact not yet shown for {len(self.unshown)} of {many}"
        return f"{said}; {without}" if said else without.capitalize()

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
    impacts = dict.fromkeys([*Impact.values, IMPACT_NOT_SHOWN], 0)
    for action in actions:
        impacts[action.shown_impact] += 1
    if status == Status.COMPLETE and impacts[Impact.EMBEDDED] == len(actions):
        status = COMPLETE_AND_EMBEDDED
    month = closed_update_month(on)
    open_actions = [action for action in actions if not action.is_settled]
    return AreaSummary(
        area=area,
        counts=counts,
        status=status,
        because=_because(status, worst, actions),
        worst=worst if status in (Status.AT_RISK, Status.OFF_TRACK) else [],
        overdue=[action for action in open_actions if action.due_on and action.due_on < on],
        without_update=[action for action in open_actions if silent_in(action, month)],
        targets=targets,
        impacts=impacts,
        unshown=[
            action
            for action in actions
            if action.status == Status.COMPLETE and action.impact not in SHOWN
        ],
    )


def roll_up(counts: dict[str, int]) -> str:
    """How an area is, from how many of its actions stand where (see `RULE`)."""
    for status in (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK):
        if counts[status]:
            return status
    if counts[NO_UPDATE]:
        return NO_UPDATE
    if counts[Status.TO_CONFIRM]:
        return Status.TO_CONFIRM if not counts[Status.NOT_STARTED] else Status.ON_TRACK
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
    if status == COMPLETE_AND_EMBEDDED:
        one = len(actions) == 1
        return f"{'Its one action is' if one else f'All {many} are'} complete and embedded"
    if status == Status.TO_CONFIRM:
        verb = "waits" if len(worst) == 1 else "wait"
        return f"{len(worst)} of {many} {verb} for confirmation that it is complete"
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
