"""What stands in a cell of an indicator: a number, or a sign that says why there is none."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plans.measuring.words import SYMBOLS, Absence

_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})([eE][+-]?\d{1,2})?", re.ASCII)
_LARGEST = Decimal(10) ** 11

SIGNS: dict[str, Absence] = {
    **{sign: Absence(reason) for sign, reason in SYMBOLS.items()},
    "": Absence.NOT_AVAILABLE,
    ".": Absence.NOT_AVAILABLE,
    "..": Absence.NOT_AVAILABLE,
    "-": Absence.NOT_AVAILABLE,
    "n/a": Absence.NOT_APPLICABLE,
    "na": Absence.NOT_APPLICABLE,
    "*": Absence.SUPPRESSED,
}
"""The standard's signs and those of older files. Each is a reason of its own; none is nought."""


class Cell(NamedTuple):
    """A value, or the sign in its place as it was written."""

    value: Decimal | None
    sign: str

    @property
    def absence(self) -> str:
        return "" if self.value is not None else SIGNS[self.sign.casefold()]


@lru_cache(maxsize=20_000)
def read_cell(text: str) -> Cell | None:
    """The cell, or None where it is neither a number nor a sign. No thousands commas, no per cent
    signs: the standard has none, and a file that has them is not as it was published."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        value = Decimal(text)
        return Cell(value, "") if abs(value) < _LARGEST else None
    return Cell(None, text) if text.casefold() in SIGNS else None
