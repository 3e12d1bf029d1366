"""What a reader can work out of a redacted table. Knows nothing of how it was redacted.

Only what is printed counts here, with the sums that hold. Three ways together: each two equations
that share a count are subtracted, all are solved for one another until each has as few unknown
counts as can be, and what is known of each count is narrowed by each equation until nothing
narrows any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from plans.statistics.disclosure.redaction import Redaction, bare, known, narrower
from plans.statistics.disclosure.table import Bounds, Key, Sum

Equation = dict[Key, Fraction]
"""Coefficients that add up to zero, by the count that each belongs to."""

ROUNDS = 200
"""Narrowing rounds at most. Tables of counts settle after a few."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A protected count that can be known more closely than its mark says."""

    key: Key
    low: int
    high: int | None


def derivable(sums: Iterable[Sum], bounds: Mapping[Key, Bounds]) -> dict[Key, Bounds]:
    """The least and the most that each count can be, from what is known and what adds up."""
    equations = [
        {each.total: Fraction(1), **{part: Fraction(-1) for part in each.parts}} for each in sums
    ]
    keys = {key for equation in equations for key in equation}
    found: dict[Key, Bounds] = {**dict.fromkeys(keys, (0, None)), **bounds}
    exact = {key for key, (low, high) in found.items() if low == high}
    equations += [*_differences(equations), *_solved(equations, keys - exact)]
    for _ in range(ROUNDS):
        before = dict(found)
        for equation in equations:
            _narrow(equation, found)
        if found == before:
            break
    return found


def exposed(redaction: Redaction) -> list[Exposure]:
    """The protected counts, complements of percentages among them, that what is printed gives away.

    Empty for a safe table: each of them may still be anything from the least to the threshold.
    The least is what it would be if all but the zeros were suppressed: 2 for a total of two. For a
    count that isn’t printed and may be zero, one below the threshold is enough: as many values.
    """
    policy, table = redaction.policy, redaction.table.with_complements()
    found = derivable(table.sums, known(redaction))
    floors = derivable(table.sums, bare(table, policy))
    exposures = []
    for key, count in table.counts.items():
        if count is None or not policy.protects(count):
            continue
        low, high = found[key]
        spread = policy.threshold
        if key in redaction.table.unprinted - redaction.table.told and low == 0:
            spread -= 1
        if low > max(floors[key][0], policy.least) or (high is not None and high < spread):
            exposures.append(Exposure(key, low, high))
    return exposures


def _solved(equations: list[Equation], unknown: set[Key]) -> list[Equation]:
    """The equations solved for each other’s unknowns, one at a time (Gauss and Jordan)."""
    rows = [dict(equation) for equation in equations]
    done = 0
    for key in sorted(unknown, key=str):
        at = next((at for at in range(done, len(rows)) if rows[at].get(key)), None)
        if at is None:
            continue
        rows[done], rows[at] = rows[at], rows[done]
        by = rows[done][key]
        rows[done] = {name: number / by for name, number in rows[done].items()}
        for other in range(len(rows)):
            times = rows[other].get(key)
            if other != done and times:
                for name, number in rows[done].items():
                    left = rows[other].get(name, Fraction()) - times * number
                    rows[other][name] = left
                rows[other] = {name: number for name, number in rows[other].items() if number}
        done += 1
    return rows


def _differences(equations: list[Equation]) -> list[Equation]:
    """Each two equations less one another, so that a count in both is out."""
    differences = []
    for one, other in combinations(equations, 2):
        for key in one.keys() & other.keys():
            times = one[key] / other[key]
            names = one.keys() | other.keys()
            left = {
                name: one.get(name, Fraction()) - times * other.get(name, Fraction())
                for name in names
            }
            differences.append({name: number for name, number in left.items() if number})
    return differences


def _narrow(equation: Equation, found: dict[Key, Bounds]) -> None:
    """Narrow each count of an equation by what the others in it leave.

    The least and the most that all terms come to, each less the count's own term; an open end of
    one other count leaves the count open.
    """
    ends = {key: _ends(number, found[key]) for key, number in equation.items()}
    least = sum((low for low, _ in ends.values() if low is not None), Fraction())
    most = sum((high for _, high in ends.values() if high is not None), Fraction())
    open_low = sum(low is None for low, _ in ends.values())
    open_high = sum(high is None for _, high in ends.values())
    for key, number in equation.items():
        own_low, own_high = ends[key]
        rest_low = None if open_low - (own_low is None) else least - (own_low or 0)
        rest_high = None if open_high - (own_high is None) else most - (own_high or 0)
        at = [None if rest is None else -rest / number for rest in (rest_low, rest_high)]
        low, high = (at[1], at[0]) if number > 0 else (at[0], at[1])
        found[key] = narrower(
            found[key],
            (0 if low is None else max(ceil(low), 0), None if high is None else floor(high)),
        )


def _ends(number: Fraction, bounds: Bounds) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a term of an equation can be."""
    low, high = bounds
    ends = (number * low, None if high is None else number * high)
    return ends if number > 0 else (ends[1], ends[0])
