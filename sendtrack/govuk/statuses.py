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

from sendtrack.govuk.meanings import MEANINGS


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
    TARGET = "Targets"
    CRITERION = "Success criteria"
    VERDICT = "Duties"
    RISK = "Level of risk"
    CONTROL = "Whether a control works"
    REPORT = "Where a report is"
    MESSAGE = "Where a message is"
    IMPORT = "Where a tracker that was brought in is"
    REGIME = "Where a regime is"
    MONITORING = "What outside bodies have said of an area"
    MEETING = "Meetings"
    ATTENDANCE = "Who came"
    ITEM = "Risks, issues and items of the action log"
    FILE = "Where a file is"
    REQUEST = "Where a request is"


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
        "complete_embedded": ("Complete and embedded", Shape.TICK, Colour.BLUE, 6),
        "complete": ("Complete", Shape.DIAMOND, Colour.GREEN, 5),
        "to_confirm": ("Awaiting confirmation", Shape.HALF, Colour.GREEN, 4),
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
        "none_yet": ("No evidence yet", Shape.DIAMOND, Colour.ORANGE, 1),
        "too_early": ("Too early to say", Shape.RING, Colour.GREY, None),
        "impact_not_shown": ("Impact not yet shown", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.TARGET: {
        "missed": ("Missed", Shape.SQUARE, Colour.RED, 1),
        "due_soon": ("Due soon", Shape.TRIANGLE, Colour.YELLOW, None),
    },
    Family.CRITERION: {
        "criterion_met": ("Met", Shape.TICK, Colour.GREEN, 2),
        "not_met_yet": ("Not met yet", Shape.HALF, Colour.YELLOW, 1),
        "not_known": ("Not known yet", Shape.DASH, Colour.OUTLINE, None),
        "criterion_open": ("Not agreed yet", Shape.RING, Colour.GREY, None),
        "dropped": ("Dropped", Shape.CIRCLE, Colour.OUTLINE, None),
    },
    Family.VERDICT: {
        "met": ("Met", Shape.TICK, Colour.GREEN, 4),
        "met_late": ("Met late", Shape.HALF, Colour.YELLOW, 3),
        "not_met": ("Not met", Shape.SQUARE, Colour.RED, 1),
        "not_yet_due": ("Not yet due", Shape.RING, Colour.GREY, None),
        "no_evidence": ("No evidence recorded", Shape.DASH, Colour.OUTLINE, None),
        "no_duty": ("Sets no duty", Shape.CIRCLE, Colour.OUTLINE, None),
    },
    Family.RISK: {
        "low": ("Low", Shape.CIRCLE, Colour.GREEN, 4),
        "moderate": ("Moderate", Shape.DIAMOND, Colour.YELLOW, 3),
        "high": ("High", Shape.TRIANGLE, Colour.ORANGE, 2),
        "very_high": ("Very high", Shape.SQUARE, Colour.RED, 1),
    },
    Family.CONTROL: {
        "effective": ("Effective", Shape.CIRCLE, Colour.GREEN, 4),
        "partly_effective": ("Partly effective", Shape.HALF, Colour.YELLOW, 3),
        "weak": ("Weak", Shape.SQUARE, Colour.RED, 1),
        "untested": ("Untested", Shape.RING, Colour.GREY, None),
    },
    Family.REPORT: {
        "writing": ("Being written", Shape.RING, Colour.GREY, None),
        "due": ("Due", Shape.RING, Colour.GREY, None),
        "compiling": ("Being compiled", Shape.HALF, Colour.GREY, None),
        "awaiting_approval": (
            "Waiting for the chair's approval",
            Shape.TRIANGLE,
            Colour.YELLOW,
            None,
        ),
        "sent_back": ("Sent back by the chair", Shape.DIAMOND, Colour.ORANGE, None),
        "approved": ("Approved, being sent", Shape.CIRCLE, Colour.GREEN, None),
        "sent": ("Sent", Shape.TICK, Colour.BLUE, None),
        "acknowledged": ("Acknowledged", Shape.TICK, Colour.BLUE, None),
        "failed": ("Could not be compiled", Shape.SQUARE, Colour.RED, None),
        "late": ("Late", Shape.SQUARE, Colour.RED, None),
        "not_compiled_here": ("Not compiled here", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.MESSAGE: {
        "queued": ("Waiting to be sent", Shape.RING, Colour.GREY, None),
        "sending": ("Being sent", Shape.HALF, Colour.GREY, None),
        "refused": ("Refused by the recipient's mail server", Shape.SQUARE, Colour.RED, None),
        "gave_up": ("Not delivered: gave up after 24 hours", Shape.SQUARE, Colour.RED, None),
    },
    Family.IMPORT: {
        "uploaded": ("Uploaded", Shape.RING, Colour.GREY, None),
        "reviewed": ("Columns matched", Shape.HALF, Colour.GREY, None),
        "applied": ("Applied", Shape.TICK, Colour.BLUE, None),
        "abandoned": ("Abandoned", Shape.DASH, Colour.OUTLINE, None),
    },
    Family.REGIME: {
        "drafting": ("Being drafted", Shape.RING, Colour.GREY, None),
        "submitted": ("Submitted", Shape.HALF, Colour.GREY, None),
        "returned": ("Returned for amendment", Shape.DIAMOND, Colour.ORANGE, None),
        "active": ("In force", Shape.CIRCLE, Colour.GREY, None),
        "superseded": ("Superseded", Shape.DASH, Colour.OUTLINE, None),
        "lifted": ("Lifted", Shape.TICK, Colour.BLUE, None),
        "escalated": ("Escalated", Shape.SQUARE, Colour.RED, None),
    },
    Family.MONITORING: {
        "formal_monitoring": ("In formal monitoring", Shape.CIRCLE, Colour.GREY, None),
        "stepped_down": ("Stepped down from formal monitoring", Shape.TICK, Colour.BLUE, None),
        "sufficient_progress": ("Sufficient progress", Shape.TICK, Colour.GREEN, None),
        "insufficient_progress": ("Not sufficient progress", Shape.SQUARE, Colour.RED, None),
    },
    Family.MEETING: {
        "planned": ("Planned", Shape.RING, Colour.GREY, None),
        "held": ("Held", Shape.TICK, Colour.BLUE, None),
        "cancelled": ("Not held", Shape.SQUARE, Colour.RED, None),
    },
    Family.ATTENDANCE: {
        "in_person": ("In person", Shape.TICK, Colour.GREEN, None),
        "online": ("Online", Shape.CIRCLE, Colour.GREEN, None),
        "deputy": ("Sent a deputy", Shape.HALF, Colour.YELLOW, None),
        "apologies": ("Sent apologies", Shape.TRIANGLE, Colour.ORANGE, None),
        "absent": ("Absent without apologies", Shape.SQUARE, Colour.RED, None),
    },
    Family.ITEM: {
        "open": ("Open", Shape.RING, Colour.GREY, None),
        "overdue": ("Overdue", Shape.SQUARE, Colour.RED, None),
        "closed": ("Closed", Shape.TICK, Colour.BLUE, None),
        "happened": ("Has happened", Shape.DIAMOND, Colour.ORANGE, None),
        "resolved": ("Resolved", Shape.CIRCLE, Colour.BLUE, None),
    },
    Family.REQUEST: {
        "asked": ("Asked for", Shape.RING, Colour.GREY, None),
        "answered": ("Answered", Shape.HALF, Colour.GREEN, None),
        "settled": ("Settled", Shape.TICK, Colour.BLUE, None),
        "agreed": ("Agreed", Shape.CIRCLE, Colour.GREEN, None),
        "declined": ("Not agreed", Shape.SQUARE, Colour.RED, None),
    },
    Family.FILE: {
        "waiting": ("Waiting for the virus scanner", Shape.RING, Colour.GREY, None),
        "clean": ("No virus found", Shape.TICK, Colour.GREEN, None),
        "file_refused": ("Refused by the virus scanner", Shape.SQUARE, Colour.RED, None),
        "not_scanned": ("Not scanned for viruses", Shape.DASH, Colour.OUTLINE, None),
    },
}

STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        key: Status(key, word, shape, colour, MEANINGS[key], of, rank)
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
