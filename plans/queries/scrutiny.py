"""Measures for scrutiny: what elected members and the public pack are given of each measure.

It leaves the building, so every figure in it is read as everybody may read it, whoever asks.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from plans.measuring.audiences import MARK, Audience
from plans.models import AreaOfWeakness, DisclosureRule, Measure
from plans.queries.beside import Others, others_of
from plans.queries.comparison import decimal, words_of
from plans.queries.disclosure import rule_of
from plans.queries.judged import Judged, due_for, judged
from plans.queries.plan import areas_in_force
from plans.queries.readers import Reader
from plans.queries.series import Point, Series, series_of
from plans.queries.year_before import YearBefore, year_before
from plans.statistics.disclosure import Policy
from sendtrack.organisations.models import LocalArea
from sendtrack.past import as_it_is
from sendtrack.periods import day_in_words

TOO_CLOSE = "The figure is rounded, and too close to that to say whether it is reached."


@dataclass(frozen=True)
class ScrutinyLine:
    """One measure as everybody may read it."""

    series: Series
    others: Others

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @property
    def point(self) -> Point | None:
        """The newest period that was counted, whether or not its figure may be shown."""
        return self.series.latest

    @property
    def name(self) -> str:
        return self.measure.plain_name or self.measure.name

    @property
    def counts(self) -> str:
        """What it counts, in the words of the definition that the newest figure stands under."""
        definition = self.point.definition if self.point else self.series.definition
        said = words_of(definition) if definition.numerator.strip() else self.measure.name
        return f"{said}, from the start of the year on" if definition.is_cumulative else said

    @property
    def figure(self) -> str:
        """ "57.4%", or the mark of what is withheld; empty where there is no figure yet."""
        if self.point is None:
            return ""
        return MARK if self.point.withheld else self.point.words

    @property
    def finality(self) -> str:
        return self.point.figure.finality if self.point and self.point.figure else ""

    @property
    def missing(self) -> str:
        """The newest period that lacks a figure which was due; an older figure stands in the table
        and is not that one."""
        latest = self.point
        gone = [each for each in self.series.late if latest is None or each.period > latest.period]
        return gone[-1].name if gone else ""

    @cached_property
    def before(self) -> YearBefore | None:
        return year_before(self.series, self.point)

    @property
    def target(self) -> str:
        """What was due for the newest figure's own period: "66% by 9 June 2026"."""
        due = due_for(self.series, self.point) if self.point else None
        if due is None or self.point is None:
            return ""
        definition = self.point.definition
        ends = [due.value] if due.top is None else [due.value, due.top]
        said = " to ".join(definition.in_words(decimal(end)) for end in ends)
        return f"{said} by {day_in_words(due.by)}"

    @property
    def target_ahead(self) -> str:
        """What is to be reached next, where nothing was due for the newest figure."""
        ahead = next(
            (step for step in self.series.trajectory if step.by_on >= self.series.on), None
        )
        if ahead is None:
            return ""
        return f"{self.series.definition.in_words(ahead.value)} by {day_in_words(ahead.by_on)}"

    @cached_property
    def verdict(self) -> Judged | None:
        """None where nothing was due; without a status where the figure is rounded and the target
        lies between what it can be."""
        if self.point is None or due_for(self.series, self.point) is None:
            return None
        found = judged(self.series, self.point)
        ends = {
            judged(series, each).status.key
            for series in _could_start(self.series)
            for each in [self.point, *_could_be(self.point)]
        }
        return found if len(ends) < 2 else None

    @property
    def verdict_words(self) -> str:
        if self.target and self.verdict is None:
            return TOO_CLOSE
        return self.verdict.sentence if self.verdict else ""

    @property
    def source(self) -> str:
        figure = self.point.figure if self.point else None
        return figure.source if figure else ""

    @property
    def source_on(self) -> date | None:
        figure = self.point.figure if self.point else None
        return figure.source_on if figure else None


def _could_be(point: Point) -> Iterable[Point]:
    """The figure as low and as high as it can be, where it is rounded."""
    figure = point.figure
    if figure is None or figure.between is None:
        return []
    return [replace(point, figure=replace(figure, value=value)) for value in figure.between]


