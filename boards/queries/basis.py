"""What decisions rest on, as readers of the minutes see it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from boards.models import Decision, DecisionBasis
from plans.models import Evidence, Measure
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet

if TYPE_CHECKING:
    from django.db.models import QuerySet

Basis = Measure | Evidence


def bases() -> AreaQuerySet:
    """Those that may stand in minutes: what was restricted since is left out."""
    rows: AreaQuerySet = DecisionBasis.objects.filter(
        Q(measure__isnull=False) | Q(evidence__in=Evidence.objects.standing().leaving())
    )
    return rows.select_related("measure__local_area", "evidence__local_area").order_by("pk")


def with_bases(decisions: "QuerySet[Decision]") -> "QuerySet[Decision]":
    """Decisions whose `bases` are those that may stand in minutes. One query more."""
    return decisions.prefetch_related(Prefetch("bases", bases()))


def refs_of(decision: Decision) -> str:
    """ "M3, E12" """
    return ", ".join(row.thing.ref for row in bases().filter(decision=decision.pk))


def find_bases(area: LocalArea, typed: str) -> tuple[list[Basis], list[str]]:
    """The measures and pieces of evidence of some numbers ("M3, E12"), and the numbers that lead
    to nothing which may stand in minutes. Two queries; none for no number."""
    refs = list(dict.fromkeys(ref.upper() for ref in re.split(r"[\s,;]+", typed) if ref))
    if not refs:
        return [], []
    measures: Iterable[Basis] = Measure.objects.of(area).filter(ref__in=refs)
    pieces: Iterable[Basis] = Evidence.objects.of(area).standing().leaving().filter(ref__in=refs)
    found = {row.ref: row for row in (*measures, *pieces)}
    return [found[ref] for ref in refs if ref in found], [ref for ref in refs if ref not in found]
