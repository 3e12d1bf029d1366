"""The least cost of a system of equations in numbers between zero and a most. Exact.

The simplex method in two phases, with bounded unknowns and Bland’s rule, which always ends. Tables
of counts keep its numbers whole nearly always; fractions come in where they don’t.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Exact = int | Fraction
Row = dict[int, Exact]
"""Coefficients by the number of their unknown; those of zero are left out."""

RIGHT = -1
"""The place of a row’s right-hand side."""


def least(
    equations: Sequence[tuple[Mapping[int, int], int]],
    costs: Mapping[int, int],
    most: Mapping[int, int],
) -> dict[int, Exact] | None:
    """The unknowns that satisfy all equations at the least cost, zero ones left out.

    None where nothing satisfies them. Unknowns are numbered from 0 and none is negative; `most`
    bounds some of them. Costs aren’t negative, so that there is a least one.
    """
    simplex = _Simplex(equations, {unknown for row, _ in equations for unknown in row}, most)
    if simplex.descend(dict.fromkeys(simplex.basis, 1)):
        return None
    simplex.drop_artificial()
    simplex.descend(costs)
    return simplex.unknowns()


class _Simplex:
    """Equations solved for their basis. Every unknown outside it is zero.

    An unknown at its most is counted downwards from there, so that it is zero as well.
    """

    def __init__(
        self,
        equations: Sequence[tuple[Mapping[int, int], int]],
        unknowns: set[int],
        most: Mapping[int, int],
    ) -> None:
        self.first = max(unknowns, default=-1) + 1
        self.most = dict(most)
        self.downwards: set[int] = set()
        self.price: Row = {}
        self.basis = [self.first + number for number in range(len(equations))]
        self.rows: list[Row] = []
        for own, (given, right) in zip(self.basis, equations, strict=True):
            sign = -1 if right < 0 else 1
            row: Row = {unknown: sign * by for unknown, by in given.items() if by}
            self.rows.append({**row, RIGHT: sign * right, own: 1})

    def descend(self, costs: Mapping[int, int]) -> Exact:
        """Lower the cost as far as it goes, and say how far that is."""
        self.price = {RIGHT: 0}
        for unknown, cost in costs.items():
            down = unknown in self.downwards
            self.price[unknown] = -cost if down else cost
            self.price[RIGHT] -= cost * self.most[unknown] if down else 0
        for unknown, row in zip(self.basis, self.rows, strict=True):
            if self.price.get(unknown):
                _subtract(self.price, row, self.price[unknown])
        while (entering := self._entering()) is not None:
            self._enter(entering)
        return -self.price.get(RIGHT, 0)

    def drop_artificial(self) -> None:
        """Take the first phase’s own unknowns out, and the equations that say nothing new."""
        for at in range(len(self.rows) - 1, -1, -1):
            if self.basis[at] >= self.first:
                own = min((key for key in self.rows[at] if 0 <= key < self.first), default=None)
                if own is None:
                    del self.rows[at], self.basis[at]
                else:
                    self._pivot(at, own)
        for row in self.rows:
            for key in [key for key in row if key >= self.first]:
                del row[key]

    def unknowns(self) -> dict[int, Exact]:
        found = {
            unknown: row.get(RIGHT, 0) for unknown, row in zip(self.basis, self.rows, strict=True)
        }
        for unknown in self.downwards:
            found[unknown] = self.most[unknown] - found.get(unknown, 0)
        return {unknown: number for unknown, number in found.items() if number}

    def _entering(self) -> int | None:
        return min((at for at, by in self.price.items() if at != RIGHT and by < 0), default=None)

    def _enter(self, entering: int) -> None:
        """Raise an unknown until it, or one of the basis, comes to an end of what it can be."""
        ends: list[tuple[Exact, int, int]] = []
        if entering in self.most:
            ends.append((self.most[entering], entering, -1))
        for at, row in enumerate(self.rows):
            by, right = row.get(entering, 0), row.get(RIGHT, 0)
            if by > 0:
                ends.append((_over(right, by), self.basis[at], at))
            elif by < 0 and self.basis[at] in self.most:
                ends.append((_over(self.most[self.basis[at]] - right, -by), self.basis[at], at))
        _, _, leaving = min(ends)
        if leaving < 0:
            self._turn(entering)
            return
        if self.rows[leaving][entering] < 0:
            self._turn_basic(leaving)
        self._pivot(leaving, entering)

    def _turn(self, unknown: int) -> None:
        """Count an unknown outside the basis from its other end."""
        for row in (*self.rows, self.price):
            if by := row.get(unknown):
                row[unknown] = -by
                row[RIGHT] = row.get(RIGHT, 0) - by * self.most[unknown]
        self.downwards ^= {unknown}

    def _turn_basic(self, at: int) -> None:
        """Count the unknown of a row’s basis from its other end."""
        unknown = self.basis[at]
        row = {key: -by for key, by in self.rows[at].items()}
        row[RIGHT] = row.get(RIGHT, 0) + self.most[unknown]
        row[unknown] = 1
        self.rows[at] = row
        self.downwards ^= {unknown}

    def _pivot(self, at: int, entering: int) -> None:
        by = self.rows[at][entering]
        if by != 1:
            self.rows[at] = {key: _over(number, by) for key, number in self.rows[at].items()}
        for other in (*self.rows[:at], *self.rows[at + 1 :], self.price):
            if entering in other:
                _subtract(other, self.rows[at], other[entering])
        self.basis[at] = entering


def _subtract(row: Row, other: Row, times: Exact) -> None:
    for key, number in other.items():
        left = row.get(key, 0) - times * number
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _over(number: Exact, by: Exact) -> Exact:
    if by == 1:
        return number
    found = Fraction(number) / by
    return found.numerator if found.denominator == 1 else found
