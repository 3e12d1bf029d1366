"""Where labels stand on a drawing so that none runs into another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER = 10
"""The width of a bold digit at the size that charts are written in, by the widest fonts."""
LINE = 16
"""The height of a line of text there."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def around(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """What a line takes up that runs straight across or straight up."""
    (x1, y1), (x2, y2) = one, other
    return Box(min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)


@dataclass(frozen=True, slots=True)
class Label:
    """A text with the middle of its line, and which of its ends stands at `x`."""

    x: float
    y: float
    text: str
    anchor: str
    """start, middle or end."""

    @property
    def box(self) -> Box:
        width = LETTER * len(self.text)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return Box(left, self.y - LINE / 2, left + width, self.y + LINE / 2)


def beside(x: float, y: float, text: str, *, off: float) -> tuple[Label, ...]:
    """Where the label of a mark may stand, the best place first."""
    up, down = y - off - LINE / 2, y + off + LINE / 2
    return (
        Label(x, up, text, "middle"),
        Label(x + off + 2, y, text, "start"),
        Label(x, down, text, "middle"),
        Label(x - off - 2, y, text, "end"),
        Label(x + off, up, text, "start"),
        Label(x + off, down, text, "start"),
        Label(x - off, up, text, "end"),
        Label(x - off, down, text, "end"),
    )


def best(
    places: Sequence[Label], *, on: Box, taken: Iterable[Box], marks: Sequence[Box]
) -> Label | None:
    """The place on a drawing that no other label has taken (`taken`), and there the one that hides
    the fewest marks; None where there is none."""
    others = list(taken)
    free = [
        place
        for place in places
        if on.holds(place.box) and not any(place.box.meets(other) for other in others)
    ]
    return min(free, key=lambda place: sum(place.box.meets(mark) for mark in marks), default=None)
