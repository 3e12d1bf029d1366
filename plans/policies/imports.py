"""An import as a whole: how its file is read, and what applying it would change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.models import TrackerImport
from plans.policies.rows import Choices, Comparison
from plans.policies.tracker import compare
from plans.queries.imports import PlanNow, plan_now, table_of
from plans.states import IMPACT_MEANING, MEANING, Priority
from plans.tracker.columns import RowKey, read_key
from plans.tracker.entries import Meanings, read_entries
from plans.tracker.headings import BY_PRIORITY_WORD, Table, guess, squeezed


class PlanMoved(Exception):
    """The plan has changed since the comparison was shown."""


def compared(row: TrackerImport, *, on: date, choices: Choices | None = None) -> Comparison:
    """What applying the import would do to the plan as it is now. Raises `Unreadable`.

    A dozen queries, and the file read again in a child process: about a second for 1,000 rows.
    """
    table = table_of(row)
    columns = columns_of(row.reading, table)
    keys = _keys(table, columns, row.local_area.slug)
    plan = plan_now(row.local_area, on, keys, described_on=row.described_on)
    return compare(
        read_entries(table, columns, meanings(row.reading, plan)),
        plan,
        described_on=row.described_on,
        fill=row.reading.get("fill", ""),
        fallback=row.reading.get("outcome", ""),
        choices=choices or Choices(),
    )


def _keys(table: Table, columns: Mapping[int, str], area: str) -> list[RowKey]:
    """The rows and versions that the file says it was made from."""
    place = next((column for column, key in columns.items() if key == "key"), None)
    said = (str(row.get(place, "")) for _, row in table.rows) if place is not None else ()
    return [key for text in said if (key := read_key(area, text))]


def columns_of(reading: Mapping[str, Any], table: Table) -> dict[int, str]:
    """By column: what it is here, as somebody has said, or by the headings of our own tracker."""
    if not reading:
        return guess(table, {})
    return {int(column): key for column, key in reading["columns"].items()}


def meanings(reading: Mapping[str, Any], plan: PlanNow) -> Meanings:
    """What words mean: those of the plan, and those that somebody has explained."""
    said = {name: reading.get(name, {}) for name in ("statuses", "posts", "days")}
    return Meanings(
        statuses={squeezed(each.label): each.label for each in MEANING} | said["statuses"],
        impacts={squeezed(each.label): each.label for each in IMPACT_MEANING},
        posts={squeezed(name): name for name in plan.posts} | said["posts"],
        days={word: date.fromisoformat(day) for word, day in said["days"].items()},
        priorities={word: Priority(key).label for word, key in BY_PRIORITY_WORD.items()},
    )
