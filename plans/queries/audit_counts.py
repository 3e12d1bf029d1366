"""Which counts of a round of audits somebody may see, so that no small one can be worked out.

The grades of a round are parts that add up to its sample, and the good ones of them to a share of
it: they are redacted as one table, and so are the judgements of each criterion. A share whose
part and remainder are not small is always shown, since a measure that counts it shows it too; the
parts are suppressed around it. That a criterion did not apply says nothing of how a child was
served, so that count alone is not protected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from plans.statistics.disclosure import (
    CannotProtect,
    Key,
    Policy,
    Redaction,
    Share,
    Sum,
    Table,
    redact,
)

GOOD, WHOLE = "good", "whole"
SHARE = Share(GOOD, WHOLE)


@dataclass(frozen=True)
class Counts:
    """One line of counts as a reader may see it; None for each that is withheld."""

    parts: tuple[int | None, ...]
    good: int | None
    whole: int | None
    per_cent: Fraction | None
    """Of the good ones; also None where there is no whole to take a share of."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is withheld."""
        return None not in (*self.parts, self.good, self.whole)


@lru_cache(maxsize=4000)
def shown_counts(parts: Sequence[int], good: int, policy: Policy) -> Counts:
    """Parts that add up to a whole, the first `good` of them to its good share. Some milliseconds
    for numbers that were not seen before."""
    whole, part = sum(parts), sum(parts[:good])
    if not whole:
        return Counts(tuple(parts), 0, 0, None)
    if not policy.threshold:
        return Counts(tuple(parts), part, whole, Fraction(100 * part, whole))
    if policy.protects(whole) or whole < policy.smallest_whole:
        return Counts((None,) * len(parts), None, None, None)
    may_share = not policy.protects(part) and not policy.protects(whole - part)
    redaction = _redacted(tuple(parts), good, policy, may_share=may_share)
    hidden = (None,) * len(parts)
    return Counts(
        hidden if redaction is None else tuple(_cells(redaction, len(parts))),
        policy.rounded(part) if may_share else None,
        policy.rounded(whole),
        policy.percentage(part, whole) if may_share else None,
    )


def _cells(redaction: Redaction, many: int) -> list[int | None]:
    return [redaction.cell(place).shown for place in range(many)]


def _redacted(
    parts: tuple[int, ...], good: int, policy: Policy, *, may_share: bool
) -> Redaction | None:
    """None where the parts can't be shown at all without giving a small one away."""
    places: list[Key] = [*range(len(parts))]
    counts: dict[Key, int | None] = dict(zip(places, parts, strict=True))
    counts |= {GOOD: sum(parts[:good]), WHOLE: sum(parts)}
    printed = (GOOD, WHOLE) if may_share else (WHOLE,)
    table = Table(
        counts=counts,
        sums=[
            Sum(WHOLE, tuple(places)),
            Sum(GOOD, tuple(places[:good])),
            Sum(SHARE.complement, tuple(places[good:])),
        ],
        shares=[SHARE],
        released={key: policy.behind(policy.rounded(counts[key] or 0)) for key in printed},
        withheld=frozenset() if may_share else frozenset({GOOD}),
    )
    try:
        return redact(table, policy)
    except CannotProtect:
        return None
