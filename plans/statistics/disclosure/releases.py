"""What two releases, or two periods of a cumulative figure, say together (measures, D2)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plans.statistics.disclosure.redaction import Redaction, known
from plans.statistics.disclosure.table import Key, Share, Sum, Table


def step(earlier: Key, later: Key) -> Key:
    """The key of what came between two cumulative figures."""
    return ("between", earlier, later)


def cumulative(table: Table, keys: Sequence[Key]) -> Table:
    """The same with what came between each two of these cumulative figures, unprinted.

    A year to date of 14 in May and 15 in June says that June had one. Figures without a value are
    stepped over. Raises `DoesNotAddUp` where a later figure is less than an earlier one.
    """
    counts, sums, hidden = dict(table.counts), list(table.sums), set(table.unprinted)
    present = [(key, count) for key in keys if (count := counts.get(key)) is not None]
    for (earlier, before), (later, after) in pairwise(present):
        between = step(earlier, later)
        counts[between] = after - before
        sums.append(Sum(later, (earlier, between)))
        hidden.add(between)
    return replace(table, counts=counts, sums=sums, unprinted=frozenset(hidden))


def following(earlier: Redaction, table: Table) -> Table:
    """A table to be released after another that readers have already.

    Figures that stand in both belong together: what was shown can't be taken back, and what was
    suppressed stays so, since showing it would give away what it protects. A figure that was
    revised since stands in the earlier release under a key of its own.
    """
    old = earlier.table
    same = {
        key for key, count in table.counts.items() if key in old.counts and old.counts[key] == count
    }

    def named(key: Key) -> Key:
        return ("before", key) if key in table.counts and key not in same else key

    bounds = known(earlier)
    return replace(
        table,
        counts={**{named(key): count for key, count in old.counts.items()}, **table.counts},
        sums=[
            *(Sum(named(each.total), tuple(map(named, each.parts))) for each in old.sums),
            *table.sums,
        ],
        shares=[
            *(Share(named(share.part), named(share.whole)) for share in old.shares),
            *(share for share in table.shares if share not in old.shares),
        ],
        unprinted=table.unprinted | {named(key) for key in old.unprinted},
        released={
            **{named(key): found for key, found in old.released.items()},
            **{named(key): found for key, found in bounds.items() if found[1] is not None},
            **table.released,
        },
        withheld=table.withheld | {named(key) for key in earlier.suppressed},
    )


def told_twice(earlier: Redaction, later: Redaction) -> list[Key]:
    """Figures that the later release shows more closely than the earlier: rounded and then exact,
    or suppressed and then shown. Never both."""
    known_before, known_after = known(earlier), known(later)
    shared = [key for key in later.cells if key in earlier.cells]
    return [
        key
        for key in shared
        if earlier.table.counts[key] == later.table.counts[key]
        and later.cell(key).shown is not None
        and known_before[key] != known_after[key]
    ]


def small_changes(earlier: Redaction, later: Redaction) -> list[Key]:
    """Revised figures that show a change too small to be shown as a count: 214, and then 215.

    Rounding both is the way out.
    """
    found = []
    for key, cell in later.cells.items():
        before = earlier.cells.get(key)
        if before is None or before.shown is None or cell.shown is None:
            continue
        if later.policy.protects(abs(cell.shown - before.shown)) and later.policy.base == 1:
            found.append(key)
    return found
