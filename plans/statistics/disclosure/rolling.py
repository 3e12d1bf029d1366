"""What totals that roll on month by month tell together of the single months (measures, D2).

Twelve months to January and twelve months to February differ by two months alone. Where one of
them is known to be nought, the other is known as well: totals of 0, 7 and 9 say that the third
month had two.
"""

from collections.abc import Mapping, Sequence
from math import inf

from plans.statistics.disclosure.table import Bounds

YEAR = 12


class Months:
    """What is known of the counts of single months, of which none is negative.

    Kept as the most that the sum up to a month can lie above the sum up to another. All that totals
    say is of that form, so that the bounds are exact: each number between them can be.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        places = range(last - first + 2)
        self._most = [[0.0 if to <= of else inf for to in places] for of in places]

    def copy(self) -> "Months":
        found = Months.__new__(Months)
        found.first, found.last = self.first, self.last
        found._most = [[*row] for row in self._most]
        return found

    def tell(self, first: int, last: int, bounds: Bounds) -> None:
        """The months from the first to the last come to a number between these bounds."""
        before, after = first - self.first, last - self.first + 1
        low, high = bounds
        self._lower(after, before, -low)
        if high is not None:
            self._lower(before, after, high)

    @property
    def can_be(self) -> bool:
        return all(row[at] == 0 for at, row in enumerate(self._most))

    def of(self, month: int) -> tuple[int, int | None]:
        """The least and the most that one month can have had."""
        before, after = month - self.first, month - self.first + 1
        high = self._most[before][after]
        return int(-self._most[after][before]), None if high == inf else int(high)

    def _lower(self, of: int, to: int, most: float) -> None:
        if most >= self._most[of][to]:
            return
        row = self._most[to]
        for each in self._most:
            by = each[of] + most
            if by == inf:
                continue
            for at, number in enumerate(row):
                if by + number < each[at]:
                    each[at] = by + number


def given_away(months: Months, threshold: int) -> list[int]:
    """The months that are known to have had so few, and more closely than a mark would say."""
    found = []
    for month in range(months.first, months.last + 1):
        low, high = months.of(month)
        if low >= 1 and high is not None and high <= threshold and (low, high) != (1, threshold):
            found.append(month)
    return found


def rolling(
    totals: Mapping[int, Sequence[Bounds]],
    marks: Mapping[int, Sequence[Bounds]],
    threshold: int,
    *,
    length: int = YEAR,
) -> set[int]:
    """The totals to withhold so that they tell of no month, by the numbers of their last months.

    For each there are as many bounds as there are counts behind the figure (its part, its whole,
    what is left of it), as its reader knows them; `marks` is what is known where it is withheld.
    The oldest are kept: what was shown first can't be taken back. A total that no counts of
    months could come to beside the others tells nothing.
    """
    if not totals:
        return set()
    first, last = min(totals) - length + 1, max(totals)
    known = [Months(first, last) for _ in totals[last]]
    found: set[int] = set()
    for month in sorted(totals):
        span = (month - length + 1, month)
        tried = [_with(each, span, told) for each, told in zip(known, totals[month], strict=True)]
        if any(given_away(each, threshold) for each in tried):
            found.add(month)
            tried = [
                _with(each, span, mark) for each, mark in zip(known, marks[month], strict=True)
            ]
            if any(given_away(each, threshold) for each in tried):
                return set(totals)
        known = tried
    return found


def _with(months: Months, span: tuple[int, int], told: Bounds) -> Months:
    found = months.copy()
    found.tell(*span, told)
    return found if found.can_be else months
