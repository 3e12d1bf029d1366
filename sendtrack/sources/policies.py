"""What a fact must hold before it can be compared with others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sendtrack.refusals import Refusal
from sendtrack.sources.models import FactKind, Relation

NUMBERS = frozenset({FactKind.COUNT, FactKind.PERCENTAGE, FactKind.MONTHS})

_KINDS: dict[Relation, Iterable[FactKind]] = {
    Relation.WITHIN: (FactKind.DAY,),
    Relation.AFTER: (FactKind.MONTHS,),
    Relation.NOT_AFTER: (FactKind.DAY,),
    Relation.PART: (FactKind.COUNT, FactKind.PERCENTAGE),
    Relation.SHARE: (FactKind.PERCENTAGE,),
    Relation.FALLEN: (FactKind.COUNT, FactKind.PERCENTAGE),
    Relation.RISEN: (FactKind.COUNT, FactKind.PERCENTAGE),
    Relation.PAST: (FactKind.DAY,),
    Relation.FIGURES_OF: (FactKind.DAY,),
}
_WITHOUT_THING = frozenset({Relation.FALLEN, Relation.RISEN, Relation.PAST})
_WITH_NUMBER = frozenset({Relation.WITHIN, Relation.FALLEN, Relation.RISEN})
MOST_MONTHS = 600
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a paragraph states, in a form that can be compared."""

    about: str
    kind: FactKind
    earliest: date | None = None
    latest: date | None = None
    number: Decimal | None = None
    number_as_at: date | None = None
    relation: Relation | None = None
    related_to: str = ""
    whole: str = ""
    relation_number: Decimal | None = None


def check_stated(stated: Stated) -> None:
    """Everything that comparing it needs is there, at its question where not."""
    if not stated.about.strip():
        raise Refusal("Say what it is about.", field="about")
    if stated.kind == FactKind.DAY:
        if stated.earliest is None:
            raise Refusal("Enter the day, or the first day of the time.", field="earliest")
        if stated.latest is not None and stated.latest < stated.earliest:
            raise Refusal("The last day must be on or after the first.", field="latest")
        for name in ("earliest", "latest"):
            day = getattr(stated, name)
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise Refusal(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.", field=name)
    if stated.kind in NUMBERS and stated.number is None:
        raise Refusal("Enter the number.", field=stated.kind)
    if stated.kind == FactKind.MONTHS:
        _check_months(stated.number, field="months")
    if stated.relation is not None:
        _check_claim(stated, stated.relation)


def _check_claim(stated: Stated, relation: Relation) -> None:
    kinds = [FactKind(kind).label.lower() for kind in _KINDS[relation]]
    if stated.kind not in _KINDS[relation]:
        raise Refusal(
            f"Only a {' or '.join(kinds)} can be said to be so. Choose another claim, or none.",
            field="relation",
        )
    if relation not in _WITHOUT_THING and not stated.related_to.strip():
        raise Refusal("Say what the claim is about.", field="related_to")
    if relation == Relation.SHARE and not stated.whole.strip():
        raise Refusal("Say of what whole it is the share.", field="whole")
    if relation in _WITH_NUMBER and stated.relation_number is None:
        raise Refusal("Enter the number of the claim.", field="relation_number")
    if relation == Relation.WITHIN:
        _check_months(stated.relation_number, field="relation_number")


def _check_months(number: Decimal | None, *, field: str) -> None:
    if number is None or not 0 < number <= MOST_MONTHS or number != number.to_integral_value():
        raise Refusal(f"Enter a whole number of months, up to {MOST_MONTHS:,}.", field=field)
