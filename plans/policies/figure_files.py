"""What a file of figures, or rows pasted from one, would change: nothing is written here."""

import hashlib
from dataclasses import replace
from datetime import date

from plans.figures.rows import FigureRow, rows_of
from plans.models import FigureImport, Measure
from plans.policies.batches import digest_of, judge_all
from plans.policies.figure_lines import FigureComparison
from plans.policies.figure_rows import RowReader, rough_key
from plans.policies.readings import enterable
from plans.policies.rows import Choices
from plans.queries.alongside import Alongside, alongside_of
from plans.queries.entered import entered_of
from plans.queries.figure_files import Book, earlier_versions, figures_of
from sendtrack.accounts.models import Access


def book_of(access: Access, on: date) -> Book:
    """Eight queries, whatever there is."""
    mine = enterable(access, on)
    refs = Measure.objects.of(access.local_area).in_use().values_list("ref", flat=True)
    found = entered_of(access.local_area, on, mine)
    theirs = {series.measure.ref for series in found}
    return Book(access.local_area, on, found, frozenset(refs) - theirs)


def compared_figures(
    row: FigureImport, access: Access, *, on: date, choices: Choices | None = None
) -> FigureComparison:
    """What applying the import would do now. A dozen queries, and the file read again in a child
    process. Raises `Unreadable`."""
    rows = rows_of(figures_of(row))
    book = book_of(access, on)
    keys = [key for each in rows if (key := rough_key(each.text("key")))]
    book = replace(book, were=earlier_versions(book, keys))
    beside = alongside_of(book.area, book.series)
    return compare(rows, book, beside, row, choices or Choices())


def compare(
    rows: list[FigureRow], book: Book, beside: Alongside, given: FigureImport, choices: Choices
) -> FigureComparison:
    """Judge every row. No query."""
    reader = RowReader(book, given, choices)
    lines = [reader.line(row) for row in rows if row.says_something]
    empty = tuple(row.number for row in rows if not row.says_something)
    asked = [line for line in lines if line.judged is not None]
    judged = judge_all(
        [each.judged.entered for each in asked if each.judged], on=book.on, beside=beside
    )
    for line, found in zip(asked, judged, strict=True):
        line.judged = found
        for fault in found.faults:
            line.row.refuse(fault.field or "value", fault.sentence)
    shown = digest_of([line.judged for line in asked if line.judged])
    refused = repr([(line.row.number, line.row.faults) for line in lines])
    digest = hashlib.sha256(f"{shown}{refused}".encode()).hexdigest()
    return FigureComparison(lines, digest, empty)