def _could_start(series: Series) -> list[Series]:
    """The series with its baseline as low and as high as it can be: what may be missed is counted
    from there."""
    began = series.baseline
    ends = list(_could_be(began)) if began else []
    return [
        series,
        *(
            replace(series, points=tuple(end if each is began else each for each in series.points))
            for end in ends
        ),
    ]


@dataclass(frozen=True)
class ScrutinyGroup:
    """The headline measures, or those of one area of weakness that are none."""

    title: str
    lines: tuple[ScrutinyLine, ...]
    above: tuple[ScrutinyLine, ...] = ()
    """Headline measures of the same area, which stand in the first group."""


@dataclass(frozen=True)
class Scrutiny:
    """The table for scrutiny on a day."""

    on: date
    groups: tuple[ScrutinyGroup, ...]
    rules: tuple[DisclosureRule, ...]
    """How small numbers are shown to everybody, and those from NHS England."""

    @property
    def lines(self) -> list[ScrutinyLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def said_of_small_numbers(self) -> list[str]:
        """The rules, for figures of our own and for those from NHS England."""
        ours, nhs = self.rules
        return [self.says_of(ours), f"Of figures from NHS England: {_lower(self.says_of(nhs))}"]

    @staticmethod
    def says_of(rule: DisclosureRule) -> str:
        """What is withheld and what is rounded, a sentence."""
        rest = "Other counts are as they are."
        if rule.base > 1:
            rest = f"Other counts are rounded to the nearest {rule.base}.{_least_of(rule)}"
        return (
            f"Counts from 1 to {rule.threshold}, percentages with so few in them or so few left "
            f"out, and what these could be worked out from, are withheld. {rest}"
        )


def _least_of(rule: DisclosureRule) -> str:
    """What a count means that is shown though it looks as if it were to be withheld."""
    policy = Policy(threshold=rule.threshold, base=rule.base)
    shown = policy.rounded(rule.threshold + 1)
    if shown > rule.threshold:
        return ""
    least, most = policy.behind(shown)
    stands = f"{least} {'or' if most == least + 1 else 'to'} {most}" if most > least else least
    return f" A {shown} stands for {stands}."


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def scrutiny(area: LocalArea, on: date, reader: Reader) -> Scrutiny:
    """Each measure in use, headline measures first, then by area of weakness. As many queries for
    one measure as for a hundred. Refuses to be read as anybody but everybody."""
    assert reader.audience == Audience.PUBLIC
    series = series_of(area, on, reader, Measure.objects.of(area).in_use())
    others = others_of(area, series, on)
    lines = [ScrutinyLine(each, others[each.measure.pk]) for each in series]
    with as_it_is() if reader.looks_back else nullcontext():
        rules = tuple(rule_of(area, each) for each in (Audience.PUBLIC, Audience.NHS))
    return Scrutiny(on, tuple(_groups(lines, _areas(area))), rules)


def _areas(area: LocalArea) -> list[AreaOfWeakness]:
    """In the order of the plan. One query."""
    return list(areas_in_force(area).order_by("position", "pk"))


def _groups(lines: list[ScrutinyLine], areas: list[AreaOfWeakness]) -> Iterable[ScrutinyGroup]:
    place = {area.pk: number for number, area in enumerate(areas)}

    def first(line: ScrutinyLine) -> int:
        told = (place[area.pk] for area in line.measure.areas if area.pk in place)
        return min(told, default=len(areas))

    ordered = sorted(lines, key=first)
    headlines = tuple(line for line in ordered if line.measure.is_headline)
    besides = [line for line in ordered if not line.measure.is_headline]
    if headlines:
        yield ScrutinyGroup("Headline measures", headlines)
    for number, area in enumerate(areas):
        rest = tuple(line for line in besides if first(line) == number)
        above = tuple(line for line in headlines if area in line.measure.areas)
        if rest:
            yield ScrutinyGroup(f"Area ({area.ref}): {area.short_title}", rest, above)
    if rest := tuple(line for line in besides if first(line) == len(areas)):
        yield ScrutinyGroup("Of no area of the plan in force", rest)
