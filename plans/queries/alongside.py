"""What figures that come in are held against, for those who enter them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.models import Measure
from plans.models.measure import MeasureQuerySet
from plans.queries.behind import AddsUp
from plans.queries.disclosure import adding_up_of, joined_with
from plans.queries.entered import EnteredSeries, entered_of
from plans.queries.told_of_others import Told, told_of_others
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Alongside:
    """The measures whose figures a person may enter, and which of an area's are counted in others.

    Somebody who enters the figures of one organisation is told nothing of those of another.
    """

    series: Mapping[int, EnteredSeries]
    adding_up: tuple[AddsUp, ...] = ()
    published: Mapping[int, Sequence[Told]] = field(default_factory=dict)
    """By measure: what is published of England and the region."""


def alongside_of(area: LocalArea, found: Iterable[EnteredSeries]) -> Alongside:
    """Measures that were read already, with what adds up and what is published of others. Two
    queries."""
    series = {each.measure.pk: each for each in found}
    return Alongside(series, adding_up_of(area), told_of_others(area, series))


def alongside_measure(measure: Measure, on: date, enterable: MeasureQuerySet) -> Alongside:
    """One measure and those among these that it adds up with. Ten queries."""
    area = measure.local_area
    rules = adding_up_of(area)
    rows = enterable.filter(pk__in=joined_with([measure.pk], rules))
    series = {each.measure.pk: each for each in entered_of(area, on, rows)}
    return Alongside(series, rules, told_of_others(area, series))
