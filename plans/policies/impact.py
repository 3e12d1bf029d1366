"""What a word about an action's impact must rest on. Each refusal says what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.models import Action
from plans.queries.impact import Proof
from plans.states import SHOWN, Impact, TargetResult
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class SaidOfImpact:
    """What is said of the difference that an action makes. An empty `impact` leaves it as it was;
    `expected_on` is given where it is too early."""

    impact: str = ""
    difference: str = ""
    expected_on: date | None = None


def impact_refusals(
    *, action: Action, said: SaidOfImpact, proof: Proof, on: date
) -> Iterator[Refusal]:
    """Everything that stands against what is said of impact, each at its question."""
    if said.impact == Impact.TOO_EARLY:
        yield from _too_early(said, on)
        return
    if said.impact not in SHOWN:
        return
    if not said.difference.strip():
        yield Refusal("Say what difference it makes, and how you know", field="difference")
    if lacks := list(_lacks(Impact(said.impact), proof)):
        word = Impact(said.impact).label
        yield Refusal(f"{word} needs {_listed(lacks)}. {proof.in_words}", field="impact")


def check_impact(*, action: Action, said: SaidOfImpact, proof: Proof, on: date) -> None:
    """Raise the first `Refusal` that stands against what is said of impact."""
    for refusal in impact_refusals(action=action, said=said, proof=proof, on=on):
        raise refusal


def lacks_to_be_embedded(action: Action, proof: Proof) -> list[str]:
    """What an action would still need for its impact to be called embedded. None where it is."""
    if action.impact == Impact.EMBEDDED:
        return []
    return list(_lacks(Impact.EMBEDDED, proof))


def _too_early(said: SaidOfImpact, on: date) -> Iterator[Refusal]:
    if said.expected_on is None:
        yield Refusal(
            "Enter the day by which you expect to see a difference", field="impact_expected_on"
        )
    elif said.expected_on <= on:
        yield Refusal(
            f"The day by which you expect a difference must be after {day_in_words(on)}. "
            "If that day has passed and nothing shows a difference, choose “No evidence yet”",
            field="impact_expected_on",
        )


def _lacks(impact: Impact, proof: Proof) -> Iterator[str]:
    """What is missing for a word, as the rest of "Embedded needs …"."""
    if impact == Impact.EMERGING and not proof.pieces:
        yield "at least one piece of evidence"
    if impact == Impact.EVIDENCED:
        if proof.pieces < 2:
            yield "at least two pieces of evidence"
        if not proof.has_measure:
            yield "data or an audit of practice among them"
    if impact == Impact.EMBEDDED:
        if len(proof.kinds) < 2:
            yield "evidence of at least two kinds"
        if not proof.has_later:
            yield "evidence from the day it was completed, or later"
        yield from _not_held(proof)


def _not_held(proof: Proof) -> Iterator[str]:
    target = proof.target
    if target is not None and not proof.target_is_met:
        how = "it was missed" if target.result == TargetResult.MISSED else "no result is recorded"
        yield f"the {target.horizon_months}-month target of {target.outcome.ref} met ({how})"
    if proof.risks:
        refs = _listed([risk.ref for risk in proof.risks])
        verb = "is" if len(proof.risks) == 1 else "are"
        yield f"no open risk that is very high ({refs} {verb})"


def _listed(words: list[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} and {last}" if some else last
