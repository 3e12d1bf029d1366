"""Where a series does not simply go on, and why."""

from collections import defaultdict
from itertools import pairwise

from plans.queries.series import Series
from sendtrack.periods import Period


def breaks(series: Series) -> dict[Period, list[str]]:
    """By the first period after each: a new definition, or a change that the chart was rebased
    for, with the reason that was given."""
    found: dict[Period, list[str]] = defaultdict(list)
    for before, after in pairwise(series.points):
        if before.definition != after.definition:
            because = after.definition.because
            found[after.period].append(f"Counted otherwise from here on: {because}")
    starts = {rebase.starts_on: rebase for rebase in series.rebases}
    for point in series.points:
        if rebase := starts.get(point.period.start):
            found[point.period].append(f"Rebased from here on: {rebase.because}")
    return dict(found)
