"""Three texts of one cell: what the file says, what it was made from, what the plan says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plans.tracker.columns import BY_KEY
from plans.tracker.entries import Entry
from plans.tracker.sheets import Cell

Values = Mapping[str, Cell]


@dataclass(frozen=True)
class Difference:
    """One cell that says something else than the plan."""

    key: str
    heading: str
    cell: str
    now: Cell
    file: Cell
    base: Cell
    """What the file was made from; the same as `now` where nobody has changed it since."""
    is_conflict: bool
    note: str = ""
    is_taken: bool = False
    """Whether somebody has chosen it over the newer text."""


def same(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same; nothing is nothing, and space around counts for nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other or (one in (None, "") and other in (None, ""))


def differences(
    entry: Entry, *, now: Values, base: Values | None, keys: Iterable[str]
) -> list[Difference]:
    """The cells of a row that change the plan, or would undo what somebody else has changed.

    `base` is None where the file doesn't say what it was made from: then the file counts.
    """
    found = []
    for key in keys:
        if key not in entry.values:
            continue
        file, current = entry.values[key], now.get(key)
        was = current if base is None else base.get(key)
        if same(file, current) or (base is not None and same(file, was)):
            continue
        found.append(
            Difference(
                key=key,
                heading=BY_KEY[key].heading,
                cell=entry.cells[key],
                now=current,
                file=file,
                base=was,
                is_conflict=not same(was, current),
                note=entry.notes.get(key, ""),
            )
        )
    return found
