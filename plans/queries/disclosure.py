"""What an area has decided of small numbers: its policies, waivers, and which measures add up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.measuring.audiences import Audience, WaiverState
from plans.models import Definition, DisclosureRule, Measure, MeasurePart, Waiver
from plans.queries.behind import AddsUp
from plans.queries.readers import USUAL, Reader
from plans.statistics.disclosure import RESTRICTED, Policy
from sendtrack.organisations.models import LocalArea

OUTSIDE = (Audience.BOARD, Audience.PUBLIC, Audience.NHS)
"""The audiences that small numbers are withheld from, in the order of pages."""


def policy_by(rule: DisclosureRule) -> Policy:
    """The usual policy of an audience with what an area has set."""
    usual = USUAL[Audience(rule.audience)]
    return replace(
        usual,
        threshold=rule.threshold,
        base=rule.base,
        large_base=1 if rule.base == 1 else max(rule.base, 10),
        smallest_whole=rule.threshold + 1,
    )


def rule_of(area: LocalArea, audience: Audience) -> DisclosureRule:
    """The area's own rule; the usual one, not saved, where it has none. One query."""
    known = DisclosureRule.objects.of(area).filter(audience=audience).first()
    usual = USUAL[audience]
    return known or DisclosureRule(
        local_area=area, audience=audience, threshold=usual.threshold, base=usual.base
    )


def rules_of(area: LocalArea) -> list[DisclosureRule]:
    """The rule of each audience that small numbers are withheld from. One query."""
    known = {rule.audience: rule for rule in DisclosureRule.objects.of(area)}
    return [
        known.get(audience)
        or DisclosureRule(
            local_area=area,
            audience=audience,
            threshold=USUAL[audience].threshold,
            base=USUAL[audience].base,
        )
        for audience in OUTSIDE
    ]


@dataclass(frozen=True)
class Guard:
    """All that decides which figures a reader may see. Read once for a page."""

    reader: Reader
    policies: dict[Audience, Policy]
    waived: frozenset[tuple[int, str]]
    """Measures with the audience that sees their small numbers for now."""
    adding_up: tuple[AddsUp, ...]

    def policy_of(self, measure: Measure, definition: Definition) -> Policy:
        audience = self.reader.reads_as(measure, definition)
        published = (Audience.PUBLIC, Audience.NHS) if audience == Audience.BOARD else ()
        if any((measure.pk, to) in self.waived for to in (audience, *published)):
            return RESTRICTED
        return self.policies[audience]

    def as_board(self) -> "Guard":
        return replace(self, reader=self.reader.as_board())

    def joined_with(self, measures: Iterable[int]) -> set[int]:
        """The measures that add up with these ones, by way of others too."""
        return joined_with(measures, self.adding_up)


def joined_with(measures: Iterable[int], adding_up: Iterable[AddsUp]) -> set[int]:
    """The measures that add up with these ones, by way of others too."""
    rules, found = list(adding_up), set(measures)
    while True:
        grown = found.union(*({rule.whole, *rule.parts} for rule in rules if _touches(rule, found)))
        if grown == found:
            return found
        found = grown


def adding_up_of(area: LocalArea) -> tuple[AddsUp, ...]:
    """Which measures of an area are counted in others. One query."""
    parts: dict[int, list[int]] = defaultdict(list)
    for whole, part in MeasurePart.objects.of(area).order_by("pk").values_list("whole", "part"):
        parts[whole].append(part)
    return tuple(AddsUp(whole, tuple(of)) for whole, of in parts.items())


def _touches(rule: AddsUp, measures: set[int]) -> bool:
    return rule.whole in measures or not measures.isdisjoint(rule.parts)


def guard_of(area: LocalArea, reader: Reader) -> Guard:
    """Three queries; none for who may see every figure."""
    if reader.sees_all:
        return Guard(reader, USUAL, frozenset(), ())
    own = {Audience(rule.audience): policy_by(rule) for rule in DisclosureRule.objects.of(area)}
    waived = Waiver.objects.of(area).valid(reader.on).values_list("measure", "audience")
    return Guard(reader, USUAL | own, frozenset(waived), adding_up_of(area))


def parts_of(measure: Measure) -> list[Measure]:
    """The measures that are counted in this one too. One query."""
    links = MeasurePart.objects.of(measure.local_area).filter(whole=measure)
    return [link.part for link in links.select_related("part").order_by("part__ref", "pk")]


@dataclass(frozen=True)
class WaiverLine:
    """A waiver as pages show it."""

    waiver: Waiver
    state: WaiverState

    @property
    def is_open(self) -> bool:
        return self.state in (WaiverState.ASKED, WaiverState.GRANTED)


def waivers_of(area: LocalArea, on: date, measure: Measure | None = None) -> list[WaiverLine]:
    """The waivers of an area, or of one measure of it, the newest first. One query."""
    rows = Waiver.objects.of(area).select_related(
        "measure", "asked_by", "granted_by", "withdrawn_by"
    )
    if measure is not None:
        rows = rows.filter(measure=measure)
    return [WaiverLine(row, row.state_on(on)) for row in rows.order_by("-asked_on", "-pk")]
