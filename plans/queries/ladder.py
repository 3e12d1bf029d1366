"""The target ladder of an outcome: what was to be reached by when, and whether it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from plans.models import Outcome, Target
from plans.queries.reading import PlanReading
from plans.queries.results import reached, reached_in_words, tells_of_few
from plans.states import TargetResult
from plans.statistics.targets import in_points, in_unit, shortfall
from sendtrack.govuk.ladder import LATE_TO_FIRST, Rung
from sendtrack.periods import day_in_words

DUE_SOON = timedelta(days=28)
"""How far ahead a target is worth a word."""

NO_TARGET = "no target set"
NO_RESULT = "no result recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRung(Rung):
    """One horizon of an outcome. `target` is None where paragraph 3 asks for one that isn't set."""

    outcome: Outcome
    months: int
    target: Target | None

    @property
    def due_on(self) -> date | None:
        return self.due

    @property
    def reached(self) -> str:
        return reached(self.target) if self.target else ""

    @property
    def reached_in_words(self) -> str:
        return reached_in_words(self.target) if self.target else ""

    @property
    def is_measurable(self) -> bool:
        return self.target is not None and self.target.is_measurable


def ladder(outcome: Outcome, targets: Iterable[Target], on: date) -> list[TargetRung]:
    """The rungs of an outcome, one for each horizon.

    `state` is a key of the status language: met, missed, due_soon, not_yet_due, or no_evidence
    where nothing is recorded. Costs no query where the outcome comes with its `area__regime` and
    `area__local_area`, and the targets with that outcome.
    """
    by_horizon = {target.horizon_months: target for target in targets}
    return [
        _rung(outcome, months, by_horizon.get(months), on)
        for months in outcome.area.regime.horizons
    ]


def rungs_of(plan: PlanReading, outcome: Outcome) -> list[TargetRung]:
    """The ladder of one outcome of a plan. No query."""
    return ladder(outcome, plan.targets_of(outcome), plan.on)


def ladders(plan: PlanReading) -> Mapping[int, list[TargetRung]]:
    """The ladder of every outcome of a plan, by outcome id. No query."""
    return {outcome.pk: rungs_of(plan, outcome) for outcome in plan.outcomes}


def rung_of(target: Target, on: date) -> TargetRung:
    """One target as a rung. It comes with its `outcome__area__local_area`."""
    return _rung(target.outcome, target.horizon_months, target, on)


def _rung(outcome: Outcome, months: int, target: Target | None, on: date) -> TargetRung:
    state, words = _state(target, on)
    due = target.due_on if target else outcome.area.regime.horizon(months)
    return TargetRung(
        label=f"{months}m",
        name=f"{months} months",
        state=state,
        words=words,
        due=due,
        url=target_url(target) if target else "",
        moved=len(target.moves) if target else 0,
        moves_url=f"{target_url(target)}#moves" if target else "",
        outcome=outcome,
        months=months,
        target=target,
    )


def target_url(target: Target) -> str:
    """Where the arithmetic of a target stands: in the plan while its regime leads, else under its
    regime. It comes with its `outcome__area__regime` and `outcome__area__local_area`."""
    return _target_address("target", target)


def target_history_url(target: Target) -> str:
    """Where every change of it is told."""
    return _target_address("target-history", target)


def _target_address(name: str, target: Target) -> str:
    outcome, regime = target.outcome, target.outcome.area.regime
    slug, months = outcome.area.local_area.slug, target.horizon_months
    if regime.is_shown:
        return reverse(f"plans:{name}", args=[slug, outcome.ref, months])
    return reverse(f"plans:regime-{name}", args=[slug, regime.code, outcome.ref, months])


def _state(target: Target | None, on: date) -> tuple[str, str]:
    """The state of a rung on a day, and the words that replace the state's own."""
    if target is None:
        return "no_evidence", NO_TARGET
    if target.result and target.result_on is not None and target.result_on <= on:
        if target.result == TargetResult.MET:
            return "met", LATE_TO_FIRST if is_late_to_baseline(target) else ""
        return "missed", missed_by(target)
    if target.due_on < on:
        return "no_evidence", NO_RESULT
    if target.due_on - on < DUE_SOON:
        return "due_soon", _due_in((target.due_on - on).days)
    return "not_yet_due", ""


def is_late_to_baseline(target: Target) -> bool:
    """Whether it was met by the day it was moved to, and not by the one it had first."""
    return bool(
        target.moves
        and target.result == TargetResult.MET
        and target.result_on
        and target.result_on > target.moves[0][0]
    )


def _due_in(days: int) -> str:
    named = {0: "due today", 1: "due tomorrow"}
    return named.get(days, f"due in {days} days")


def missed_by(target: Target) -> str:
    """ "missed by 4 percentage points", or "missed" where there is no figure to tell by, or one
    of a few, which the distance would tell."""
    if tells_of_few(target):
        return "missed"
    short = shortfall(baseline=target.baseline, wanted=target.value, reached=target.result_value)
    return f"missed by {in_points(short, target.unit)}" if short else "missed"


def because(target: Target, on: date) -> str:
    """How the state of a target follows: the facts that its rung is short for, and what it was
    before it moved."""
    return f"{_because(target, on)} {_moved(target)}".strip()


def _moved(target: Target) -> str:
    if not target.moves:
        return ""
    due_on, value = target.moves[0]
    reach = f"{in_unit(value, target.unit)} " if value is not None else ""
    times = "once" if len(target.moves) == 1 else f"{len(target.moves)} times"
    late = " That day was missed." if is_late_to_baseline(target) else ""
    return f"It moved {times}: at first it was {reach}by {day_in_words(due_on)}.{late}"


def _because(target: Target, on: date) -> str:
    state, words = _state(target, on)
    day = day_in_words(target.due_on)
    if state == "no_evidence":
        return f"It was due on {day}. No result is recorded."
    if state in ("due_soon", "not_yet_due"):
        return f"It is due on {day}."
    assert target.result_on is not None
    if target.result_value is None:
        return f"Recorded in words for {day_in_words(target.result_on)}."
    said = f"{reached(target)} on {day_in_words(target.result_on)}"
    if tells_of_few(target):
        said = f"A result of {day_in_words(target.result_on)} is withheld as a small number"
    if state == "missed":
        said += f", {words}"
    if target.value is None:
        return f"{said}."
    return f"{said}. The target was {in_unit(target.value, target.unit)} by {day}."
