"""The one status language: page, PDF, chart, email and spreadsheet all take their words from here.

Each status is a word, a shape and a colour. The word is always there; shape and colour only help
it, so that a black and white print, a forced-colours screen or a spoken page lose nothing.
Models keep keys; nobody but this table knows a colour. Pure Python: nothing is imported from
Django, so that statistics, spreadsheets and mail can use it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sendtrack.govuk.statuses.looks import LOOKS
from sendtrack.govuk.statuses.meanings import MEANINGS
from sendtrack.govuk.statuses.words import Colour, Family, Shape


@dataclass(frozen=True, slots=True)
class Status:
    """One status.

    `rank` orders the statuses of a family from worse (low) to better (high); None where better
    and worse make no sense ("No update").
    """

    key: str
    word: str
    shape: Shape
    colour: Colour
    meaning: str
    family: Family
    rank: int | None = None

    @property
    def mark(self) -> str:
        """The shape as one character, for text, spreadsheets and PDF."""
        return self.shape.value

    @property
    def css_class(self) -> str:
        """The class that colours this status in a stylesheet, on paper as on screen."""
        return f"app-status--{self.colour}"

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Movement:
    """From one status to another, in words: "from At risk" with an arrow that shows direction."""

    mark: str
    words: str
    direction: str  # "better", "worse", "changed" or "same"

    def __str__(self) -> str:
        return f"{self.mark} {self.words}".strip()


class UnknownStatusError(LookupError):
    """A key that is not in the table: a mistake of ours, so it fails loudly."""

    def __init__(self, key: object) -> None:
        super().__init__(f"{key!r} is not a status. The statuses are: {', '.join(STATUSES)}.")


STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        key: Status(key, word, shape, colour, MEANINGS[key], of, rank)
        for of, rows in LOOKS.items()
        for key, (word, shape, colour, rank) in rows.items()
    }
)


def status_of(key: str | Status) -> Status:
    """The status of a key. Raises UnknownStatusError for a key that is not in the table."""
    if isinstance(key, Status):
        return key
    try:
        return STATUSES[str(key)]
    except KeyError:
        raise UnknownStatusError(key) from None


def family(of: Family) -> tuple[Status, ...]:
    """The statuses of one family in the order of the table: the key to a page or a sheet."""
    return tuple(status for status in STATUSES.values() if status.family is of)


def choices(*keys: str) -> list[tuple[str, str]]:
    """(key, word) pairs for a form field or a model, in the order given."""
    return [(key, status_of(key).word) for key in keys]


def movement(*, before: str | Status, now: str | Status) -> Movement:
    """How one status became another: "↑ from At risk".

    Where one of the two has no rank the arrow is level: "No update" is neither better nor worse.
    """
    was, is_now = status_of(before), status_of(now)
    if was == is_now:
        return Movement("", "no change", "same")
    if was.rank is None or is_now.rank is None or was.family is not is_now.family:
        return Movement("→", f"from {was.word}", "changed")
    if is_now.rank > was.rank:
        return Movement("↑", f"from {was.word}", "better")
    return Movement("↓", f"from {was.word}", "worse")


__all__ = [
    "STATUSES",
    "Colour",
    "Family",
    "Movement",
    "Shape",
    "Status",
    "UnknownStatusError",
    "choices",
    "family",
    "movement",
    "status_of",
]
