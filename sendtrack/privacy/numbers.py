"""Numbers that name one child: the unique pupil number (UPN) and the NHS number.

Found by their check letter or digit, so that other long numbers are left alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

UPN = "a unique pupil number (UPN)"
NHS = "an NHS number"

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letters of a UPN, by what is left of the weighted sum over 23. I, O and S are none."""

_UPN = re.compile(
    rf"(?<![A-Za-z0-9])[{LETTERS}](?:[ .-]?\d){{11}}[ .-]?[\d{LETTERS}](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NHS = re.compile(
    r"(?:(?<![\w.£-])|(?<=no)|(?<=nhs))[1-9]\d{2}(?P<gap>[ ./-]{0,3})\d{3}(?:(?P=gap)|[ ./-]?)\d{4}"
    r"(?:\.0+)?(?![\w-]|\.\d)",
    re.IGNORECASE,
)
_HIDDEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Named:
    """Where a number of a child stands. The number itself is not kept, so that nothing repeats
    it."""

    kind: str
    line: int
    """From 1."""


def is_upn(text: str) -> bool:
    """Whether the check letter is right. A temporary UPN ends in a letter, counted by its place."""
    text = re.sub("[ .-]", "", text)
    if not _UPN.fullmatch(text):
        return False
    first, rest = text[0].upper(), text[1:].upper()
    values = [int(each) if each.isdigit() else LETTERS.index(each) for each in rest]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return LETTERS[total % len(LETTERS)] == first


def is_nhs_number(text: str) -> bool:
    """Whether the last of ten digits is right by modulus 11. One digit ten times is no number."""
    digits = [int(each) for each in re.sub(r"\.0+$|[ ./-]", "", text)]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    weighted = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return (11 - weighted % 11) % 11 == digits[-1]


def kind_in(text: str) -> str:
    """What number of a child stands in a text; "" where none does. Addresses are left alone."""
    text = _ADDRESS.sub(" ", _plainly(text))
    if any(is_upn(match.group()) for match in _UPN.finditer(text)):
        return UPN
    if any(is_nhs_number(match.group()) for match in _NHS.finditer(text)):
        return NHS
    return ""


def _plainly(text: str) -> str:
    """The text with one kind of space, dash and digit, and without what nobody sees."""
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return _DASHES.sub("-", text.replace("\t", " | "))


def first_named(
    lines: Iterable[str], kinds: frozenset[str] = frozenset({UPN, NHS})
) -> Named | None:
    """The first number of a child, reading no further. Memory: one line."""
    for number, line in enumerate(lines, start=1):
        if (kind := kind_in(line)) in kinds:
            return Named(kind, number)
    return None


def in_pieces(lines: Iterable[str], *, longest: int = 20) -> Iterator[str]:
    """Pieces of lines that were too long to read at once, each with the end of the piece before:
    no number hides in a cut. As many come out as go in."""
    before = ""
    for piece in lines:
        yield before + piece
        before = "" if piece.endswith("\n") else piece[-longest:]
