"""Files are read as people and programs really write them, and hostile ones cost nothing."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.tracker.cells import as_written, harmless, tidy
from plans.tracker.columns import BY_KEY, COLUMNS
from plans.tracker.dates import NotADay, day_of_serial, read_day
from plans.tracker.entries import Meanings, check_changed, read_entries
from plans.tracker.found import FoundSheet, Unreadable
from plans.tracker.headings import find_table, guess, guess_post, guess_status
from plans.tracker.reading import read_safely, read_sheets
from plans.tracker.sheets import Cell, Format, Sheet
from plans.tracker.writing import write
from tests.plans.tracker.bending import mutated

NO_WORDS = Meanings(statuses={}, impacts={}, posts={}, days={})

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
FORMULAS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "'", " ", "''"]),
    st.sampled_from("=+-@\t\r＝＋－＠"),
    TEXTS,
)
ODD = st.sampled_from(
    ["007", "1e5", "TRUE", "9/11", "😀\n\nü", '"quoted", said; so', "_x0041_", "a  b ", "a\u00a0b"]
)


def sheet_of(rows: list[dict[str, Cell]]) -> Sheet:
    return Sheet(
        name="Tracker",
        columns=COLUMNS,
        rows=rows,
        title="Plan",
        marking="OFFICIAL",
        about=[],
        lists={
            "Statuses": ["On track"],
            "Impact": ["x"],
            "Posts": ["a"],
            "Outcomes": ["A1"],
            "Priorities": ["Must be done"],
        },
        spare_rows=3,
    )


def back(content: bytes) -> list[dict[str, Cell]]:
    table = find_table(read_sheets(content))
    return [entry.values for entry in read_entries(table, guess(table, {}), NO_WORDS)]


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def workbook(rows: str, *, head: str = "", book: str = "", styles: str = "") -> bytes:
    """The least that is a workbook; `head` stands before the sheet's XML."""
    return packed(
        xl__workbook_xml=f"<workbook xmlns:r='r'>{book}<sheets><sheet name='S' r:id='a'/></sheets>"
        "</workbook>",
        **{
            "xl/_rels/workbook.xml.rels": "<R><Relationship Id='a' Type='x/worksheet' "
            "Target='worksheets/s.xml'/><Relationship Id='b' Type='x/styles' "
            "Target='styles.xml'/></R>",
            "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
            "xl/worksheets/s.xml": f"{head}<worksheet>{rows}</worksheet>",
        },
    )


def refusal(content: bytes, read: Callable[[bytes], object] = read_sheets) -> str:
    with pytest.raises(Unreadable) as problem:
        read(content)
    return str(problem.value)


# There and back


@given(st.one_of(TEXTS, FORMULAS, ODD))
def test_an_apostrophe_is_put_in_front_and_taken_off_again(text: str) -> None:
    assert as_written(harmless(text)) == text
    assert harmless(text)[:1] not in tuple("=+-@\t\r＝＋－＠")


def test_an_amount_with_its_sign_stays_as_it_is_in_a_cell_of_text() -> None:
    assert harmless("+1.5 percentage points", is_typed=True) == "+1.5 percentage points"
    assert harmless("-5%", is_typed=True) == "-5%"
    for formula in ("+1+1", "-2+cmd|' /C calc'!A0", "+SUM(A1)", "=1", "@a", "+1 (A1)"):
        assert harmless(formula, is_typed=True) == f"'{formula}"
    assert harmless("+1.5 percentage points") == "'+1.5 percentage points"


@pytest.mark.parametrize("form", list(Format))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.one_of(TEXTS, FORMULAS, ODD), min_size=3, max_size=3))
def test_whatever_is_written_comes_back(form: Format, texts: list[str]) -> None:
    texts = [tidy(text.replace("\0", "")) for text in texts]
    keys = ("title", "happened", "help_wanted")
    row: dict[str, Cell] = dict(zip(keys, texts, strict=True))
    row |= {"ref": "A1.1", "due_on": date(2026, 9, 30)}
    [values] = back(write(sheet_of([row]), form))
    assert [tidy(str(values[key])) for key in keys] == texts
    assert values["due_on"] == date(2026, 9, 30)


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9/11/2021", date(2021, 11, 9)),
        ("09.11.21", date(2021, 11, 9)),
        ("9-11-2021", date(2021, 11, 9)),
        ("9 November 2021", date(2021, 11, 9)),
        ("Tuesday 9th Nov 2021", date(2021, 11, 9)),
        ("2021-11-09", date(2021, 11, 9)),
        ("2021-11-09T00:00:00", date(2021, 11, 9)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_written_here(text: str, day: date) -> None:
    assert read_day(text).day == day
    assert read_day(text).meant == ""


@pytest.mark.parametrize("text", ["Mar-24", "March 2024", "Mar 24", "03/2024", "end of March 2024"])
def test_a_month_alone_is_its_last_day_and_says_so(text: str) -> None:
    assert read_day(text).day == date(2024, 3, 31)
    assert read_day(text).meant == f"“{text}” is taken as the end of that month"


@pytest.mark.parametrize("text", ["44509", "44509.0"])
def test_a_day_that_lost_its_format_is_read_as_spreadsheets_count_and_says_so(text: str) -> None:
    assert read_day(text).day == date(2021, 11, 9)
    assert read_day(text).meant == (
        f"“{text}” is taken as 9 November 2021, as spreadsheets count days"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2021", "“2021” is not a date. Write it like 9/11/2026."),
        ("20211109", "“20211109” is not a date. Write it like 9/11/2026."),
        ("99999", "can't be meant"),
        ("00000", "is not a date"),
        ("31/9/2020", "There is no 31 September."),
        ("29/2/2023", "There is no 29 February 2023."),
        ("3/14/2021", "“3/14/2021” has no month 14. The day stands first: day, month, year."),
        ("Ongoing", "“Ongoing” is not a date. Write it like 9/11/2026."),
        ("TBC", "“TBC” is not a date. Write it like 9/11/2026."),
        ("9/11/0021", "can't be meant"),
    ],
)
def test_what_is_no_day_is_told_why(text: str, why: str) -> None:
    with pytest.raises(NotADay) as problem:
        read_day(text)
    assert why in str(problem.value)


