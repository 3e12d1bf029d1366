"""The least costly other table: one that a reader can't tell from the real one, but for what is
suppressed in exchange."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from plans.statistics.disclosure.policy import Policy
from plans.statistics.disclosure.simplex import Exact, least
from plans.statistics.disclosure.table import Bounds, Key, Table


@dataclass(frozen=True, slots=True)
class Other:
    """Another table in which all sums hold, and the printed counts that differ in it.

    `counts` is empty where they don't come out whole; everything is then to be suppressed.
    """

    counts: Mapping[Key, int]
    differ: frozenset[Key]


class Search:
    """A search among the tables that agree with some bounds.

    Within its bounds a count is free. Beyond them each step costs as much as the real count is
    large, so that small counts give way first; those that nothing printed tells can't, nor can
    what was released before.
    """

    def __init__(
        self, table: Table, policy: Policy, bounds: Mapping[Key, Bounds], told: Collection[Key]
    ) -> None:
        self.table, self.policy, self.bounds, self.told = table, policy, bounds, told
        self.costs: dict[int, int] = {}
        self.most: dict[int, int] = {}
        self.priced: dict[int, Key] = {}
        self.terms: dict[Key, tuple[dict[int, int], int]] = {}
        self.unknowns = 0
        self.equations = [self._equation(each.total, each.parts) for each in table.sums]

    def with_count(self, key: Key, count: int) -> Other | None:
        """The least costly table in which this count is another, or None where there is none."""
        terms, constant = self._count(key)
        found = least([*self.equations, (terms, count - constant)], self.costs, self.most)
        if found is None:
            return None
        if any(Fraction(number).denominator > 1 for number in found.values()):
            return Other({}, frozenset(self.priced.values()))
        differ = frozenset(self.priced[unknown] for unknown in found if unknown in self.priced)
        return Other({name: int(self._value(name, found)) for name in self.terms}, differ)

    def least_of(self, key: Key) -> int:
        """The least that a count can be within the bounds."""
        terms, _ = self._count(key)
        return ceil(self._value(key, least(self.equations, terms, self.most) or {}))

    def _value(self, key: Key, found: Mapping[int, Exact]) -> Exact:
        terms, constant = self._count(key)
        return constant + sum(by * found.get(unknown, 0) for unknown, by in terms.items())

    def _equation(self, total: Key, parts: tuple[Key, ...]) -> tuple[dict[int, int], int]:
        terms, constant = self._count(total)
        row, right = dict(terms), -constant
        for part in parts:
            terms, constant = self._count(part)
            right += constant
            for unknown, by in terms.items():
                row[unknown] = row.get(unknown, 0) - by
        return row, right

    def _count(self, key: Key) -> tuple[dict[int, int], int]:
        """A count as unknowns with their signs, and a constant."""
        if key not in self.terms:
            low, high = self.bounds.get(key, (0, None))
            terms: dict[int, int] = {}
            if high is None or high > low:
                terms[self._unknown(most=None if high is None else high - low)] = 1
            count = self.table.counts.get(key)
            if count and high is not None and key in self.told:
                terms[self._unknown(cost=count, key=key)] = 1
                terms[self._unknown(cost=count, key=key, most=low - self.policy.least)] = -1
            self.terms[key] = (terms, low)
        return self.terms[key]

    def _unknown(self, *, most: int | None = None, cost: int = 0, key: Key = None) -> int:
        unknown, self.unknowns = self.unknowns, self.unknowns + 1
        if most is not None:
            self.most[unknown] = most
        if cost:
            self.costs[unknown], self.priced[unknown] = cost, key
        return unknown
