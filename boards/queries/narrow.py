"""The action log narrowed to what somebody is after."""

from dataclasses import dataclass
from enum import StrEnum

from boards.queries.log import LogLine
from boards.states import LogState
from sendtrack.organisations.models import Person


class Show(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    MINE = "mine"
    CLOSED = "closed"
    ALL = "all"

    @classmethod
    def of(cls, asked: str) -> "Show":
        """What an address asks for; what is open where it asks for nothing known."""
        return cls(asked) if asked in set(cls) else cls.OPEN


LABELS = {
    Show.OPEN: "Open",
    Show.OVERDUE: "Overdue",
    Show.MINE: "Mine",
    Show.CLOSED: "Closed",
    Show.ALL: "All",
}


@dataclass(frozen=True)
class Filter:
    """A link above the log: what it would show, and how many items."""

    key: Show
    label: str
    count: int
    is_current: bool


def narrowed(lines: list[LogLine], show: Show, mine: Person | None) -> list[LogLine]:
    """The lines that one filter shows. `mine`: whose open items "Mine" means."""
    return [line for line in lines if _fits(line, show, mine)]


def _fits(line: LogLine, show: Show, mine: Person | None) -> bool:
    is_open = line.state == LogState.OPEN
    if show == Show.ALL:
        return True
    if show == Show.CLOSED:
        return not is_open
    if show == Show.OVERDUE:
        return line.overdue
    if show == Show.MINE:
        return is_open and mine is not None and line.holder_id == mine.pk
    return is_open


def filters_of(lines: list[LogLine], show: Show, mine: Person | None) -> list[Filter]:
    """The filters that make sense for the reader: "Mine" only for who is somebody here."""
    return [
        Filter(key, label, len(narrowed(lines, key, mine)), key == show)
        for key, label in LABELS.items()
        if key != Show.MINE or mine is not None
    ]
