"""The kinds of duty and the functions that judge them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reviews.duties.known import Known
from reviews.duties.parameters import BadParametersError, Parameters
from reviews.duties.verdicts import Verdict
from reviews.models import Clause
from reviews.states import VerdictWord
from sendtrack.refusals import Refusal

Judge = Callable[[Clause, Known], Verdict]


@dataclass(frozen=True)
class Duty:
    """A kind: its name in `Clause.kind`, its judge, what can be set, the words it may say."""

    kind: str
    judge: Judge
    parameters: type[Parameters]
    says: frozenset[VerdictWord]


DUTIES: dict[str, Duty] = {}


def duty(
    kind: str, *, says: set[VerdictWord], parameters: type[Parameters] = Parameters
) -> Callable[[Judge], Judge]:
    """Register a judge. `says` lists every word it may use; each of them has a test."""

    def register(judge: Judge) -> Judge:
        if kind in DUTIES:
            raise ValueError(f"There are two kinds of duty called {kind}")
        DUTIES[kind] = Duty(kind, judge, parameters, frozenset(says))
        return judge

    return register


def check_kind(kind: str, parameters: Any) -> None:
    """Raise `Refusal` unless the kind is registered and its parameters parse."""
    if kind not in DUTIES:
        raise Refusal(
            f"There is no kind of duty called “{kind}”. The kinds are: {', '.join(DUTIES)}.",
            field="kind",
        )
    try:
        DUTIES[kind].parameters.parse(parameters)
    except BadParametersError as error:
        raise Refusal(str(error), field="parameters") from error


def judge(clause: Clause, known: Known) -> Verdict:
    """How one clause stands, from what is known on a day."""
    duty_of_kind = DUTIES[clause.kind]
    verdict = duty_of_kind.judge(clause, known)
    if verdict.word not in duty_of_kind.says:
        raise ValueError(f"{clause.kind} said {verdict.word}, which it did not declare")
    return verdict


def settings_of(clause: Clause) -> str:
    """What the verdict is measured with, in a sentence; empty where nothing can be set."""
    return DUTIES[clause.kind].parameters.of(clause).in_words


def how_judged(clause: Clause) -> str:
    """How the clause's kind is judged, in the words beside its function."""
    words = DUTIES[clause.kind].judge.__doc__ or ""
    return " ".join(words.split())