def test_serial_numbers_are_counted_in_both_ways() -> None:
    assert day_of_serial(44509, from_1904=False) == date(2021, 11, 9)
    assert day_of_serial(44509 - 1462, from_1904=True) == date(2021, 11, 9)
    styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
    cell = "<sheetData><row r='1'><c r='A1' s='1'><v>43047</v></c></row></sheetData>"
    [sheet] = read_sheets(workbook(cell, book="<workbookPr date1904='1'/>", styles=styles))
    assert sheet.cells[0, 0] == date(2021, 11, 9)
    [sheet] = read_sheets(workbook(cell, styles=styles))
    assert sheet.cells[0, 0] == date(2017, 11, 8)


@pytest.mark.parametrize("read", [read_sheets, read_safely])
def test_a_day_without_its_format_is_counted_as_its_workbook_counts(
    read: Callable[[bytes], list[FoundSheet]],
) -> None:
    rows = "".join(
        f"<row r='{number}'><c r='A{number}' t='inlineStr'><is><t>{words}</t></is></c>{day}</row>"
        for number, words, day in (
            (1, "Action", "<c r='B1' t='inlineStr'><is><t>Due date</t></is></c>"),
            (2, "Ask families", "<c r='B2'><v>43047</v></c>"),
            (3, "Ask schools", "<c r='B3'><v>73000</v></c>"),
        )
    )
    content = workbook(f"<sheetData>{rows}</sheetData>", book="<workbookPr date1904='1'/>")
    table = find_table(read(content))
    first, second = read_entries(table, guess(table, {}), NO_WORDS)
    assert first.values["due_on"] == date(2021, 11, 9)
    assert first.notes["due_on"] == (
        "“43047” is taken as 9 November 2021, as this workbook counts days, from 1904"
    )
    check_changed(second, "due_on", is_known=lambda key, word: True)
    assert "can't be meant" in second.faults[0].sentence


def test_an_open_document_says_itself_from_when_it_counts() -> None:
    cell = "<table-cell{}><p>{}</p></table-cell>"
    heads = cell.format("", "Action") + cell.format("", "Due date")
    number = " value-type='float' value='43047'"
    row = cell.format("", "Ask families") + cell.format(number, "43047")
    rows = f"<table-row>{heads}</table-row><table-row>{row}</table-row>"
    settings = "<calculation-settings><null-date date-value='1904-01-01'/></calculation-settings>"
    body = f"<document>{settings}<table name='S'>{rows}</table></document>"
    table = find_table(read_sheets(packed(content_xml=body)))
    [entry] = read_entries(table, guess(table, {}), NO_WORDS)
    assert entry.values["due_on"] == date(2021, 11, 9)


# Other programs' files


def test_a_formula_is_not_worked_out_its_saved_value_counts() -> None:
    rows = "<sheetData><row><c r='B2' t='str'><f>1+1</f><v>two</v></c></row></sheetData>"
    [sheet] = read_sheets(workbook(rows))
    assert sheet.cells == {(1, 1): "two"}
    assert sheet.formulas == {(1, 1)}


def test_merged_cells_say_the_same_in_each() -> None:
    rows = (
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Priority 1</t></is></c></row>"
        "</sheetData><mergeCells><mergeCell ref='A1:A3'/></mergeCells>"
    )
    [sheet] = read_sheets(workbook(rows))
    assert {sheet.cells[row, 0] for row in range(3)} == {"Priority 1"}


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_the_codings_and_with_the_separators_that_excel_uses(
    coding: str, mark: str
) -> None:
    text = f'Action{mark}Lead\r\n"Café, part 1; b"{mark}Zoë\r\n'
    [sheet] = read_sheets(text.encode(coding))
    assert sheet.cells[1, 0] == "Café, part 1; b"
    assert sheet.cells[1, 1] == "Zoë"


