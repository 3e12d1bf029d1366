"""What figures that come in are held against, for those who enter them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.models import Measure
from plans.models.measure import MeasureQuerySet
from plans.queries.behind import AddsUp
from plans.queries.disclosure import adding_up_of, joined_with
from plans.queries.entered import EnteredSeries, entered_of
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Alongside:
    """The measures whose figures a person may enter, and which of an area's are counted in others.

    Somebody who enters the figures of one organisation is told nothing of those of another.
    """

    series: Mapping[int, EnteredSeries]
    adding_up: tuple[AddsUp, ...] = ()


def alongside_of(area: LocalArea, found: Iterable[EnteredSeries]) -> Alongside:
    """Measures that were read already, with what adds up. One query."""
    return Alongside({each.measure.pk: each for each in found}, adding_up_of(area))


def alongside_measure(measure: Measure, on: date, enterable: MeasureQuerySet) -> Alongside:
    """One measure and those among these that it adds up with. Nine queries."""
    area = measure.local_area
    rules = adding_up_of(area)
    rows = enterable.filter(pk__in=joined_with([measure.pk], rules))
    return Alongside({each.measure.pk: each for each in entered_of(area, on, rows)}, rules)
