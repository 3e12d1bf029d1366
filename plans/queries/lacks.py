"""What a finding still lacks before anybody could call it addressed, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.models import Action, AreaOfWeakness, Evidence, Target
from plans.queries.ladder import missed_by
from plans.states import SHOWN, Status, TargetResult

_MOST = 4
"""How many references a sentence names before it counts the others."""


class Addressed(StrEnum):
    """How far a finding has got, worked out from the record: the best first."""

    JUDGED = "judged"
    SHOWN = "shown"
    UNDER_WAY = "under_way"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {
            Addressed.JUDGED: "Judged as addressed",
            Addressed.SHOWN: "Impact is shown, not judged yet",
            Addressed.UNDER_WAY: "Not addressed yet",
            Addressed.NOTHING: "Nothing is recorded for it",
        }[self]

    @property
    def in_a_sentence(self) -> str:
        """After a number: "2 judged as addressed"."""
        return {
            Addressed.JUDGED: "judged as addressed",
            Addressed.SHOWN: "with impact shown but not judged yet",
            Addressed.UNDER_WAY: "not addressed yet",
            Addressed.NOTHING: "with nothing recorded",
        }[self]


@dataclass(frozen=True)
class What:
    """What the record holds about one finding."""

    now: tuple[AreaOfWeakness, ...]
    actions: Sequence[Action]
    settled: frozenset[int]
    evidence: Sequence[Evidence]
    targets: Sequence[Target]
    is_judged: bool

    @property
    def from_documents(self) -> bool:
        """Whether the record is made from published documents: silence then proves nothing."""
        return self.now[0].local_area.record_ends_on is not None


def lacks_of(told: What, on: date) -> tuple[str, ...]:
    """Each a sentence without its full stop; the missing judgement first. No query."""
    judged = () if told.is_judged else ("Nobody outside has judged it as addressed",)
    return (*judged, *_of_actions(told), *_of_evidence(told, on), *_of_targets(told, on))


def _of_actions(told: What) -> list[str]:
    if not told.actions:
        return ["The documents name no action" if told.from_documents else "No action is recorded"]
    lacks = []
    silent = [action.ref for action in told.actions if not action.status and not action.stated]
    if silent:
        who = "No document says" if told.from_documents else "Nobody has said"
        many = f"{len(silent)} of {len(told.actions)} actions are going"
        lacks.append(f"{who} how {many}: {_named(silent)}")
    left = [
        action.ref
        for action in told.actions
        if action.status and action.status != Status.COMPLETE and action.pk not in told.settled
    ]
    if left:
        are = "action is" if len(left) == 1 else "actions are"
        lacks.append(f"{len(left)} {are} not complete: {_named(left)}")
    unshown = [
        action.ref
        for action in told.actions
        if action.status == Status.COMPLETE and action.impact not in SHOWN
    ]
    if unshown:
        lacks.append(f"Complete, but no impact is shown: {_named(unshown)}")
    return lacks


def _of_evidence(told: What, on: date) -> list[str]:
    if not told.evidence:
        words = "The documents give no evidence of impact"
        return [words if told.from_documents else "No evidence of impact is recorded"]
    fresh = [piece for piece in told.evidence if not piece.is_stale(on)]
    if not fresh:
        return ["The evidence there is, is stale"]
    kinds = {piece.get_kind_display().partition(" (")[0].lower() for piece in fresh}
    return [f"Evidence of one kind only: {kinds.pop()}"] if len(kinds) == 1 else []


def _of_targets(told: What, on: date) -> list[str]:
    lacks = [
        f"{_called(target)} is {missed_by(target)}"
        for target in told.targets
        if target.result == TargetResult.MISSED
    ]
    silent = [_called(each) for each in told.targets if not each.result and each.due_on < on]
    if silent:
        lacks.append(f"No result is recorded: {_named(silent)}")
    asked = any(area.regime.is_in_force and area.regime.asks_for_targets for area in told.now)
    if asked and not any(target.is_measurable for target in told.targets):
        lacks.append("No measurable target is set")
    return lacks


def _called(target: Target) -> str:
    return f"{target.outcome.ref} at {target.horizon_months} months"


def _named(refs: Sequence[str]) -> str:
    more = len(refs) - _MOST
    return ", ".join(refs[:_MOST]) + (f" and {more} more" if more > 0 else "")
