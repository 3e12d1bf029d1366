"""What is slow to progress, and why (paragraph 4f of the Notice)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Action, ActionUpdate, AreaOfWeakness, Target
from plans.queries.actions import closed_update_month, silent_in
from plans.queries.ladder import missed_by
from plans.queries.reading import PlanReading
from plans.states import NEEDS_REASON, Status, TargetResult
from sendtrack.periods import Period, day_in_words, month_of

RULE = (
    "An outcome is slow when its latest target with a result was missed. An open action is slow "
    "when it is overdue, when it had no update in two months running (at risk or off track: in the "
    "last one), when its date has moved twice or more, or when it was at risk or off track in two "
    "months running."
)
"""The rule, as it is shown beside the list."""


RANK: dict[str, int] = {Status.OFF_TRACK: 0, Status.AT_RISK: 1}
"""How slow actions are ordered; all others come after."""


@dataclass(frozen=True)
class SlowOutcome:
    """An outcome that missed its latest target: told once, not of each of its actions."""

    target: Target

    @property
    def ref(self) -> str:
        return self.target.outcome.ref

    @property
    def title(self) -> str:
        return self.target.outcome.statement

    @property
    def area(self) -> AreaOfWeakness:
        return self.target.outcome.area

    @property
    def why(self) -> tuple[str, ...]:
        target = self.target
        words = missed_by(target)
        return (f"The {target.horizon_months}-month target was {words}: {target.statement}",)


@dataclass(frozen=True)
class SlowAction:
    """A slow action with a sentence for each reason."""

    action: Action
    why: tuple[str, ...]
    days_overdue: int

    @property
    def ref(self) -> str:
        return self.action.ref

    @property
    def area(self) -> AreaOfWeakness:
        return self.action.area


@dataclass(frozen=True)
class Slow:
    """Everything that is slow: outcomes in the plan's order; actions off track first, then those
    at risk, then those with most reasons."""

    outcomes: list[SlowOutcome]
    actions: list[SlowAction]

    def __len__(self) -> int:
        return len(self.outcomes) + len(self.actions)

    def count_in(self, area: AreaOfWeakness) -> int:
        """How many of them belong to an area."""
        areas = [each.area for each in self.outcomes] + [each.area for each in self.actions]
        return areas.count(area)


def slow(plan: PlanReading) -> Slow:
    """What meets one of the tests of `RULE`. One query, whatever the size of the plan."""
    said = _troubled_months(plan)
    last = closed_update_month(plan.on)
    months = (month_of(last.start - timedelta(days=1)), last)
    actions = [
        SlowAction(
            action=action,
            why=tuple(_reasons(action, plan.on, months, said[action.pk])),
            days_overdue=_days_overdue(action, plan.on),
        )
        for action in plan.open_actions
    ]
    return Slow(
        outcomes=[SlowOutcome(target) for target in _latest_missed(plan)],
        actions=sorted(
            (each for each in actions if each.why),
            key=_worst_first,
        ),
    )


def _worst_first(each: SlowAction) -> tuple[int, int, int]:
    rank = RANK.get(each.action.status, len(RANK))
    return rank, -len(each.why), -each.days_overdue


def _latest_missed(plan: PlanReading) -> Iterator[Target]:
    """Of each outcome its latest target with a result by that day, where that is "missed"."""
    for outcome in plan.outcomes:
        judged = [
            target
            for target in plan.targets_of(outcome)
            if target.result and target.result_on and target.result_on <= plan.on
        ]
        latest = max(judged, key=lambda target: target.horizon_months, default=None)
        if latest and latest.result == TargetResult.MISSED:
            yield latest


def _reasons(
    action: Action, on: date, months: tuple[Period, Period], troubled: list[date]
) -> Iterator[str]:
    if days := _days_overdue(action, on):
        assert action.due_on is not None
        yield f"{days} day{'' if days == 1 else 's'} overdue: due on {day_in_words(action.due_on)}"
    if silent_in(action, months[0]):
        yield f"No update in {months[0].start:%B} or {months[1].start:%B %Y}"
    elif action.status in NEEDS_REASON and silent_in(action, months[1]):
        assert action.last_update_on is not None
        yield f"No update since {day_in_words(action.last_update_on)}"
    if action.times_moved >= 2 and action.baseline_due_on and action.due_on:
        yield (
            f"The date has moved {action.times_moved} times, from "
            f"{day_in_words(action.baseline_due_on)} to {day_in_words(action.due_on)}"
        )
    if action.status in NEEDS_REASON and len(troubled) == 2:
        earlier, later = troubled
        yield f"At risk or off track in {earlier:%B} and {later:%B %Y}"


def _days_overdue(action: Action, on: date) -> int:
    if action.due_on is None or action.is_settled:
        return 0
    return max(0, (on - action.due_on).days)


def _troubled_months(plan: PlanReading) -> dict[int, list[date]]:
    """By action: its last two update months, where both ended at risk or off track and one
    followed the other; else fewer than two."""
    troubled = [action.pk for action in plan.open_actions if action.status in NEEDS_REASON]
    latest = (
        ActionUpdate.objects.filter(action__in=troubled, made_on__lte=plan.on)
        .order_by("action_id", "-period_start", "-made_at", "-pk")
        .distinct("action_id", "period_start")
        .values_list("action_id", "period_start", "status")
    )
    newest: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for action, month, status in latest:
        if len(newest[action]) < 2:
            newest[action].append((month, status))
    found: dict[int, list[date]] = defaultdict(list)
    for action, months in newest.items():
        if len(months) == 2 and all(status in NEEDS_REASON for _, status in months):
            (later, _), (earlier, _) = months
            if month_of(later - timedelta(days=1)).start == earlier:
                found[action] = [earlier, later]
    return found
