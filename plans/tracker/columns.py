"""The columns of a plan's tracker, in the order in which people read them."""

import hashlib
import re
from dataclasses import dataclass

from plans.tracker.sheets import Column, Kind

NAME = "Tracker"
SPARE_ROWS = 20

STATUSES, IMPACTS, POSTS, OUTCOMES = "Statuses", "Impact", "Posts", "Outcomes"
PRIORITIES = "Priorities"

_ONLY_READ = "Only to be read: what is changed here is not taken over."
_NEW = "Only for a new action. In a row that is there already this is only to be read."

COLUMNS = (
    Column(
        "key",
        "Key",
        12,
        help_text="By this we know the row again after sorting. Leave it as it is; "
        "for a new action leave it empty.",
    ),
    Column("ref", "Reference", 10, help_text=_ONLY_READ),
    Column("area", "Area", 22, Kind.LONG, help_text=_ONLY_READ),
    Column(
        "outcome", "Outcome", 30, Kind.LONG, choices=OUTCOMES, must_be_listed=False, help_text=_NEW
    ),
    Column("title", "Action", 40, Kind.LONG, is_editable=True),
    Column("success_criteria", "How we will know", 36, Kind.LONG, is_editable=True),
    Column("accountable", "Accountable post", 30, Kind.LONG, is_editable=True, choices=POSTS),
    Column(
        "priority",
        "Priority",
        16,
        is_editable=True,
        choices=PRIORITIES,
        must_be_listed=True,
        help_text="What must be done counts as complete only when a second person confirms it.",
    ),
    Column("start_on", "Start", 12, Kind.DAY, help_text=_NEW),
    Column("baseline_due_on", "First due date", 12, Kind.DAY, help_text=_ONLY_READ),
    Column("due_on", "Due", 12, Kind.DAY, is_editable=True),
    Column(
        "move_reason",
        "Why the date moves",
        30,
        Kind.LONG,
        is_editable=True,
        help_text="Needed where you change the due date. The first date is kept.",
    ),
    Column("status", "Status", 18, is_editable=True, choices=STATUSES, must_be_listed=True),
    Column(
        "happened",
        "What happened",
        48,
        Kind.LONG,
        is_editable=True,
        help_text="Says what was said last. Write over it what has happened since.",
    ),
    Column(
        "impact",
        "Impact",
        18,
        is_editable=True,
        choices=IMPACTS,
        must_be_listed=True,
        help_text="What difference it makes, apart from how delivery goes. “Read me” says what "
        "each word must rest on.",
    ),
    Column("impact_expected_on", "Difference expected by", 12, Kind.DAY, is_editable=True),
    Column("difference", "What difference it made", 40, Kind.LONG, is_editable=True),
    Column("next_step", "What next", 36, Kind.LONG, is_editable=True),
    Column(
        "reason",
        "Why at risk or off track",
        36,
        Kind.LONG,
        is_editable=True,
        help_text="Needed where an action is at risk, off track or overdue.",
    ),
    Column("help_wanted", "Help wanted, and from whom", 36, Kind.LONG, is_editable=True),
    Column("measures", "Measures of its outcome", 48, Kind.LONG, help_text=_ONLY_READ),
    Column("last_update_on", "Last update", 12, Kind.DAY, help_text=_ONLY_READ),
)

BY_KEY = {column.key: column for column in COLUMNS}

_KEY = re.compile(r"(\d{1,12})-(\d{1,9})-([0-9a-f]{6})")


@dataclass(frozen=True)
class RowKey:
    """Which row of the plan a row of a file was made from, and which version of it."""

    pk: int
    version: int


def key_of(area: str, pk: int, version: int) -> str:
    """What stands in the column "Key". Its last part shows a number that was dragged down."""
    return f"{pk}-{version}-{_check(area, pk, version)}"


def read_key(area: str, text: str) -> RowKey | None:
    """The row behind a key of this local area; None for anything else."""
    found = _KEY.fullmatch(text)
    if found is None or found[3] != _check(area, int(found[1]), int(found[2])):
        return None
    return RowKey(int(found[1]), int(found[2]))


def _check(area: str, pk: int, version: int) -> str:
    return hashlib.sha256(f"{area}/{pk}/{version}".encode()).hexdigest()[:6]
