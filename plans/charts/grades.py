"""Grades of audits, a bar for each round: how the sample falls into the grades of the tool.

Each part carries the letter of its grade and its count, and each bar the number audited at its
end, so that shades only help. A thick line parts what counts as good from the rest. A bar whose
counts are withheld is an empty frame that says so; where its share of good ones may be told, the
line stands in it. Where the tool changed, a heading parts the
bars: what lies on two sides of it is not compared. On a telephone the words stand above their bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.charts.control import NARROW_WIDTH

WIDTH = 720
LINE, BAR, GAP, KEY = 34, 24, 20, 24
_LEFT, _RIGHT, _TOP = 172, 100, 16
_WIDE, _NARROW = 42, 16
"""A part narrower than the first has room for its letter alone, below the second for nothing: its
count stands in the table."""
_LETTER = 7.4
"""How wide a letter of a key is, about."""

LETTERS = "ABCDEF"
_GOOD = (
    ("#12436d", "#ffffff"),
    ("#2073bc", "#ffffff"),
    ("#6bace6", "#0b0c0c"),
    ("#a8cbe9", "#0b0c0c"),
    ("#d0e4f5", "#0b0c0c"),
)
_REST = (
    ("#e8e8e8", "#0b0c0c"),
    ("#bcbcbc", "#0b0c0c"),
    ("#858686", "#0b0c0c"),
    ("#505a5f", "#ffffff"),
    ("#28282b", "#ffffff"),
)

GivenBar = tuple[str, Sequence[int | None], float | None, str]
"""The round, its counts by grade, which part of it is good, and what stands at its end."""
GivenGroup = tuple[str, Sequence[str], int, Sequence[GivenBar]]
"""The tool, its grades, how many of them are good, and its rounds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One grade in a bar, or its key."""

    x: float
    y: float
    width: float
    fill: str
    ink: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    y: float
    parts: tuple[Part, ...]
    """Empty where the counts are withheld."""
    good_until: float | None
    """Where the grades end that count as good; None where that is withheld."""
    note: str
    """What stands at its end: how many were audited."""


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one tool."""

    title: str
    y: float
    keys: tuple[Part, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class GradesDrawing:
    """All that a template needs to draw the rounds of a programme."""

    key: str
    title: str
    description: str
    height: int
    groups: tuple[Group, ...]

    width = WIDTH
    left = _LEFT
    right = WIDTH - _RIGHT
    bar = BAR
    above = 0
    """Room for words above a bar."""
    names = _LEFT - 12
    names_anchor = "end"
    notes = WIDTH - _RIGHT + 10
    notes_anchor = "start"
    lift = 17
    """From the top of a bar down to the foot of its words."""

    @property
    def across(self) -> int:
        return self.right - self.left


class NarrowGrades(GradesDrawing):
    """As wide as a telephone."""

    width = NARROW_WIDTH
    left = 0
    right = NARROW_WIDTH
    above = 24
    names = 0
    names_anchor = "start"
    notes = NARROW_WIDTH
    notes_anchor = "end"
    lift = -8


def draw_grades(
    given: Sequence[GivenGroup], *, key: str, title: str, description: str, narrow: bool = False
) -> GradesDrawing | None:
    """The rounds of each tool in the order given; None where there is none."""
    kind = NarrowGrades if narrow else GradesDrawing
    across = kind.right - kind.left
    groups, y = [], float(_TOP)
    for tool, grades, good, bars in given:
        if not bars:
            continue
        shades = shades_of(len(grades), good)
        top = y
        keys, y = _keys(grades, shades, top + 12, kind.width)
        drawn = []
        for name, counts, share, note in bars:
            y += kind.above
            until = None if share is None else round(kind.left + across * share, 1)
            parts = _parts(counts, y, shades, kind.left, across)
            drawn.append(Bar(name, y, parts, until, note))
            y += LINE
        groups.append(Group(_cut(tool, kind.width), top, keys, tuple(drawn)))
        y += GAP
    if not groups:
        return None
    return kind(key, title, description, int(y), tuple(groups))


def shades_of(many: int, good: int) -> list[tuple[str, str]]:
    """Blues for what counts as good, greys for the rest, each with an ink that reads on it."""
    return [*_GOOD[:good], *_REST[: many - good]]


def _parts(
    counts: Sequence[int | None],
    y: float,
    shades: Sequence[tuple[str, str]],
    left: int,
    across: int,
) -> tuple[Part, ...]:
    known = [count for count in counts if count is not None]
    if len(known) < len(counts) or not sum(known):
        return ()
    x, found = float(left), []
    for letter, count, (fill, ink) in zip(LETTERS, known, shades, strict=False):
        width = round(across * count / sum(known), 1)
        if count:
            text = f"{letter}: {count}" if width >= _WIDE else letter if width >= _NARROW else ""
            found.append(Part(round(x, 1), y, width, fill, ink, text))
        x += width
    return tuple(found)


def _keys(
    grades: Sequence[str], shades: Sequence[tuple[str, str]], y: float, width: int
) -> tuple[tuple[Part, ...], float]:
    """The key of the shades, in as many rows as it needs, and where the bars begin."""
    x, found = 0.0, []
    for letter, grade, (fill, ink) in zip(LETTERS, grades, shades, strict=False):
        text = _cut(f"{letter}: {grade}", width - 20)
        wide = 20 + _LETTER * len(text) + 18
        if x and x + wide > width:
            x, y = 0.0, y + KEY
        found.append(Part(x, y, 14, fill, ink, text))
        x += wide
    return tuple(found), y + KEY + 6


def _cut(text: str, width: int) -> str:
    longest = int(width / (_LETTER + 1))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
