"""Facts as pages need them: with the words that state them."""

from django.db.models import Prefetch

from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.sources.contradictions import Contradiction, contradictions
from sendtrack.sources.models import Conflict, Fact, Place


def facts_of(area: LocalArea) -> AreaQuerySet:
    """With their citations, documents and the points they belong to."""
    rows = Fact.objects.of(area).select_related("citation__document", "conflict")
    return rows.order_by("citation__document__dated_on", "citation__position", "pk")


def points_by_place(area: LocalArea) -> list[tuple[Place, list[Conflict]]]:
    """Points to read with care, by where they stand. Two queries; a place without any is left
    out."""
    facts = Fact.objects.of(area).select_related("citation__document").order_by("code", "pk")
    rows = Conflict.objects.of(area).select_related("decided", "decided_by")
    rows = rows.prefetch_related(Prefetch("facts", facts)).order_by("number")
    found = [(place, [row for row in rows if row.place == place]) for place in Place]
    return [(place, those) for place, those in found if those]


def found_in(area: LocalArea) -> list[Contradiction]:
    """What the rules find in the area's documents, first what nobody has explained. One query."""
    found = contradictions(facts_of(area))
    return sorted(found, key=lambda each: each.conflict.number if each.conflict else 0)
