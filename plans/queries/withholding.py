"""Which figures an audience may not see, so that none of the small ones can be worked out.

A figure that hangs together with no other is withheld where its count, its whole or, of a
percentage, what is left of the whole is small. Figures that hang together (those of a year that
are counted from its start on, and measures that add up to another) are redacted as one table.
Totals of twelve months that roll on are held against each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from plans.measuring.audiences import Withheld
from plans.models import Definition, Measure, Reading
from plans.queries.behind import AddsUp, Counts, Spot, counts_of, counts_people
from plans.queries.entered import EnteredSeries
from plans.queries.rolled import runs_of, withheld_of_run
from plans.statistics.disclosure import (
    Bounds,
    CannotProtect,
    DoesNotAddUp,
    Key,
    Policy,
    Share,
    Sum,
    Table,
    redact,
    step,
)
from sendtrack.periods import Period

MOST_TOGETHER = 150
"""Counts of one table at most: above it everything is withheld, since it would take too long."""


def withheld(
    series: Sequence[EnteredSeries],
    policy_of: Callable[[Measure, Definition], Policy],
    adding_up: Sequence[AddsUp] = (),
) -> dict[Spot, Withheld]:
    """The figures that may not be shown. `series` holds all measures that add up with another.

    No query. Some milliseconds for each year of a measure that is counted from its start on.
    """
    found, counted, links, runs = _gathered(series, policy_of, adding_up)
    found |= {spot: Withheld.SMALL for spot, counts in counted.items() if counts.is_withheld}
    for together in links.groups():
        for spot in _withheld_together([counted[spot] for spot in together], links):
            found[spot] = Withheld.SMALL
    for run in runs:
        found |= dict.fromkeys(withheld_of_run(run, found), Withheld.SMALL)
    return found


@dataclass(frozen=True)
class Together:
    """Figures that hang together, and the table that they make."""

    counts: list[Counts]
    table: Table


@dataclass(frozen=True)
class HangingTogether:
    counted: Mapping[Spot, Counts]
    """What stands behind each figure."""
    groups: list[Together]


def hanging_together(
    series: Sequence[EnteredSeries],
    policy_of: Callable[[Measure, Definition], Policy],
    adding_up: Sequence[AddsUp] = (),
) -> HangingTogether:
    """All figures that count people, and which of them can be worked out of which. No query."""
    _, counted, links, _ = _gathered(series, policy_of, adding_up)
    groups = []
    for together in links.groups():
        group = [counted[spot] for spot in together]
        with suppress(DoesNotAddUp):
            groups.append(Together(group, _table(group, links)))
    return HangingTogether(counted, groups)


Gathered = tuple[dict[Spot, Withheld], dict[Spot, Counts], "_Links", list[list[Counts]]]


def _gathered(
    series: Sequence[EnteredSeries],
    policy_of: Callable[[Measure, Definition], Policy],
    adding_up: Sequence[AddsUp],
) -> Gathered:
    """Those whose parts nobody knows, the others with what stands behind them, and how they hang
    together."""
    found: dict[Spot, Withheld] = {}
    counted: dict[Spot, Counts] = {}
    links = _Links()
    runs: list[list[Counts]] = []
    for each in series:
        own: list[tuple[Reading, Counts]] = []
        for reading in each.readings:
            policy = policy_of(each.measure, reading.definition)
            if reading.value is None or not counts_people(reading.definition):
                continue
            counts = counts_of(each.measure, reading, policy)
            if counts is None:
                if policy.threshold:
                    found[each.measure.pk, reading.period] = Withheld.NO_PARTS
                continue
            counted[counts.spot] = counts
            own.append((reading, counts))
        links.chain(own)
        runs += runs_of(own)
    for rule in adding_up:
        links.add_up(rule, counted)
    return found, counted, links, runs


class _Links:
    """Which figures hang together, and how."""

    def __init__(self) -> None:
        self.chains: list[list[Counts]] = []
        self.sums: list[tuple[Counts, list[Counts]]] = []
        self.starts: dict[Spot, Period] = {}
        """The first period that a figure counted from the start of a year on is counted over."""

    def chain(self, own: Sequence[tuple[Reading, Counts]]) -> None:
        """What is counted from the start of a year on: less than before is a new year."""
        years: list[list[Counts]] = []
        last: Reading | None = None
        for reading, counts in own:
            if not reading.definition.is_cumulative:
                last = None
                continue
            goes_on = (
                last is not None
                and last.definition_id == reading.definition_id
                and years[-1][-1].part <= counts.part
            )
            if goes_on:
                years[-1].append(counts)
            else:
                years.append([counts])
            self.starts[counts.spot] = years[-1][0].spot[1]
            last = reading
        self.chains += [year for year in years if len(year) > 1]

    def add_up(self, rule: AddsUp, counted: Mapping[Spot, Counts]) -> None:
        """For each figure of the whole those of its parts, period for period or over the periods
        that lie in its own."""
        of: dict[int, list[Counts]] = defaultdict(list)
        for (measure, _), counts in counted.items():
            of[measure].append(counts)
        for whole in of[rule.whole]:
            period = self._over(whole)
            parts = [
                part
                for measure in rule.parts
                for part in of[measure]
                if self._over(part).start >= period.start and self._over(part).end <= period.end
            ]
            if parts:
                self.sums.append((whole, self._newest_of_running(parts)))

    def _newest_of_running(self, parts: list[Counts]) -> list[Counts]:
        """Of figures that run on from the start of a year only the newest: it holds the others."""
        running: dict[tuple[int, Period], Counts] = {}
        plain = []
        for part in parts:
            start = self.starts.get(part.spot)
            if start is None:
                plain.append(part)
                continue
            before = running.get((part.spot[0], start))
            if before is None or before.spot[1].end < part.spot[1].end:
                running[part.spot[0], start] = part
        return [*plain, *running.values()]

    def _over(self, counts: Counts) -> Period:
        period = counts.spot[1]
        start = self.starts.get(counts.spot, period)
        return Period(min(start.start, period.start), period.end)

    def groups(self) -> Iterator[list[Spot]]:
        """The figures that hang together, each group once."""
        home: dict[Spot, set[Spot]] = {}
        links = [*self.chains, *([whole, *parts] for whole, parts in self.sums)]
        for link in links:
            joined: set[Spot] = set()
            for counts in link:
                joined |= home.get(counts.spot, {counts.spot})
            for spot in joined:
                home[spot] = joined
        seen: set[int] = set()
        for group in home.values():
            if id(group) not in seen:
                seen.add(id(group))
                yield sorted(group)


def _withheld_together(group: Sequence[Counts], links: _Links) -> list[Spot]:
    """Which figures of a group are withheld: all that its reader may not see exactly where no
    smaller choice is known to protect the small ones."""
    guarded = [counts for counts in group if not counts.is_exact]
    if not guarded:
        return []
    policy = max((counts.policy for counts in guarded), key=lambda each: each.threshold)
    everything = [counts.spot for counts in guarded]
    try:
        table = _table(group, links)
    except DoesNotAddUp:
        return everything if any(counts.is_small for counts in guarded) else []
    small = {
        key
        for key, count in table.with_complements().counts.items()
        if count is not None and policy.protects(count)
    }
    exact = {
        key
        for counts in group
        if counts.is_exact
        for key in (counts.part_key, counts.whole_key, counts.share.complement)
    }
    if not small - exact:
        return []
    if len(guarded) < len(group) or len(table.counts) > MOST_TOGETHER:
        return everything
    suppressed = _suppressed(
        tuple(table.counts.items()),
        tuple(table.sums),
        tuple(table.shares),
        table.unprinted,
        policy,
    )
    if suppressed is None:
        return everything
    return [
        counts.spot
        for counts in guarded
        if not suppressed.isdisjoint((counts.part_key, counts.whole_key))
    ]


def _table(group: Sequence[Counts], links: _Links) -> Table:
    """The counts of a group with what follows from them and is not shown: what came between two
    figures of a year, and what a whole holds beside its parts."""
    spots = {counts.spot for counts in group}
    counts: dict[Key, int | None] = {}
    sums: list[Sum] = []
    hidden: set[Key] = set()
    for each in group:
        counts[each.part_key] = each.part
        if each.whole is not None:
            counts[each.whole_key] = each.whole
    shares = [each.share for each in group if each.is_share]

    def follows(total: Key, parts: tuple[Key, ...], key: Key, count: int) -> None:
        counts[key] = count
        hidden.add(key)
        sums.append(Sum(total, (*parts, key)))

    for chain in links.chains:
        if chain[0].spot not in spots:
            continue
        for before, after in pairwise(chain):
            for one, other, grown in _grown(before, after):
                follows(other, (one,), step(one, other), grown)
    for whole, parts in links.sums:
        if whole.spot not in spots:
            continue
        keys = tuple(part.part_key for part in parts)
        rest = whole.part - sum(part.part for part in parts)
        if rest:
            follows(whole.part_key, keys, ("beside", whole.part_key, keys), rest)
        else:
            sums.append(Sum(whole.part_key, keys))
    return Table(counts=counts, sums=sums, shares=shares, unprinted=frozenset(hidden))


def _grown(before: Counts, after: Counts) -> Iterator[tuple[Key, Key, int]]:
    """By how much a figure that runs on grew: its count, its whole and what is left of that. A
    whole that doesn't grow is no count of a year."""
    yield before.part_key, after.part_key, after.part - before.part
    if before.whole is None or after.whole is None or after.whole < before.whole:
        return
    yield before.whole_key, after.whole_key, after.whole - before.whole
    left = (after.whole - after.part) - (before.whole - before.part)
    if after.is_share and before.is_share and left >= 0:
        yield before.share.complement, after.share.complement, left


@lru_cache(maxsize=2000)
def _suppressed(
    counts: tuple[tuple[Key, int | None], ...],
    sums: tuple[Sum, ...],
    shares: tuple[Share, ...],
    unprinted: frozenset[Key],
    policy: Policy,
) -> frozenset[Key] | None:
    """What redacting a table suppresses; None where there is no way. Kept by the numbers alone, so
    that a page that is read again does not work it out again."""
    released: dict[Key, Bounds] = {}
    try:
        table = Table(dict(counts), sums, shares, unprinted, released)
        return redact(table, policy).suppressed
    except (CannotProtect, DoesNotAddUp):
        return None
