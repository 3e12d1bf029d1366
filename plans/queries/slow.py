"""What is slow to progress, and why (paragraph 4f of the Notice)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from plans.models import Action, ActionUpdate, AreaOfWeakness, Dependency, SlowAnswer, Target
from plans.queries.astray import OffTrajectory, off_trajectory
from plans.queries.ladder import missed_by
from plans.queries.readers import Reader
from plans.queries.reading import PlanReading, read_plan
from plans.queries.slow_tests import Facts, Flag, Rule, flags, rules_in_words, rules_of
from plans.states import NEEDS_REASON, SlowKind, Status, TargetResult
from sendtrack.periods import month_of

RANK: dict[str, int] = {Status.OFF_TRACK: 0, Status.AT_RISK: 1}
"""How slow actions are ordered; all others come after."""


@dataclass(frozen=True)
class SlowOutcome:
    """An outcome that missed its latest target, or whose measure is off trajectory: told once, not
    of each of its actions."""

    target: Target
    """The one that was missed, else the next that its measure counts."""
    status: str
    """missed or off_trajectory: a key of the status language."""
    why: tuple[str, ...]

    @property
    def ref(self) -> str:
        return self.target.outcome.ref

    @property
    def title(self) -> str:
        return self.target.outcome.statement

    @property
    def area(self) -> AreaOfWeakness:
        return self.target.outcome.area


@dataclass(frozen=True)
class SlowAction:
    """A slow action with a sentence for each reason, and what its owner said of it."""

    action: Action
    flags: tuple[Flag, ...]
    days_overdue: int
    answer: SlowAnswer | None = None
    """What the owner said since the trouble began; None where nobody has answered yet."""

    @property
    def why(self) -> tuple[str, ...]:
        return tuple(flag.sentence for flag in self.flags)

    @property
    def since(self) -> date | None:
        """When the first of its reasons began to hold: an answer counts from that day on."""
        return min((flag.since for flag in self.flags if flag.since), default=None)

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
    rule: str = ""
    """The tests that were asked, in words, to be shown beside the list."""

    def __len__(self) -> int:
        return len(self.outcomes) + len(self.actions)

    def count_in(self, area: AreaOfWeakness) -> int:
        """How many of them belong to an area."""
        areas = [each.area for each in self.outcomes] + [each.area for each in self.actions]
        return areas.count(area)

    def of(self, action: Action) -> SlowAction | None:
        """An action's own line, where it is slow."""
        return next((each for each in self.actions if each.action == action), None)

    def within(self, area: AreaOfWeakness) -> "Slow":
        """What is slow in one area."""
        return Slow(
            [each for each in self.outcomes if each.area == area],
            [each for each in self.actions if each.area == area],
            self.rule,
        )


def slow(plan: PlanReading, reader: Reader | None = None) -> Slow:
    """What meets one of the tests that the local area asks. Six queries, and seven more where
    measures count targets, whatever the size of the plan. Without a `reader` no measure is asked:
    enough where only actions are told."""
    rules = rules_of(plan.regime.local_area_id, plan.regime)
    facts = Facts(
        on=plan.on,
        troubled=_troubled_months(plan),
        moved_on=_moved_on(plan),
        holding=_holding(plan),
    )
    found = [
        SlowAction(action, tuple(raised), _days_overdue(action, plan.on))
        for action in plan.actions
        if (raised := list(flags(action, facts, rules)))
    ]
    return Slow(
        outcomes=list(_slow_outcomes(plan, rules, reader)),
        actions=sorted(_with_answers(plan, found), key=_worst_first),
        rule=rules_in_words(rules),
    )


def slow_action(action: Action, on: date) -> SlowAction | None:
    """One action with its reasons and its owner's answer, where it is slow. It comes with its
    `area__regime`. A fixed number of queries."""
    return slow(read_plan(action.area.regime, on, [action.area])).of(action)


