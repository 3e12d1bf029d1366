"""Totals of twelve months that roll on month by month: which of them would tell of one month."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache

from plans.measuring.calendar import PeriodType
from plans.models import Reading
from plans.queries.behind import Counts, Spot
from plans.statistics.disclosure import Bounds, Policy, rolling
from sendtrack.periods import Period

Told = tuple[tuple[int, tuple[Bounds, ...]], ...]


def runs_of(own: Sequence[tuple[Reading, Counts]]) -> list[list[Counts]]:
    """Those of one measure that overlap, under one definition each."""
    runs: dict[int, list[Counts]] = defaultdict(list)
    for reading, counts in own:
        if reading.definition.period_type == PeriodType.ROLLING_YEAR and not counts.is_exact:
            runs[reading.definition_id].append(counts)
    return [run for run in runs.values() if len(run) > 1]


def withheld_of_run(run: Sequence[Counts], hidden: Collection[Spot]) -> list[Spot]:
    """Those to withhold besides those that are hidden."""
    by_month = {_month(counts.spot[1]): counts for counts in run}
    told = tuple(
        (month, _marks(counts) if counts.spot in hidden else _told_of(counts))
        for month, counts in by_month.items()
    )
    marks = tuple((month, _marks(counts)) for month, counts in by_month.items())
    found = _rolled(told, marks, run[0].policy)
    return [by_month[month].spot for month in found]


def _month(period: Period) -> int:
    return period.end.year * 12 + period.end.month


def _behind(counts: Counts) -> list[int]:
    """Its own count, its whole and what is left of that."""
    if counts.whole is None:
        return [counts.part]
    left = [counts.whole - counts.part] if counts.is_share else []
    return [counts.part, counts.whole, *left]


def _told_of(counts: Counts) -> tuple[Bounds, ...]:
    """A share of what is rounded is taken to say as much as one of exact counts."""
    policy = counts.policy
    if counts.whole is not None or policy.base == 1:
        return tuple((count, count) for count in _behind(counts))
    return (policy.behind(policy.rounded(counts.part)),)


def _marks(counts: Counts) -> tuple[Bounds, ...]:
    """A count that is withheld is nought only beside others; of a share any of its counts may
    be."""
    if counts.whole is None:
        return ((min(counts.policy.least, counts.part), None),)
    return ((0, None),) * len(_behind(counts))


@lru_cache(maxsize=500)
def _rolled(told: Told, marks: Told, policy: Policy) -> frozenset[int]:
    """Kept by the numbers alone, as what redacting a table suppresses is."""
    return frozenset(rolling(dict(told), dict(marks), policy.threshold))
