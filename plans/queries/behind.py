"""What stands behind a figure, in whole people or cases."""

from dataclasses import dataclass
from math import ceil

from plans.measuring.words import COUNTED, DIVIDED, Cohort, Unit
from plans.models import Definition, Measure, Reading
from plans.statistics.disclosure import Key, Policy, Share
from sendtrack.periods import Period

Spot = tuple[int, Period]
"""A figure's place: its measure and its period."""


@dataclass(frozen=True)
class AddsUp:
    """A measure whose figures are the sum of those of others."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Counts:
    """What stands behind one figure, in whole people or cases."""

    spot: Spot
    part: int
    whole: int | None
    """None where nothing is divided."""
    is_share: bool
    """Whether the part is a part of the whole, so that what is left of it can be worked out."""
    policy: Policy

    @property
    def is_exact(self) -> bool:
        """Whether its reader may see any number of it."""
        return self.policy.threshold == 0

    @property
    def is_small(self) -> bool:
        whole = self.whole
        left = whole - self.part if self.is_share and whole is not None else None
        return any(
            count is not None and self.policy.protects(count) for count in (self.part, whole, left)
        )

    @property
    def is_withheld(self) -> bool:
        """Whether it is by itself: nobody's share of a few is shown either."""
        few = self.whole is not None and 0 < self.whole < self.policy.smallest_whole
        return self.is_small or few

    @property
    def part_key(self) -> Key:
        return (self.spot, "part")

    @property
    def whole_key(self) -> Key:
        return (self.spot, "whole")

    @property
    def share(self) -> Share:
        return Share(self.part_key, self.whole_key)


def counts_people(definition: Definition) -> bool:
    """Whether its figures count children, families or their cases. Means, scores and money don't,
    nor does what is not about children."""
    return definition.unit in COUNTED and definition.cohort != Cohort.NOT_CHILDREN


def counts_of(measure: Measure, reading: Reading, policy: Policy) -> Counts | None:
    """What stands behind a figure; None where nobody said."""
    definition = reading.definition
    assert reading.value is not None
    spot = (measure.pk, reading.period)
    if definition.unit not in DIVIDED:
        return Counts(spot, abs(ceil(reading.value)), None, False, policy)
    if reading.numerator is None or reading.denominator is None:
        return None
    part, whole = abs(ceil(reading.numerator)), ceil(reading.denominator)
    return Counts(spot, part, whole, definition.unit == Unit.PERCENT, policy)
