"""Actions that are slow to progress, and why (paragraph 4f of the Notice)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Action, ActionUpdate, Regime, Target
from plans.queries.actions import closed_update_month, ref_order, silent_in
from plans.states import NEEDS_REASON, TargetResult
from sendtrack.periods import Period, day_in_words, month_of

RULE = (
    "An open action is slow when the latest target of its outcome was missed, when it is overdue, "
    "when it had no update in two months running, when its date has moved twice or more, or when "
    "it was at risk or off track in two months running."
)
"""The rule, as it is shown beside the list."""


@dataclass(frozen=True)
class Slow:
    """A slow action with a sentence for each reason."""

    action: Action
    why: tuple[str, ...]
    days_overdue: int


def slow(regime: Regime, on: date) -> list[Slow]:
    """Open actions that meet one of the tests of `RULE`, those with most reasons first.

    Three queries, whatever the size of the plan.
    """
    actions = list(
        Action.objects.in_regime(regime)
        .open()
        .select_related("area", "outcome__area", "accountable__organisation")
    )
    missed = _latest_targets_missed(regime, on)
    said = _troubled_months(regime)
    last = closed_update_month(on)
    months = (month_of(last.start - timedelta(days=1)), last)
    entries = [
        Slow(
            action=action,
            why=tuple(_reasons(action, on, months, missed, said[action.pk])),
            days_overdue=_days_overdue(action, on),
        )
        for action in actions
    ]
    return sorted(
        (entry for entry in entries if entry.why),
        key=lambda entry: (-len(entry.why), -entry.days_overdue, ref_order(entry.action.ref)),
    )


def _reasons(
    action: Action,
    on: date,
    months: tuple[Period, Period],
    missed: dict[int, Target],
    troubled: list[date],
) -> Iterator[str]:
    if target := missed.get(action.outcome_id or 0):
        yield f"The {target.horizon_months}-month target was missed: {target.statement}"
    if days := _days_overdue(action, on):
        assert action.due_on is not None
        yield f"{days} day{'' if days == 1 else 's'} overdue: due on {day_in_words(action.due_on)}"
    if silent_in(action, months[0]):
        yield f"No update in {months[0].start:%B} or {months[1].start:%B %Y}"
    if action.times_moved >= 2 and action.baseline_due_on and action.due_on:
        yield (
            f"The date has moved {action.times_moved} times, from "
            f"{day_in_words(action.baseline_due_on)} to {day_in_words(action.due_on)}"
        )
    if action.status in NEEDS_REASON and len(troubled) == 2:
        earlier, later = troubled
        yield f"At risk or off track in {earlier:%B} and {later:%B %Y}"


def _days_overdue(action: Action, on: date) -> int:
    return max(0, (on - action.due_on).days) if action.due_on else 0


def _latest_targets_missed(regime: Regime, on: date) -> dict[int, Target]:
    """By outcome: its latest target with a result by that day, where that result is "missed"."""
    judged = (
        Target.objects.filter(outcome__area__regime=regime, result_on__lte=on)
        .exclude(result="")
        .order_by("outcome_id", "-horizon_months")
        .distinct("outcome_id")
    )
    return {each.outcome_id: each for each in judged if each.result == TargetResult.MISSED}


def _troubled_months(regime: Regime) -> dict[int, list[date]]:
    """By action: its last two update months, where both ended at risk or off track and one
    followed the other; else fewer than two."""
    latest = (
        ActionUpdate.objects.filter(action__area__regime=regime, action__status__in=NEEDS_REASON)
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
