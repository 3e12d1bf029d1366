"""Facts of the files in a form that can be compared."""

from decimal import Decimal
from typing import Any

from sendtrack.sources.models import FactKind


def structured(fact: dict[str, Any]) -> dict[str, Any]:
    """What of a fact can be compared, as its columns: `about` says of what it is, a day stands
    under `day` or `from` and `to`, a number under `count`, `percent` or `months`, else the value
    itself is a name. `relation` says `is` what, `of` what, with which `number`."""
    if "about" not in fact:
        return {}
    relation = fact.get("relation", {})
    told: dict[str, Any] = {
        "about": fact["about"],
        "kind": FactKind.NAME,
        "number_as_at": fact.get("as_at"),
        "relation": relation.get("is", ""),
        "related_to": relation.get("of", ""),
        "whole": relation.get("whole", ""),
        "relation_number": Decimal(relation["number"]) if "number" in relation else None,
    }
    if "day" in fact or "from" in fact:
        told["kind"] = FactKind.DAY
        told["earliest"] = fact.get("from") or fact["day"]
        told["latest"] = fact.get("to") or fact["day"]
    for word, kind in (
        ("count", FactKind.COUNT),
        ("percent", FactKind.PERCENTAGE),
        ("months", FactKind.MONTHS),
    ):
        if word in fact:
            told |= {"kind": kind, "number": Decimal(str(fact[word]))}
    return told
