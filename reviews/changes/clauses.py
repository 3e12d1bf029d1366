"""The verb that writes the clauses of a Notice."""

from collections.abc import Mapping
from typing import Any

from plans.models import Regime
from reviews.duties import check_kind
from reviews.models import Clause
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.sources.models import Citation


def add_clause(
    *,
    regime: Regime,
    paragraph: str,
    title: str,
    citation: Citation,
    kind: str,
    by: User,
    parameters: Mapping[str, Any] | None = None,
) -> Clause:
    """Record a paragraph of the Notice and the kind of duty it sets.

    Raises `Refusal` for a kind that nobody can judge, or parameters that the kind does not know.
    """
    told = dict(parameters or {})
    check_kind(kind, told)
    with record(actor=by, reason=f"Recorded paragraph {paragraph}"):
        regime.lock()
        clause = Clause(
            local_area=regime.local_area,
            regime=regime,
            paragraph=paragraph,
            position=Clause.objects.filter(regime=regime).count() + 1,
            title=title,
            citation=citation,
            kind=kind,
            parameters=told,
        )
        clause.save()
    return clause
