"""What a spreadsheet may not hold of single children, before anything else is read of it."""

import re

from plans.figures.columns import BY_HEADING
from plans.tracker.found import FoundSheet, Unreadable, letters
from plans.tracker.headings import Table, squeezed
from sendtrack.privacy.numbers import kind_in

WHAT_TO_DO = (
    "Take the column out, or add the rows up, and save the file again: nothing of single children "
    "is kept here."
)
_CHILD = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|birth date|born|forenames?|first names?|given names?|"
    r"surnames?|last names?|family names?|(?:child|pupil|student)(?:[’']?s)?(?: names?)?|"
    r"names? of (?:the )?(?:child|pupil|student))",
    re.IGNORECASE,
)


def check_no_numbers(sheets: list[FoundSheet]) -> None:
    """No UPN and no NHS number, in any cell. Names the cell, never what it holds. Raises
    `Unreadable`."""
    for sheet in sheets:
        for (row, column), value in sheet.cells.items():
            if isinstance(value, str) and (kind := kind_in(value)):
                where = f"Row {row + 1}, column {letters(column)}"
                raise Unreadable(f"{where} holds {kind}. {WHAT_TO_DO}")


def check_no_child_columns(table: Table) -> None:
    """No column of names or days of birth: figures are counts. Raises `Unreadable`."""
    for column, heading in table.headings.items():
        if BY_HEADING.get(squeezed(heading)) is None and _CHILD.fullmatch(heading.strip()):
            raise Unreadable(
                f"Column {letters(column)} seems to name children or say when they were born. "
                f"{WHAT_TO_DO}"
            )
