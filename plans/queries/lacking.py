"""Figures that were due and are not there, and whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from plans.models import FigureChase, Measure, TargetCount
from plans.models.measure import MeasureQuerySet
from plans.queries.entered import EnteredSeries, entered_of
from sendtrack.accounts.models import Access
from sendtrack.organisations.models import LocalArea, Person, Post
from sendtrack.periods import Period, months_between


@dataclass(frozen=True)
class Missing:
    """A period of a measure that nobody has entered."""

    period: Period
    name: str
    due_on: date


@dataclass(frozen=True)
class Lacking:
    """What is missing of one measure, the oldest first. No figure is in it."""

    measure: Measure
    points: tuple[Missing, ...]

    @property
    def due_on(self) -> date:
        """When the first of them was or is due."""
        return self.points[0].due_on

    @property
    def in_words(self) -> str:
        """ "October 2026", or "3 figures since August 2026"."""
        first = self.points[0].name
        many = len(self.points)
        return first if many == 1 else f"{many} figures since {first}"


def lacking(series: Iterable[EnteredSeries], *, until: date) -> list[Lacking]:
    """Of each measure in use what was due before a day and isn't there; the longest due first.
    No query."""
    found = []
    for each in series:
        missing = tuple(
            Missing(point.period, point.name, due_on)
            for point in each.points
            if point.reading is None
            and (due_on := point.definition.expected_on(point.period)) < until
        )
        if missing and each.measure.is_in_use:
            found.append(Lacking(each.measure, missing))
    return sorted(found, key=lambda each: (each.due_on, int(each.measure.ref[1:])))


def lacking_in(area: LocalArea, on: date) -> list[Lacking]:
    """All of an area. Six queries; nothing is late in a record that is made from documents."""
    if area.record_ends_on:
        return []
    rows: MeasureQuerySet = Measure.objects.of(area).in_use()
    return lacking(entered_of(area, on, rows), until=on)


def lacking_of(access: Access, on: date, *, until: date, supplies: bool) -> list[Lacking]:
    """Of the measures that a post of this person answers for; where they enter what their
    organisation supplies (`supplies`), of those too. Seven queries."""
    if access.person is None:
        return []
    held = Post.objects.of(access.local_area).held_by(access.person, on)
    mine = Q(owner__in=held)
    if supplies:
        mine |= Q(supplier__in=held.values("organisation"))
    rows: MeasureQuerySet = Measure.objects.of(access.local_area).in_use().filter(mine)
    return lacking(entered_of(access.local_area, on, rows), until=until)


def to_agree_by(access: Access, on: date) -> list[Measure]:
    """Measures that a post of this person answers for, whose values ahead were agreed for an older
    definition. One query."""
    if access.person is None:
        return []
    held = Post.objects.of(access.local_area).held_by(access.person, on)
    counts = TargetCount.objects.filter(measure=OuterRef("pk"), target__value__isnull=False)
    set_before = Q(trajectory__by_on__gte=on) & Q(
        trajectory__agreed_for__lt=F("definitions__number")
    )
    rows = Measure.objects.of(access.local_area).in_use().filter(owner__in=held)
    found = rows.filter(
        Exists(counts.filter(target__due_on__gte=on)) | set_before,
        definitions__number__gt=F("values_agreed_for"),
        definitions__from_on__lte=on,
    )
    return sorted(found.distinct(), key=lambda measure: int(measure.ref[1:]))


def unchased(area: LocalArea, found: Iterable[Lacking], on: date) -> list[Lacking]:
    """What of this has not been asked for in its present cycle. One query."""
    asked = {
        (row.measure_id, Period(row.period_start, row.period_end), row.cycle)
        for row in FigureChase.objects.of(area).filter(chased_on__lte=on)
    }
    left = []
    for each in found:
        points = tuple(
            point
            for point in each.points
            if (each.measure.pk, point.period, cycle_of(point, on)) not in asked
        )
        if points:
            left.append(Lacking(each.measure, points))
    return left


def cycle_of(point: Missing, on: date) -> int:
    """Whole months since its figure was due: 0 in the first."""
    return months_between(point.due_on, on)


def addresses_of(people: Iterable[Person], area: LocalArea, on: date) -> dict[int, str]:
    """By person: the address of their account here, else the one that is noted. One query."""
    noted = {person.pk: person.email for person in people if person.email}
    rows = Access.objects.of(area).current(on).filter(person__in=[each.pk for each in people])
    return noted | dict(rows.values_list("person", "user__email"))
