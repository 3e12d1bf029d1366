"""Numbers as people and spreadsheets write them, and the words that stand where there is none."""

import re
from dataclasses import dataclass
from decimal import Decimal

from plans.measuring.figures import plain
from plans.measuring.words import SYMBOLS, Absence

_NUMBER = re.compile(
    r"(?P<minus>[-−])?£?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,18})?(?P<part>\.\d{1,17})?"
    r"(?P<power>[eE][+-]?\d{1,2})?(?P<sign>%)?"
)

_WORDS = {
    "n/a": Absence.NOT_APPLICABLE,
    "na": Absence.NOT_APPLICABLE,
    "not applicable": Absence.NOT_APPLICABLE,
    "[z]": Absence.NOT_APPLICABLE,
    "not available": Absence.NOT_AVAILABLE,
    "unavailable": Absence.NOT_AVAILABLE,
    "no data": Absence.NOT_AVAILABLE,
    "missing": Absence.NOT_AVAILABLE,
    "..": Absence.NOT_AVAILABLE,
    "[x]": Absence.NOT_AVAILABLE,
    "suppressed": Absence.SUPPRESSED,
    "supp": Absence.SUPPRESSED,
    "redacted": Absence.SUPPRESSED,
    "confidential": Absence.SUPPRESSED,
    "*": Absence.SUPPRESSED,
    "[c]": Absence.SUPPRESSED,
    "not produced": Absence.NOT_PRODUCED,
    "not published": Absence.NOT_PRODUCED,
    "not collected": Absence.NOT_PRODUCED,
    "cancelled": Absence.NOT_PRODUCED,
    "not sent": Absence.NOT_SENT,
    "not received": Absence.NOT_SENT,
    "awaited": Absence.NOT_SENT,
    "unreliable": Absence.UNRELIABLE,
    "[u]": Absence.UNRELIABLE,
    "[low]": Absence.ROUNDS_TO_ZERO,
}
"""Besides the signs of the Department's files and the reasons as the pages call them."""

_OURS = {absence.label.casefold(): absence for absence in Absence}

_EITHER = frozenset({"-", "–", "—", "?"})
"""Written for nought by some and for nothing by others."""


class NotAFigure(ValueError):
    """Says in a sentence why what stands in a cell can't be read as a number."""


@dataclass(frozen=True)
class ReadNumber:
    number: Decimal
    has_sign: bool = False
    """Whether a per cent sign stands behind it."""


def read_number(text: str) -> ReadNumber:
    """1,234 · 52.3% · £1,204.50 · 0.523 · 5e-05. A comma parts thousands, never a whole from its
    parts. Raises `NotAFigure`."""
    squeezed = "".join(text.split())
    if squeezed in _EITHER:
        raise NotAFigure(
            f"“{squeezed}” can mean nought or nothing. Write 0, or why there is no figure."
        )
    found = _NUMBER.fullmatch(squeezed)
    if found is None or not (found["digits"] or found["part"]):
        shown = text.strip()
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        raise NotAFigure(
            f"“{shown}” is not a number. Write it like 1,234 or 52.3, or choose why there is none."
        )
    digits = (found["digits"] or "0").replace(",", "")
    number = Decimal(f"{digits}{found['part'] or ''}{found['power'] or ''}")
    return ReadNumber(-number if found["minus"] else number, bool(found["sign"]))


def read_absence(text: str) -> Absence | None:
    """The reason that a word or sign stands for; None where it stands for none."""
    word = " ".join(text.split()).casefold()
    return _OURS.get(word) or _WORDS.get(word) or SYMBOLS.get(word)


def as_per_cent(read: ReadNumber, usual: Decimal | None) -> tuple[Decimal, str]:
    """A percentage, and how it was understood where that has to be said.

    A spreadsheet keeps 52.3% as 0.523, and writes it so when the cell has lost its look. Which of
    the two is meant shows beside `usual`, what the measure has been before. Raises `NotAFigure`
    where nothing says.
    """
    number = read.number
    if read.has_sign or not 0 < number < 1:
        return number, ""
    if usual is None:
        raise NotAFigure(
            f"“{plain(number)}” can be {plain(number)}% or {plain(number * 100)}%. "
            "Write the per cent sign."
        )
    if not _is_nearer(number * 100, number, usual):
        return number, ""
    return number * 100, f"“{plain(number)}” is taken as {plain(number * 100)}%"


def _is_nearer(one: Decimal, other: Decimal, usual: Decimal) -> bool:
    return abs(one - usual) < abs(other - usual)
