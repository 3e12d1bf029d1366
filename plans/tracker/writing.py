"""A sheet as a file: XLSX with XlsxWriter, ODS and CSV by hand."""

import csv
import io
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plans.tracker.cells import harmless
from plans.tracker.open_document import write_ods
from plans.tracker.sheets import Cell, Column, Format, Kind, Sheet

NO_FORMULAS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(sheet: Sheet, form: Format) -> bytes:
    """The file. 1,000 actions take about a third of a second."""
    return {Format.XLSX: write_xlsx, Format.ODS: write_ods, Format.CSV: write_csv}[form](sheet)


def write_csv(sheet: Sheet) -> bytes:
    """One table and nothing else, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.heading for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_as_text(row.get(column.key)) for column in sheet.columns])
    return out.getvalue().encode("utf-8-sig")


def _as_text(value: Cell) -> str | int | Decimal:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return harmless(value) if isinstance(value, str) else "" if value is None else value


def write_xlsx(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, NO_FORMULAS) as book:
        book.set_properties({"title": sheet.title, "comments": sheet.marking})
        _read_me(book, sheet)
        page = book.add_worksheet(sheet.name)
        _table(book, page, sheet)
        _lists(book, page, sheet)
        page.activate()
        page.set_first_sheet()
    return out.getvalue()


def _read_me(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet("Read me")
    page.set_column(0, 0, 26, book.add_format({"bold": True, "valign": "top"}))
    page.set_column(1, 1, 90, book.add_format({"text_wrap": True, "valign": "top"}))
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 16}))
    for number, (label, words) in enumerate((("Marking", sheet.marking), *sheet.about), start=2):
        page.write_string(number, 0, harmless(label, is_typed=True))
        page.write_string(number, 1, harmless(words, is_typed=True))
    _paper(page, sheet)


def _paper(page: Worksheet, sheet: Sheet) -> None:
    marking = sheet.marking.replace("&", "&&")
    page.set_header(f"&C{marking}")
    page.set_footer("&L&A&RPage &P of &N")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _table(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    styles = {column.key: _style(book, column) for column in sheet.columns}
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, styles[column.key])
        page.write_string(0, place, column.heading, _heading(book, column))
    for number, row in enumerate(sheet.rows, start=1):
        for place, column in enumerate(sheet.columns):
            _write(page, number, place, row.get(column.key), styles[column.key])
    page.freeze_panes(1, 2)
    page.repeat_rows(0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    _paper(page, sheet)


def _write(page: Worksheet, row: int, place: int, value: Cell, style: Style) -> None:
    if isinstance(value, date):
        page.write_datetime(row, place, value, style)
    elif isinstance(value, int | Decimal):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, harmless(value or "", is_typed=True), style)


def _style(book: Workbook, column: Column) -> Style:
    look = {"valign": "top", "text_wrap": column.kind == Kind.LONG, "num_format": "@"}
    if column.kind == Kind.DAY:
        look["num_format"] = "dd/mm/yyyy"
        look["align"] = "left"
    elif column.kind == Kind.NUMBER:
        look["num_format"] = "General"
    if not column.is_editable:
        look |= {"bg_color": "#eeefef", "font_color": "#383f43"}
    return book.add_format(look)


def _heading(book: Workbook, column: Column) -> Style:
    look = {"bold": True, "valign": "top", "text_wrap": True, "bottom": 2, "font_color": "#ffffff"}
    return book.add_format(look | {"bg_color": "#12436d" if column.is_editable else "#484949"})


def _lists(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    """Drop-downs, and a word on cells that are only there to be read."""
    last = len(sheet.rows) + max(sheet.spare_rows, 1)
    where: dict[str, str] = {}
    if sheet.lists:
        lists = book.add_worksheet("Lists")
        for place, (name, words) in enumerate(sheet.lists.items()):
            lists.set_column(place, place, 40)
            for number, word in enumerate((name, *words)):
                lists.write_string(number, place, harmless(word, is_typed=True))
            letter = chr(ord("A") + place)
            where[name] = f"=Lists!${letter}$2:${letter}${max(2, len(words) + 1)}"
    for place, column in enumerate(sheet.columns):
        told = {"input_title": column.heading[:32], "input_message": column.help_text[:255]}
        if column.choices:
            rule = {
                "validate": "list",
                "source": where[column.choices],
                "error_type": "stop" if column.must_be_listed else "warning",
                "error_title": "Not on the list",
                "error_message": "Choose one from the list in the cell.",
            }
            page.data_validation(1, place, last, place, rule | (told if column.help_text else {}))
        elif column.help_text:
            page.data_validation(1, place, last, place, {"validate": "any"} | told)
