"""The plan of a regime on a day, read once: lists, ladders and summaries are made of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.models import Action, AreaOfWeakness, Outcome, Regime, Target
from plans.queries.actions import ref_order
from plans.states import Status


@dataclass(frozen=True)
class PlanReading:
    """Areas, outcomes with their targets, and actions, each tied to the others in memory.

    What is asked of it costs no query, and a row that hangs on many others is there once: an
    action, its outcome and a target know the same area.
    """

    regime: Regime
    on: date
    areas: tuple[AreaOfWeakness, ...]
    """In their order."""
    outcomes: tuple[Outcome, ...]
    """By area and number."""
    targets: tuple[Target, ...]
    """By outcome and horizon."""
    actions: tuple[Action, ...]
    """As people count: A2 before A10. Those that a document states may lack an outcome or post."""

    @cached_property
    def open_actions(self) -> list[Action]:
        return [action for action in self.actions if action.status != Status.COMPLETE]

    @cached_property
    def _targets(self) -> dict[int, list[Target]]:
        found: dict[int, list[Target]] = defaultdict(list)
        for target in self.targets:
            found[target.outcome_id].append(target)
        return found

    def targets_of(self, outcome: Outcome) -> list[Target]:
        return self._targets[outcome.pk]

    def actions_of(self, area: AreaOfWeakness) -> list[Action]:
        return [action for action in self.actions if action.area_id == area.pk]

    def outcomes_of(self, area: AreaOfWeakness) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.area_id == area.pk]


def read_plan(
    regime: Regime, on: date, areas: Iterable[AreaOfWeakness] | None = None
) -> PlanReading:
    """The plan of a regime, or these areas of it. Six queries, whatever the size of the plan."""
    areas = list(areas_of(regime) if areas is None else areas)
    targets = Target.objects.filter(outcome__area__in=areas).with_moves()
    actions = Action.objects.filter(area__in=areas).prefetch_related("accountable__organisation")
    return _tied(
        regime,
        on,
        areas=areas,
        outcomes=Outcome.objects.filter(area__in=areas),
        targets=targets,
        actions=actions,
    )


def _tied(
    regime: Regime,
    on: date,
    *,
    areas: Iterable[AreaOfWeakness],
    outcomes: Iterable[Outcome],
    targets: Iterable[Target],
    actions: Iterable[Action],
) -> PlanReading:
    """Rows that know each other in memory, in the order in which they are read."""
    areas_by_pk = {area.pk: area for area in sorted(areas, key=lambda area: area.position)}
    for area in areas_by_pk.values():
        area.regime = regime
    outcomes_by_pk = {outcome.pk: outcome for outcome in outcomes}
    for outcome in outcomes_by_pk.values():
        outcome.area = areas_by_pk[outcome.area_id]
    targets, actions = list(targets), list(actions)
    for target in targets:
        target.outcome = outcomes_by_pk[target.outcome_id]
    for action in actions:
        action.area = areas_by_pk[action.area_id]
        action.outcome = outcomes_by_pk[action.outcome_id] if action.outcome_id else None
    return PlanReading(
        regime=regime,
        on=on,
        areas=tuple(areas_by_pk.values()),
        outcomes=tuple(sorted(outcomes_by_pk.values(), key=_outcome_order)),
        targets=tuple(
            sorted(
                targets,
                key=lambda target: (*_outcome_order(target.outcome), target.horizon_months),
            )
        ),
        actions=tuple(sorted(actions, key=lambda action: ref_order(action.ref))),
    )


def _outcome_order(outcome: Outcome) -> tuple[int, int]:
    return outcome.area.position, outcome.number


def areas_of(regime: Regime) -> Iterable[AreaOfWeakness]:
    """The areas of weakness that stand in a regime, with what a summary shows of each."""
    return regime.areas.standing().select_related(
        "local_area", "finding__document", "state_authority__document", "assurance"
    )
