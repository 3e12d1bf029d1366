"""What is published of England and the region, for who enters the first figure of a measure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from plans.measuring.words import PublishedState
from plans.models import ComparedCouncil, PublishedFigure
from plans.published.shape import NATIONAL
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Told:
    """One published figure, counted as a definition counts."""

    name: str
    definition: int
    until: date
    value: Decimal


def told_of_others(area: LocalArea, measures: Iterable[int]) -> Mapping[int, list[Told]]:
    """By measure: the figures of England and of the area's region that count the same, of the
    oldest release first. One query."""
    region = ComparedCouncil.objects.of(area).filter(region_code=OuterRef("place"))
    rows = (
        PublishedFigure.objects.filter(
            taken__comparator__measure__in=list(measures),
            taken__comparator__ended_on__isnull=True,
            taken__comparator__differs="",
            taken__file__state=PublishedState.READ,
            value__isnull=False,
        )
        .filter(Q(level=NATIONAL) | Exists(region))
        .order_by("taken__file__released_on", "taken__file__number", "pk")
    )
    found: dict[int, list[Told]] = defaultdict(list)
    wanted = ("taken__comparator__measure", "taken__comparator__definition")
    for measure, definition, name, until, value in rows.values_list(
        *wanted, "name", "period_end", "value"
    ):
        found[measure].append(Told(name, definition, until, value))
    return found
