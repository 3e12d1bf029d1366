"""A list as a spreadsheet holds it, before it is written in one of the formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | None


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """One column: its heading, how wide it is in characters, and what may be done with it."""

    key: str
    heading: str
    width: int
    kind: Kind = Kind.TEXT
    is_editable: bool = False
    choices: str = ""
    """The list of a drop-down, among the lists of the sheet."""
    must_be_listed: bool = False
    help_text: str = ""


@dataclass(frozen=True)
class Sheet:
    """A list with its headings, and what a reader of the file must know of it."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    title: str
    marking: str
    about: Sequence[tuple[str, str]]
    """What the sheet "Read me" says, as label and words."""
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spare_rows: int = 0
    """Empty rows below, ready for new entries."""


class Format(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.CSV: "text/csv; charset=utf-8",
}