def test_headings_are_found_under_titles_and_the_latest_rating_counts() -> None:
    rows = [
        ["SEND action plan"],
        ["Version 3", "", "This is a working document"],
        ["No", "Action", "Who helps", "Timescale", "Lead", "Nov 20", "Feb 21", "Sep 21"],
        ["1", "Hire a coordinator", "x", "Mar-24", "DCS", "Red", "Amber", "Green"],
    ]
    sheet = FoundSheet("Plan")
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            sheet.put(number, place, words)
    table = find_table([FoundSheet("Cover", {(0, 0): "Hello"}), sheet])
    assert (table.sheet, table.header) == ("Plan", 2)
    found = guess(table, {})
    assert {found[column] for column in (0, 1, 3, 4, 7)} == {
        "ref",
        "title",
        "due_on",
        "accountable",
        "status",
    }
    assert found[5] == found[6] == ""
    assert guess(table, {"no": ""})[0] == ""


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("RED", "off_track"),
        ("Progressing but delayed", "at_risk"),
        ("Embedded", "complete"),
        ("Ongoing", "on_track"),
        ("Puce", ""),
    ],
)
def test_words_of_other_conventions_are_guessed(word: str, status: str) -> None:
    assert guess_status(word) == status


def test_a_post_is_known_by_title_holder_and_initials() -> None:
    posts = {
        "Director of Children's Services, Council": ("Director of Children's Services", "Dana Fox"),
        "SEND Lead, ICB": ("SEND Lead", "Sam Lee"),
    }
    for word in ("Director of Children’s Services", "Dana Fox", "DCS", "DF"):
        assert guess_post(word, posts).startswith("Director")
    assert guess_post("SL", posts) == "SEND Lead, ICB"
    assert guess_post("Somebody", posts) == ""


# Hostile files


def test_a_gigabyte_that_is_packed_small_is_refused_at_once() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(b" " * (16 << 20))
    began = time.process_time()
    assert "far more than a list" in refusal(out.getvalue())
    assert time.process_time() - began < 1


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    content = bytearray(workbook("<sheetData>" + "<row/>" * 200_000 + "</sheetData>"))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    refusal(bytes(content))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_entities_and_document_types_are_refused(head: str) -> None:
    assert "damaged" in refusal(workbook("<sheetData/>", head=head))


def test_a_sheet_that_claims_ten_million_rows_is_read_for_what_it_holds() -> None:
    cell = "<c r='A1' t='inlineStr'><is><t>Action</t></is></c>"
    [sheet] = read_sheets(
        workbook(f"<dimension ref='A1:XFD10000000'/><sheetData><row>{cell}</row></sheetData>")
    )
    assert sheet.cells == {(0, 0): "Action"}
    far = cell.replace("A1", "XFD1048576")
    assert "more than 5,000 rows" in refusal(workbook(f"<sheetData><row>{far}</row></sheetData>"))


def test_links_to_other_files_are_not_followed() -> None:
    content = packed(
        xl__workbook_xml="<workbook xmlns:r='r'><sheets><sheet name='S' r:id='a'/></sheets>"
        "</workbook>",
        **{
            "xl/_rels/workbook.xml.rels": "<R><Relationship Id='a' Type='x/worksheet' "
            "TargetMode='External' Target='file:///etc/passwd'/></R>"
        },
    )
    assert "holds no rows" in refusal(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no rows"),
        (b" \r\n", "holds no rows"),
        (b"PK\x03\x04 nothing else", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        (b"\x89PNG\r\n\x1a\n\0\0", "CSV"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content: bytes, words: str) -> None:
    assert words in refusal(content)
    assert words in refusal(content, read_safely)


def test_the_child_gives_back_what_it_read() -> None:
    content = write(sheet_of([{"title": "=1", "due_on": date(2026, 9, 30)}]), Format.XLSX)
    here, there = read_sheets(content), read_safely(content)
    assert [sheet.cells for sheet in here] == [sheet.cells for sheet in there]


@pytest.mark.parametrize("form", list(Format))
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_a_bent_file_is_read_or_refused_and_never_breaks(form: Format, seed: int) -> None:
    rows: list[dict[str, Cell]] = [
        {"title": f"Work {n}", "due_on": date(2026, 9, n + 1), "ref": f"A1.{n}"} for n in range(4)
    ]
    with suppress(Unreadable):
        back(mutated(write(sheet_of(rows), form), seed))


@pytest.mark.parametrize(
    ("words", "key"),
    [(("High", "Low"), "priority"), (("1: Leadership", "2: Waits"), "area"), ((), "priority")],
)
def test_a_priority_is_an_area_where_its_words_say_so(words: tuple[str, ...], key: str) -> None:
    """Councils call so how much hangs on an action, and also the theme that it belongs to."""
    rows = "".join(f"\n{word},Do it" for word in words)
    [sheet] = read_sheets(f"Priority,Action{rows}\n,Do more\n".encode())
    assert guess(find_table([sheet]), {})[0] == key


def test_every_column_has_a_heading_of_its_own() -> None:
    assert len({column.heading for column in COLUMNS}) == len(BY_KEY) == len(COLUMNS)