def _worst_first(each: SlowAction) -> tuple[int, int, int]:
    rank = RANK.get(each.action.status, len(RANK))
    return rank, -len(each.why), -each.days_overdue


def _with_answers(plan: PlanReading, found: list[SlowAction]) -> Iterator[SlowAction]:
    """Each with the latest answer that was given since its trouble began. One query."""
    rows = SlowAnswer.objects.filter(
        action__in=[each.action.pk for each in found], said_on__lte=plan.on
    )
    latest = rows.order_by("action_id", "-said_on", "-pk").distinct("action_id")
    answers = {answer.action_id: answer for answer in latest.select_related("said_by")}
    for each in found:
        answer = answers.get(each.action.pk)
        counts = answer and (each.since is None or answer.said_on >= each.since)
        yield SlowAction(each.action, each.flags, each.days_overdue, answer if counts else None)


def _slow_outcomes(
    plan: PlanReading, rules: list[Rule], reader: Reader | None
) -> Iterator[SlowOutcome]:
    asked = {rule.kind.kind: rule for rule in rules if rule.is_on}
    missed: dict[int, Target] = {}
    if SlowKind.MISSED in asked:
        missed = {target.outcome_id: target for target in _latest_missed(plan)}
    off: dict[int, OffTrajectory] = {}
    if reader is not None and SlowKind.TRAJECTORY in asked:
        off = off_trajectory(plan, asked[SlowKind.TRAJECTORY].limit or 1, reader)
    for outcome in plan.outcomes:
        target, astray = missed.get(outcome.pk), off.get(outcome.pk)
        why = (*([_missed(target)] if target else []), *([astray.sentence] if astray else []))
        if target is not None:
            yield SlowOutcome(target, "missed", why)
        elif astray is not None:
            yield SlowOutcome(astray.target, "off_trajectory", why)


def _missed(target: Target) -> str:
    return f"The {target.horizon_months}-month target was {missed_by(target)}: {target.statement}"


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


def _days_overdue(action: Action, on: date) -> int:
    if action.due_on is None or action.is_settled:
        return 0
    return max(0, (on - action.due_on).days)


def _moved_on(plan: PlanReading) -> dict[int, date]:
    """By action: the day on which its date last moved. One query."""
    moves = ActionUpdate.objects.filter(
        action__area__in=[area.pk for area in plan.areas],
        due_on_before__isnull=False,
        made_on__lte=plan.on,
    )
    return dict(moves.order_by().values_list("action_id").annotate(last=Max("made_on")))


def _holding(plan: PlanReading) -> dict[int, list[Dependency]]:
    """By action: what it waits for, tied to the plan's own rows where they are of it. One query."""
    rows = Dependency.objects.standing().filter(action__area__in=[area.pk for area in plan.areas])
    known = {action.pk: action for action in plan.actions}
    found: dict[int, list[Dependency]] = defaultdict(list)
    for row in rows.select_related("needs__accountable__organisation").order_by("pk"):
        row.needs = known.get(row.needs_id, row.needs)
        found[row.action_id].append(row)
    return found


def _troubled_months(plan: PlanReading) -> dict[int, list[date]]:
    """By action: the update months running, up to its latest, that ended at risk or off track. One
    query."""
    troubled = [action.pk for action in plan.open_actions if action.status in NEEDS_REASON]
    latest = (
        ActionUpdate.objects.filter(action__in=troubled, made_on__lte=plan.on)
        .order_by("action_id", "-period_start", "-made_at", "-pk")
        .distinct("action_id", "period_start")
        .values_list("action_id", "period_start", "status")
    )
    newest: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for action, month, status in latest:
        newest[action].append((month, status))
    found: dict[int, list[date]] = {}
    for action, months in newest.items():
        run: list[date] = []
        for month, status in months:
            follows = not run or month_of(run[0] - timedelta(days=1)).start == month
            if status not in NEEDS_REASON or not follows:
                break
            run.insert(0, month)
        found[action] = run
    return found
