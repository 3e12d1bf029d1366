"""What the clauses of a Notice demand, and whether it was done.

A clause is a row: its words, its paragraph, the kind of duty it sets. How a kind is judged is a
function here, found by name in one registry; the modules are imported by hand, below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Regime
from reviews.duties import board, impact, nothing, oversight, plan, reporting
from reviews.duties.known import Known
from reviews.duties.months import Matrix, matrix_of
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
    return _judge(clauses_of(regime), Known(regime, on))


def judge_with_months(regime: Regime, on: date) -> tuple[list[Judged], Matrix]:
    """The same, and month by month, from the same facts: four queries more."""
    clauses, known = clauses_of(regime), Known(regime, on)
    return _judge(clauses, known), matrix_of(clauses, known)


def clauses_of(regime: Regime) -> list[Clause]:
    rows = Clause.objects.filter(regime=regime).select_related("citation__document")
    return list(rows.order_by("position"))


def _judge(clauses: Sequence[Clause], known: Known) -> list[Judged]:
    return [Judged(clause, judge(clause, known)) for clause in clauses]


__all__ = [
    "DUTIES",
    "Judged",
    "Known",
    "Matrix",
    "Proof",
    "Verdict",
    "board",
    "check_kind",
    "how_judged",
    "impact",
    "judge",
    "judge_all",
    "judge_with_months",
    "nothing",
    "oversight",
    "plan",
    "reporting",
    "settings_of",
]
