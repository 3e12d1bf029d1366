"""The one status language: page, PDF, chart, email and spreadsheet all take their words from here.

Each status is a word, a shape and a colour. The word is always there; shape and colour only help
it, so that a black and white print, a forced-colours screen or a spoken page lose nothing.
Models keep keys; nobody but this table knows a colour. Pure Python: nothing is imported from
Django, so that statistics, spreadsheets and mail can use it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType


class Shape(Enum):
    """The shapes; the value is the text mark for places where no drawing is possible."""

    TICK = "✓"
    CIRCLE = "●"
    HALF = "◐"
    DIAMOND = "◆"
    TRIANGLE = "▲"
    SQUARE = "■"
    RING = "○"
    DASH = "–"


class Colour(StrEnum):
    """The colours a tag can take. `OUTLINE` is grey without a fill: nothing has been said."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"
    OUTLINE = "outline"


class Family(Enum):
    """What is being judged; the value is the heading of its key."""

    DELIVERY = "How delivery is going"
    IMPACT = "What difference it makes"
    VERDICT = "Duties and targets"
    RISK = "Level of risk"
    REPORT = "Where a report is"
    MESSAGE = "Where a message is"
    MONITORING = "Monitoring of an area"
    ITEM = "Items of the action log"


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


# word, shape, colour, rank. Shape and colour agree: a square is red, a triangle wants attention.
_LOOKS: dict[Family, dict[str, tuple[str, Shape, Colour, int | None]]] = {
    Family.DELIVERY: {
        "complete": ("Complete and embedded", Shape.TICK, Colour.BLUE, 4),
        "on_track": ("On track", Shape.CIRCLE, Colour.GREEN, 3),
        "at_risk": ("At risk", Shape.TRIANGLE, Colour.YELLOW, 2),
        "off_track": ("Off track", Shape.SQUARE, Colour.RED, 1),
        "not_started": ("Not started", Shape.RING, Colour.GREY, None),
        "no_update": ("No update", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.IMPACT: {
        "embedded": ("Embedded", Shape.TICK, Colour.BLUE, 5),
        "evidenced": ("Evidenced", Shape.CIRCLE, Colour.GREEN, 4),
        "emerging": ("Emerging", Shape.HALF, Colour.YELLOW, 3),
        "no_difference": ("No difference yet", Shape.SQUARE, Colour.RED, 1),
        "too_early": ("Too early to say", Shape.RING, Colour.GREY, None),
    },
    Family.VERDICT: {
        "met": ("Met", Shape.TICK, Colour.GREEN, 4),
        "met_late": ("Met late", Shape.HALF, Colour.YELLOW, 3),
        "not_met": ("Not met", Shape.SQUARE, Colour.RED, 1),
        "not_yet_due": ("Not yet due", Shape.RING, Colour.GREY, None),
        "no_evidence": ("No evidence recorded", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.RISK: {
        "low": ("Low", Shape.CIRCLE, Colour.GREEN, 4),
        "moderate": ("Moderate", Shape.DIAMOND, Colour.YELLOW, 3),
        "high": ("High", Shape.TRIANGLE, Colour.ORANGE, 2),
        "very_high": ("Very high", Shape.SQUARE, Colour.RED, 1),
    },
    Family.REPORT: {
        "due": ("Due", Shape.RING, Colour.GREY, None),
        "compiling": ("Compiling", Shape.HALF, Colour.GREY, None),
        "awaiting_approval": ("Awaiting approval", Shape.TRIANGLE, Colour.YELLOW, None),
        "approved": ("Approved", Shape.CIRCLE, Colour.GREEN, None),
        "sent": ("Sent", Shape.TICK, Colour.BLUE, None),
        "acknowledged": ("Acknowledged", Shape.TICK, Colour.BLUE, None),
        "sent_back": ("Sent back", Shape.DIAMOND, Colour.ORANGE, None),
        "late": ("Late", Shape.SQUARE, Colour.RED, None),
        "failed": ("Not compiled", Shape.SQUARE, Colour.RED, None),
        "withdrawn": ("Withdrawn", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.MESSAGE: {
        "queued": ("Waiting to be sent", Shape.RING, Colour.GREY, None),
        "retrying": ("Trying again", Shape.TRIANGLE, Colour.YELLOW, None),
        "delivered": ("Sent", Shape.TICK, Colour.BLUE, None),
        "not_delivered": ("Not delivered", Shape.SQUARE, Colour.RED, None),
    },
    Family.MONITORING: {
        "monitored": ("Formally monitored", Shape.CIRCLE, Colour.GREY, None),
        "stepped_down": ("Stepped down from formal monitoring", Shape.TICK, Colour.BLUE, None),
    },
    Family.ITEM: {
        "open": ("Open", Shape.RING, Colour.GREY, None),
        "overdue": ("Overdue", Shape.SQUARE, Colour.RED, None),
        "closed": ("Closed", Shape.TICK, Colour.BLUE, None),
    },
}

_MEANINGS = {
    "complete": "It is done, and evidence shows that the change holds.",
    "on_track": "It is on track and likely to be achieved.",
    "at_risk": "It needs attention, and can be achieved with timely action.",
    "off_track": "It is unlikely to be achieved without major intervention.",
    "not_started": "Its start date is still ahead.",
    "no_update": "Nobody has said how it is going in this period.",
    "embedded": "The difference has lasted and is now the usual way of working.",
    "evidenced": "The target is met, or more than one source shows a clear change.",
    "emerging": "There is early or partial evidence of a difference.",
    "no_difference": "Evidence was due and shows no change.",
    "too_early": "Work has begun; no difference is expected yet.",
    "met": "It was done in time.",
    "met_late": "It was done, after its date.",
    "not_met": "Its date has passed and it was not done.",
    "not_yet_due": "Its date is still ahead.",
    "no_evidence": "Nothing recorded here shows that it was done, or that it was not.",
    "low": "A score of 1 to 4.",
    "moderate": "A score of 5 to 9.",
    "high": "A score of 10 to 14.",
    "very_high": "A score of 15 to 25.",
    "due": "Its turn has come.",
    "compiling": "It is being put together from the record.",
    "awaiting_approval": "It is ready for the chair to read and approve.",
    "approved": "The chair has approved it; it is on its way.",
    "sent": "It has left for every recipient.",
    "acknowledged": "A recipient has said that it arrived.",
    "sent_back": "The chair has asked for changes.",
    "late": "Its date has passed and it has not been sent.",
    "failed": "It could not be put together; the reason is shown with it.",
    "withdrawn": "It was set aside, and a later version replaces it.",
    "queued": "It leaves within a minute.",
    "retrying": "The mail server did not take it; it will be offered again.",
    "delivered": "The mail server has accepted it.",
    "not_delivered": "The mail server has refused it for good.",
    "monitored": "The Department for Education and NHS England monitor it.",
    "stepped_down": "A letter has ended the formal monitoring of this area.",
    "open": "It is still to be done.",
    "overdue": "Its date has passed and it is still open.",
    "closed": "It is done.",
}

STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        key: Status(key, word, shape, colour, _MEANINGS[key], of, rank)
        for of, rows in _LOOKS.items()
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
