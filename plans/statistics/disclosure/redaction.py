"""A table as an audience sees it, and what a reader then knows of each count."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from plans.statistics.disclosure.policy import SMALL, Policy
from plans.statistics.disclosure.table import Bounds, Key, Share, Table


class Why(Enum):
    """Why a count is shown or not. For the person who publishes: no reader sees it."""

    SHOWN = "shown"
    SMALL = "small"
    PROTECTS_OTHERS = "protects others"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as an audience sees it: `shown` is None where it gets the mark or there is none."""

    shown: int | None
    why: Why


@dataclass(frozen=True)
class Redaction:
    """A table with the counts that are suppressed in it. Every output comes from this alone."""

    table: Table
    policy: Policy
    suppressed: frozenset[Key]

    def cell(self, key: Key) -> Cell:
        count = self.table.counts.get(key)
        if count is None or key in self.table.unprinted:
            return Cell(None, Why.ABSENT)
        if key in self.suppressed:
            small = self.policy.protects(count)
            return Cell(None, Why.SMALL if small else Why.PROTECTS_OTHERS)
        return Cell(self.policy.rounded(count), Why.SHOWN)

    def is_small(self, key: Key) -> bool:
        """Whether a count that this audience may see is not to be published (D2, first row)."""
        count = self.table.counts.get(key)
        return self.cell(key).why is Why.SHOWN and count is not None and 1 <= count <= SMALL

    @property
    def cells(self) -> dict[Key, Cell]:
        return {key: self.cell(key) for key in self.table.counts}

    def percentage(self, share: Share) -> Fraction | None:
        """A percentage as it is shown (D2).

        None where there is none, and where its part, its whole or what is left of it is small or
        suppressed: 95.7 % of 23 says that one is missing.
        """
        part, whole = self.table.counts.get(share.part), self.table.counts.get(share.whole)
        if part is None or not whole or not self.suppressed.isdisjoint((share.part, share.whole)):
            return None
        if whole < self.policy.smallest_whole:
            return None
        if any(self.policy.protects(count) for count in (part, whole, whole - part)):
            return None
        return self.policy.percentage(part, whole)


def known(redaction: Redaction) -> dict[Key, Bounds]:
    """What a reader knows of each count, complements among them, by what is printed of it alone.

    A percentage of exact counts is taken to give its whole away exactly, and its part as closely
    as its decimal places do: of the few pairs of counts behind it, rounded ones leave hardly two.
    """
    policy, table = redaction.policy, redaction.table
    whole = table.with_complements()
    bounds = {
        key: _of_count(policy, count, key in redaction.suppressed, key in whole.unprinted)
        for key, count in whole.counts.items()
    }
    for share in table.shares:
        part, of = table.counts.get(share.part), table.counts.get(share.whole)
        if part is None or of is None or redaction.percentage(share) is None:
            continue
        bounds[share.part] = narrower(bounds[share.part], policy.behind_percentage(part, of))
        if not policy.percentages_of_rounded:
            bounds[share.whole] = of, of
    for key, released in whole.released.items():
        bounds[key] = narrower(bounds.get(key, (0, None)), released)
    return bounds


def narrower(one: Bounds, other: Bounds) -> Bounds:
    """Both bounds at once."""
    highs = [high for _, high in (one, other) if high is not None]
    return max(one[0], other[0]), min(highs, default=None)


def bare(table: Table, policy: Policy) -> dict[Key, Bounds]:
    """What a reader knows where all but the zeros are suppressed: as little as can be."""
    every: Collection[Key] = [key for key, count in table.counts.items() if count]
    return {
        key: _of_count(policy, count, key in every, key in table.unprinted)
        for key, count in table.counts.items()
    }


def _of_count(policy: Policy, count: int | None, suppressed: bool, unprinted: bool) -> Bounds:
    if count is None or unprinted:
        return 0, None
    if suppressed or policy.protects(count):
        return policy.least, None
    return policy.behind(policy.rounded(count))
