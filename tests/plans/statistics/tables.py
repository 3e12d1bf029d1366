"""Tables of counts as tests write them, and a plain search for what a reader can't rule out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plans.statistics.disclosure import Bounds, Key, Policy, Redaction, Sum, Table

EXACT = Policy(base=1)
"""Counts of 1 to 5 protected, the others shown as they are."""


def line(*parts: int, **given: object) -> Table:
    """A row of parts a, b, c … with their total."""
    names = "abcdefgh"[: len(parts)]
    counts = {**dict(zip(names, parts, strict=True)), "total": sum(parts)}
    return replace(Table(counts, [Sum("total", tuple(names))]), **given)


def grid(rows: Sequence[Sequence[int]]) -> Table:
    """Rows and columns with totals of each, and of all: (0, 1) is the first row's second count."""
    counts: dict[Key, int] = {}
    for r, row in enumerate(rows):
        for c, count in enumerate(row):
            counts[r, c] = count
        counts[r, "all"] = sum(row)
    width = range(len(rows[0]))
    for c in width:
        counts["all", c] = sum(row[c] for row in rows)
    counts["all", "all"] = sum(map(sum, rows))
    sums = [Sum((r, "all"), tuple((r, c) for c in width)) for r in range(len(rows))]
    sums += [Sum(("all", c), tuple((r, c) for r in range(len(rows)))) for c in width]
    sums += [
        Sum(("all", "all"), tuple((r, "all") for r in range(len(rows)))),
        Sum(("all", "all"), tuple(("all", c) for c in width)),
    ]
    return Table(counts, sums)


def shown(redaction: Redaction) -> dict[Key, int | None]:
    return {key: cell.shown for key, cell in redaction.cells.items()}


def could_be(table: Table, bounds: Mapping[Key, Bounds], key: Key, value: int) -> bool:
    """Whether some whole table with this count agrees with all that is known: by trying them out.

    The unknown counts are tried from their least on, one after another; a sum with one unknown
    left decides it. Slow, and plainly right.
    """
    sums = [(each.total, each.parts) for each in table.sums]
    return _search(sums, dict(bounds), {key: value})


def _search(
    sums: list[tuple[Key, tuple[Key, ...]]], bounds: dict[Key, Bounds], chosen: dict[Key, int]
) -> bool:
    chosen = dict(chosen)
    settled = False
    while not settled:
        settled = True
        for total, parts in sums:
            members = (total, *parts)
            open_ = [key for key in members if _value(key, bounds, chosen) is None]
            if len(open_) > 1:
                least = sum(
                    bounds[p][0] if (v := _value(p, bounds, chosen)) is None else v for p in parts
                )
                top = _value(total, bounds, chosen)
                top = bounds[total][1] if top is None else top
                if top is not None and least > top:
                    return False
                continue
            values = {k: v for k in members if (v := _value(k, bounds, chosen)) is not None}
            if not open_:
                if values[total] != sum(values[part] for part in parts):
                    return False
                continue
            only = open_[0]
            rest = sum(values[part] for part in parts if part != only)
            chosen[only] = rest if only == total else values[total] - rest
            settled = False
    for key, value in chosen.items():
        low, high = bounds[key]
        if value < low or (high is not None and value > high):
            return False
    left = [key for key in bounds if _value(key, bounds, chosen) is None and _in(key, sums)]
    if not left:
        return True
    key = min(left, key=lambda key: (bounds[key][1] or 10**9) - bounds[key][0])
    each = range(bounds[key][0], _most(key, sums, bounds, chosen) + 1)
    return any(_search(sums, bounds, {**chosen, key: value}) for value in each)


def _most(
    key: Key,
    sums: list[tuple[Key, tuple[Key, ...]]],
    bounds: dict[Key, Bounds],
    chosen: dict[Key, int],
) -> int:
    """As much as a total lets a part be; else more than any count of these tests."""
    high = bounds[key][1]
    most = 99 if high is None else high
    for total, parts in sums:
        top = _value(total, bounds, chosen)
        if key in parts and top is not None:
            most = min(most, top)
    return most


def _value(key: Key, bounds: dict[Key, Bounds], chosen: dict[Key, int]) -> int | None:
    if key in chosen:
        return chosen[key]
    low, high = bounds[key]
    return low if low == high else None


def _in(key: Key, sums: list[tuple[Key, tuple[Key, ...]]]) -> bool:
    return any(key == total or key in parts for total, parts in sums)
