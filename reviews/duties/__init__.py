"""What the clauses of a Notice demand, and whether it was done.

A clause is a row: its words, its paragraph, the kind of duty it sets. How a kind is judged is a
function here, found by name in one registry; the modules are imported by hand, below.
"""

from dataclasses import dataclass
from datetime import date

from plans.models import Regime
from reviews.duties import board, impact, nothing, oversight, plan, reporting
from reviews.duties.known import Known
from reviews.duties.registry import DUTIES, check_kind, how_judged, judge, settings_of
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause


@dataclass(frozen=True)
class Judged:
    """A clause with the verdict on it."""

    clause: Clause
    verdict: Verdict


def judge_all(regime: Regime, on: date) -> list[Judged]:
    """Every clause of the regime as it stands on a day, in the order of the Notice."""
    known = Known(regime, on)
    clauses = Clause.objects.filter(regime=regime).select_related("citation__document")
    return [Judged(clause, judge(clause, known)) for clause in clauses.order_by("position")]


__all__ = [
    "DUTIES",
    "Judged",
    "Known",
    "Proof",
    "Verdict",
    "board",
    "check_kind",
    "how_judged",
    "impact",
    "judge",
    "judge_all",
    "nothing",
    "oversight",
    "plan",
    "reporting",
    "settings_of",
]
