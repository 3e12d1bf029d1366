"""Text as the report's fonts can show it.

A character that no font has would draw an empty box and break PDF/UA-1 (7.21.8, .notdef).
It is shown by its code point instead, so that a reader sees that something stood there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BREAK_AFTER = 30  # characters; a word of twice as many may break there
LONGEST_WORD = 1_000
LONGEST_TEXT = 20_000  # characters in one piece of text: about seven pages
CUT = " [… {left:,} more characters are in the record]"

# Reordering controls can make a sentence read as its opposite ("Trojan source"), so they show.
REORDERING = {chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
LAYOUT = {"\t", "\n", "\r", "\f"}
UNSPOKEN = {"style", "script"}  # elements whose text is not words
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label"}  # and data-*, which the page margins show

# Not \S: a no-break space is no place to break a line either.
_endless_word = re.compile(rf"[^ \t\n]{{{LONGEST_WORD + 1},}}")
_long_word = re.compile(rf"[^ \t\n]{{{BREAK_AFTER * 2},}}")


def coverage(paths: list[Path]) -> frozenset[int]:
    """The code points that at least one of these fonts can draw."""
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for path in paths:
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def printable(text: str, covered: Set[int]) -> str:
    """`text` with every character drawable, no reordering, no endless word, no endless text."""
    text = _endless_word.sub(_cut_word, text)
    cut = ""
    if len(text) > LONGEST_TEXT:
        cut = CUT.format(left=len(text) - LONGEST_TEXT)
        text = text[:LONGEST_TEXT]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(character, covered) for character in text)
    return _long_word.sub(_breakable, text) + cut


def _shown(character: str, covered: Set[int]) -> str:
    if character in LAYOUT:
        return character
    kind = unicodedata.category(character)
    if character in REORDERING or kind in {"Cc", "Cs", "Co", "Cn"}:
        return f"[U+{ord(character):04X}]"
    if kind == "Cf" and character != "\u00ad":
        return ""  # joiners and marks without a shape of their own
    if 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF:
        return ""  # variation selectors: "the emoji form of the character before"
    if ord(character) in covered:
        return character
    if character.isspace():
        return " "
    if kind == "So":
        return f"[U+{ord(character):04X} {unicodedata.name(character, 'symbol').lower()}]"
    return f"[U+{ord(character):04X}]"


def _cut_word(word: re.Match[str]) -> str:
    """WeasyPrint looks at the whole rest of a word for each line of it: so no word is endless."""
    return word.group()[:LONGEST_WORD] + CUT.format(left=len(word.group()) - LONGEST_WORD)


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    starts = range(0, len(letters), BREAK_AFTER)
    return "\u200b".join(letters[start : start + BREAK_AFTER] for start in starts)


def make_printable(root: Element, covered: Set[int]) -> None:
    """Pass every piece of text of a parsed page through `printable`, in place."""
    for element in root.iter():
        if element.tail:
            element.tail = printable(element.tail, covered)
        if not isinstance(element.tag, str) or element.tag in UNSPOKEN:
            continue
        if element.text:
            element.text = printable(element.text, covered)
        for name, value in element.attrib.items():
            if name in SPOKEN_ATTRIBUTES or name.startswith("data-"):
                element.set(name, printable(value, covered))
