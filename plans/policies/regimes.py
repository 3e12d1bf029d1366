"""Rules of regimes: how one gets into force, and that it ends only on a cited document."""

import re
from collections.abc import Sequence
from datetime import date

from plans.models import Regime
from plans.states import REGIME_ENDS, REGIME_MOVES, RegimeState
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation

AREA_REFERENCE = re.compile(r"[a-z]{1,4}|\d")
"""One digit alone: "111" would be the outcome 11 of area 1, or the outcome 1 of area 11."""

BY_THE_ISSUER = frozenset({RegimeState.LIFTED, RegimeState.ESCALATED})
"""Ends that nobody but the body that set the regime can bring about."""


def check_can_move(regime: Regime, to: RegimeState) -> None:
    """Raise `Refusal` where a regime can't go from its state to another."""
    now = RegimeState(regime.state)
    if to not in REGIME_MOVES[now]:
        raise Refusal(
            f"{regime} cannot become “{to.label.lower()}”: it is “{now.label.lower()}”.", field="to"
        )


def check_can_end(*, regime: Regime, how: RegimeState, citation: Citation, on: date | None) -> None:
    """Raise `Refusal` unless the regime is in force and the document may end it that way."""
    if how not in REGIME_ENDS:
        raise Refusal("Say how the regime ended.", field="how")
    if not regime.is_in_force:
        raise Refusal(f"{regime} has ended already: {regime.get_state_display().lower()}.")
    if on is not None and on < regime.issued_on:
        raise Refusal(
            f"The day must be on or after {day_in_words(regime.issued_on)}, when {regime} was "
            "issued.",
            field="on",
        )
    issuer = citation.document.issued_by
    if how in BY_THE_ISSUER and _name(issuer) != _name(regime.issued_by):
        raise Refusal(
            f"Only a document of {regime.issued_by} can say that {regime} is {how.label.lower()}. "
            f"“{citation.document}” was issued by {issuer}.",
            field="citation",
        )


def _name(body: str) -> str:
    return " ".join(body.casefold().split())


def check_can_lead(regime: Regime) -> None:
    if not regime.is_in_force:
        raise Refusal(f"{regime} has ended, so it can’t lead.")
    if regime.leads:
        raise Refusal(f"{regime} leads already.")


def check_can_start(*, issued_on: date, target_end_on: date | None, refs: Sequence[str]) -> None:
    """Raise `Refusal` where the days or the areas of a new regime contradict each other."""
    if target_end_on is not None and target_end_on <= issued_on:
        raise Refusal(
            f"The day of delivery must be after {day_in_words(issued_on)}, when it was issued.",
            field="target_end_on",
        )
    called = [ref.lower() for ref in refs]
    for ref in called:
        if not AREA_REFERENCE.fullmatch(ref):
            raise Refusal(
                f"“{ref}” must be one to four letters, or one digit. Use letters where there are "
                "more than nine areas.",
                field="areas",
            )
    twice = sorted({ref for ref in called if called.count(ref) > 1})
    if twice:
        raise Refusal(f"Two areas are called {twice[0]}. Give each its own.", field="areas")
    if not refs:
        raise Refusal("Enter at least one area that the document lists.", field="areas")
