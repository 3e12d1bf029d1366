"""The plan as it is read: areas of weakness, their outcomes with ladders, their actions."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch

from plans.models import Action, AreaOfWeakness, Outcome, Target
from plans.models.area import AreaOfWeaknessQuerySet
from plans.queries.actions import closed_update_month, silent_in
from plans.queries.ladder import TargetRung, rungs_of
from plans.queries.reading import PlanReading
from plans.queries.summaries import AreaSummary, area_summary
from plans.states import IN_FORCE, SHOWN, Status
from sendtrack.organisations.models import LocalArea, Organisation
from sendtrack.organisations.tenancy import AreaQuerySet

_OUTCOME_REF = re.compile(r"(?P<area>[a-zA-Z]+|\d)(?P<number>\d{1,4})")


def areas_in_force(area: LocalArea) -> AreaOfWeaknessQuerySet:
    """The areas of weakness that stand in the regime that leads."""
    return areas_of_the_leading(area).standing()


def areas_of_the_leading(area: LocalArea) -> AreaOfWeaknessQuerySet:
    """The same with those that were split, merged or dropped: a reference is one of them."""
    return area_rows(area).filter(regime__state__in=IN_FORCE, regime__leads=True)


def area_rows(area: LocalArea) -> AreaOfWeaknessQuerySet:
    """The areas of weakness of every regime, with what their pages show of each."""
    rows: AreaOfWeaknessQuerySet = AreaOfWeakness.objects.of(area).select_related(
        "local_area",
        "regime__ended_by__document",
        "ended_by__document",
        "finding__document",
        "state_authority__document",
        "assurance__owner__organisation",
    )
    return rows


def outcomes_in_force(area: LocalArea) -> AreaQuerySet:
    """The outcomes of the regime that leads, with their areas and targets."""
    return (
        Outcome.objects.of(area)
        .filter(area__regime__state__in=IN_FORCE, area__regime__leads=True)
        .select_related("area__regime", "area__local_area", "local_area")
        .prefetch_related(Prefetch("targets", Target.objects.with_moves()))
    )


def outcome_key(ref: str) -> dict[str, Any]:
    """What finds the outcome "A1" among the outcomes in force; finds nothing for other words."""
    match = _OUTCOME_REF.fullmatch(ref)
    if match is None:
        return {"pk": None}
    return {"area__ref__iexact": match["area"], "number": int(match["number"])}


class Show(StrEnum):
    """Which actions of the plan are shown: everything, what is late, or one status."""

    ALL = "all"
    OVERDUE = "overdue"
    NO_UPDATE = "no_update"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    NOT_STARTED = "not_started"
    TO_CONFIRM = "to_confirm"
    COMPLETE = "complete"
    UNSHOWN = "impact_not_shown"
    """Complete, and no evidence of impact."""


@dataclass(frozen=True)
class ActionLine:
    """An action as a line of the plan, with the facts that are worth a word."""

    action: Action
    days_overdue: int
    silent: bool
    """No update since the start of the latest month whose updates are due."""
    after_end: bool
    """Due after the day by which the Notice wants everything delivered."""

    @property
    def organisation_id(self) -> int | None:
        post = self.action.accountable
        return post.organisation_id if post else None

    @property
    def status(self) -> str:
        """A key of the status language; no_update where nobody has ever declared one."""
        return self.action.shown_status

    def is_shown(self, show: Show) -> bool:
        if show == Show.ALL:
            return True
        if show == Show.OVERDUE:
            return self.days_overdue > 0
        if show == Show.NO_UPDATE:
            return self.silent or self.status == Show.NO_UPDATE
        if show == Show.COMPLETE:
            return self.action.status == Status.COMPLETE
        if show == Show.UNSHOWN:
            return self.action.status == Status.COMPLETE and self.action.impact not in SHOWN
        return self.status == show


@dataclass(frozen=True)
class OutcomeEntry:
    outcome: Outcome
    rungs: list[TargetRung]
    actions: list[ActionLine]

    @property
    def lacks_a_target(self) -> bool:
        return any(rung.target is None for rung in self.rungs)

    @property
    def unmeasurable(self) -> list[TargetRung]:
        """Targets that are set, and don't say from where to where and in what."""
        return [rung for rung in self.rungs if rung.target and not rung.is_measurable]


@dataclass(frozen=True)
class AreaEntry:
    """One area of weakness in the plan."""

    area: AreaOfWeakness
    summary: AreaSummary
    """Of all its actions, whatever the list is narrowed to."""
    outcomes: list[OutcomeEntry]
    loose: list[ActionLine]
    """Actions that a document states without an outcome."""

    @property
    def lines(self) -> list[ActionLine]:
        return [line for entry in self.outcomes for line in entry.actions] + self.loose


def whole_plan(plan: PlanReading) -> list[AreaEntry]:
    """The areas of a plan with their outcomes, ladders and actions. No query."""
    return [_entry(plan, area) for area in plan.areas]


def _entry(plan: PlanReading, area: AreaOfWeakness) -> AreaEntry:
    month = closed_update_month(plan.on)
    under: dict[int | None, list[ActionLine]] = defaultdict(list)
    for action in plan.actions_of(area):
        line = ActionLine(
            action=action,
            days_overdue=_days_overdue(action, plan.on) if plan.regime.is_in_force else 0,
            silent=plan.regime.is_in_force and silent_in(action, month),
            after_end=_is_after(action.due_on, plan.regime.target_end_on),
        )
        under[action.outcome_id].append(line)
    return AreaEntry(
        area=area,
        summary=area_summary(plan, area),
        outcomes=[
            OutcomeEntry(outcome, rungs_of(plan, outcome), under[outcome.pk])
            for outcome in plan.outcomes_of(area)
        ],
        loose=under[None],
    )


def of_organisation(entries: list[AreaEntry], organisation: Organisation) -> list[AreaEntry]:
    """The same, with only the actions that an organisation's posts answer for."""
    return _kept(entries, lambda line: line.organisation_id == organisation.pk)


def narrowed(entries: list[AreaEntry], show: Show) -> list[AreaEntry]:
    """Only the areas and outcomes with an action to show, with only those actions."""
    if show == Show.ALL:
        return entries
    return _kept(entries, lambda line: line.is_shown(show))


def _kept(entries: list[AreaEntry], wanted: Callable[[ActionLine], bool]) -> list[AreaEntry]:
    kept = [
        replace(
            entry,
            outcomes=[
                replace(each, actions=lines)
                for each in entry.outcomes
                if (lines := [line for line in each.actions if wanted(line)])
            ],
            loose=[line for line in entry.loose if wanted(line)],
        )
        for entry in entries
    ]
    return [entry for entry in kept if entry.outcomes or entry.loose]


def counts(entries: list[AreaEntry]) -> dict[Show, int]:
    """How many actions each filter would show."""
    lines = [line for entry in entries for line in entry.lines]
    return {show: sum(line.is_shown(show) for line in lines) for show in Show}


def _days_overdue(action: Action, on: date) -> int:
    if action.is_settled or action.due_on is None:
        return 0
    return max(timedelta(0), on - action.due_on).days


def _is_after(day: date | None, end: date | None) -> bool:
    return day is not None and end is not None and day > end
