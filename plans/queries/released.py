"""What reports that were sent told of figures, and what that gives away beside the next one.

What has left can't be withheld any more. Each report is safe by itself; two of them side by side
need not be, and whoever approves the second is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.models import Measure
from plans.queries.behind import Counts, Spot
from plans.queries.disclosure import guard_of
from plans.queries.entered import EnteredSeries, entered_of
from plans.queries.readers import linked
from plans.queries.withholding import Together, hanging_together
from plans.statistics.disclosure import Bounds, Key, Redaction, exposed
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import Period


@dataclass(frozen=True)
class Told:
    """What a report says of one figure that counts people. No part: it was withheld."""

    ref: str
    period: Period
    part: int | None
    whole: int | None
    where: str
    """ "Report 2"."""
    on: date

    @property
    def counts(self) -> tuple[int, ...]:
        """What it says of how many: its own count, its whole, and what is left of that."""
        if self.part is None:
            return ()
        return (self.part,) if self.whole is None else (self.part, self.whole, self.left)

    @property
    def left(self) -> int:
        return (self.whole or 0) - (self.part or 0)

    @property
    def in_words(self) -> str:
        return f"{self.part:,}" if self.whole is None else f"{self.part:,} of {self.whole:,}"


def told_together(
    area: LocalArea, on: date, before: Sequence[Told], now: Sequence[Told]
) -> list[str]:
    """What linked advisers can work out of a report beside those that they have, in sentences that
    name the figure and not its number where it is withheld. Eleven queries; none where nothing was
    sent before."""
    if not before:
        return []
    rows = Measure.objects.of(area).filter(ref__in={each.ref for each in (*before, *now)})
    keys = dict(rows.values_list("ref", "pk"))
    found = _Beside(area, on, keys, now)
    return [*dict.fromkeys(found.sentences([each for each in before if each.ref in keys]))]


class _Beside:
    """A report that is about to be sent, with the counts behind its figures."""

    def __init__(
        self, area: LocalArea, on: date, keys: Mapping[str, int], now: Sequence[Told]
    ) -> None:
        guard = guard_of(area, linked(on))
        self._keys = keys
        self._series = {each.measure.pk: each for each in entered_of(area, on)}
        self._together = hanging_together(
            list(self._series.values()), guard.policy_of, guard.adding_up
        )
        self._now = {self._spot(each): each for each in now}
        self._counts = self._together.counted

    def sentences(self, before: Sequence[Told]) -> Iterator[str]:
        shown: dict[Spot, Told] = {}
        kept: dict[Spot, Told] = {}
        for each in before:
            (kept if each.part is None else shown)[self._spot(each)] = each
            yield from self._changed_little(each)
        known = {spot: each for spot, each in shown.items() if self._is_known(spot, each)}
        for spot, each in known.items():
            yield (
                f"{self._name(spot)}: this report withholds the figure, and {each.where} told it. "
                "Who has both knows it."
            )
        yield from self._worked_out(known)
        for spot, each in kept.items():
            if spot not in shown and self._is_told_now(spot, each):
                yield (
                    f"{self._name(spot)}: {each.where} withheld the figure, and this report tells "
                    "it. What was withheld beside it can be worked out with it."
                )

    def _changed_little(self, each: Told) -> Iterator[str]:
        spot = self._spot(each)
        now, counts = self._now.get(spot), self._counts.get(spot)
        if now is None or counts is None or len(now.counts) != len(each.counts):
            return
        steps = [abs(one - other) for one, other in zip(each.counts, now.counts, strict=True)]
        if any(counts.policy.protects(step) for step in steps):
            yield (
                f"{self._name(spot)}: {each.where} told {each.in_words}, this report tells "
                f"{now.in_words}. The difference tells of a few."
            )

    def _is_known(self, spot: Spot, each: Told) -> bool:
        """Withheld now, and still what was told."""
        now, counts = self._now.get(spot), self._counts.get(spot)
        if now is None or now.part is not None or counts is None:
            return False
        return (each.part, each.whole) == (counts.part, counts.whole)

    def _is_told_now(self, spot: Spot, each: Told) -> bool:
        """Told now, and not entered anew since it was withheld."""
        now, series = self._now.get(spot), self._series.get(spot[0])
        reading = series.by_period.get(spot[1]) if series else None
        if now is None or now.part is None or reading is None:
            return False
        return bool(reading.entered_on <= each.on)

    def _worked_out(self, known: Mapping[Spot, Told]) -> Iterator[str]:
        """Other small numbers that follow from what is known already."""
        for group in self._together.groups:
            released: dict[Key, Bounds] = {}
            for counts in group.counts:
                if counts.spot in known:
                    released[counts.part_key] = (counts.part, counts.part)
                    if counts.whole is not None:
                        released[counts.whole_key] = (counts.whole, counts.whole)
            if released:
                yield from self._exposed(group, released, known)

    def _exposed(
        self, group: Together, released: Mapping[Key, Bounds], known: Mapping[Spot, Told]
    ) -> Iterator[str]:
        hidden = [each for each in group.counts if self._is_hidden(each)]
        keys = {key for each in hidden for key in (each.part_key, each.whole_key)}
        policy = max((each.policy for each in group.counts), key=lambda each: each.threshold)
        table = replace(group.table, released=dict(released))
        suppressed = frozenset(keys & table.counts.keys())
        for exposure in exposed(Redaction(table, policy, suppressed)):
            spot = _spot_in(exposure.key)
            if spot is not None and spot not in known:
                where = " and ".join(sorted({each.where for each in known.values()}))
                yield (
                    f"{self._name(spot)}: this report withholds a small number, and it can be "
                    f"worked out with what {where} told of other figures."
                )

    def _is_hidden(self, counts: Counts) -> bool:
        now = self._now.get(counts.spot)
        return now is None or now.part is None

    def _spot(self, each: Told) -> Spot:
        return (self._keys.get(each.ref, 0), each.period)

    def _name(self, spot: Spot) -> str:
        series: EnteredSeries = self._series[spot[0]]
        reading = series.by_period.get(spot[1])
        definition = reading.definition if reading else series.definition
        return f"{series.measure.ref}, {definition.named(spot[1])}"


def _spot_in(key: Key) -> Spot | None:
    """The figure that a count belongs to; of one that only follows from others the last named."""
    if not isinstance(key, tuple):
        return None
    if len(key) == 2 and isinstance(key[1], Period):
        return key
    found = [spot for part in key if (spot := _spot_in(part)) is not None]
    return found[-1] if found else None
