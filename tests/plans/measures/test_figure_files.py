"""Figures that come in from a spreadsheet: as a file, or as rows that were pasted."""

import io
import re
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

from plans.models import FigureImport, Measure, Reading
from plans.queries.entered import entered_of
from plans.queries.figure_files import figure_sheet
from plans.tracker.sheets import Cell, Format, Sheet
from plans.tracker.writing import write
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import Browse, body, day

AREA = "/exampleshire/measures/enter/"
SOURCE = {"source": "Case system", **day("source_on", "9 3 2026")}


class Desk:
    """Somebody who works in a spreadsheet."""

    def __init__(self, place: Place, browser: Client, on: date) -> None:
        self.place, self.browser, self.on = place, browser, on

    def take(self) -> Sheet:
        found = entered_of(self.place.area, self.on)
        return figure_sheet(self.place.area, found, on=self.on, by="Somebody")

    def bring(self, content: bytes, name: str = "figures.xlsx") -> Any:
        given = {"upload": SimpleUploadedFile(name, content), **SOURCE}
        return self.browser.post(f"{AREA}spreadsheet/", given, follow=True)

    def edit(self, sheet: Sheet, form: str = "xlsx", **changed: dict[str, Cell]) -> Any:
        """Fill cells in, by measure and month: M1_2={"numerator": 23}."""
        rows = [dict(row) for row in sheet.rows]
        for row in rows:
            month = {"January 2026": 1, "February 2026": 2}.get(str(row["period"]), 0)
            row |= changed.get(f"{row['ref']}_{month}", {})
        return self.bring(write(replace(sheet, rows=rows), Format(form)), f"figures.{form}")

    def paste(self, text: str) -> Any:
        return self.browser.post(f"{AREA}paste/", {"rows": text, **SOURCE}, follow=True)

    def apply(self, page: Any, **typed: Any) -> Any:
        """Press the button of the page as it was shown."""
        row = FigureImport.objects.latest("number")
        given = {"seen": page.context["found"].digest, **typed}
        return self.browser.post(f"{AREA}imports/{row.number}/", given, follow=True)


@pytest.fixture
def desk(place: Place, measure: Measure, officer: User, today: date, browse: Browse) -> Desk:
    return Desk(place, browse(officer), today)


def refused(page: Any) -> dict[str, str]:
    """Why rows are refused, by cell."""
    found = page.context["found"]
    return {fault.cell: fault.sentence for line in found.refused for fault in line.row.faults}


def said(page: Any) -> list[str]:
    return [f"{line.called}: {line.says}" for line in page.context["found"].plain]


# Pasting


def test_rows_are_understood_as_people_write_them(desk: Desk) -> None:
    page = desk.paste(
        "M1\tNov-25\t23\t44\n"
        "New plans within 20 weeks\t31/12/2025\t1,023\t1,044\n"
        "m1\tJanuary 2026\tn/a\t\n"
        "M1\tFeb 2026\tc\t"
    )
    assert said(page) == [
        "M1, November 2025: 52.3% (23 of 44)",
        "M1, December 2025: 98.0% (1023 of 1044)",
        "M1, January 2026: Not applicable",
        "M1, February 2026: Suppressed by its source",
    ]
    assert "“Nov-25” is taken as November 2025" in body(page)
    assert "“n/a” is taken as “Not applicable”" in body(page)
    assert not Reading.objects.exists()


def test_columns_in_any_order_are_known_by_their_headings(desk: Desk) -> None:
    page = desk.paste("Period\tValue\tRef\tComment\nFeb 2026\t52.3%\tM1\tFirst run")
    assert said(page) == ["M1, February 2026: 52.3%"]
    desk.apply(page)
    assert Reading.objects.get().note == "First run"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("M9\tFeb 2026\t5", "“M9” is no measure of this area"),
        ("M1\tQ2 2025/26\t5", "is no period of this measure"),
        ("M1\tMar 2026\t5", "its figure can't be known yet"),
        ("M1\tFeb 2026\tabout 5", "“about 5” is not a number"),
        ("M1\tFeb 2026\t-", "can mean nought or nothing"),
        ("M1\tFeb 2026\t152%", "between 0 and 100"),
        ("M1\tFeb 2026\t0.523", "can be 0.523% or 52.3%"),
        ("M1\tFeb 2026\t45\t44", "is no part of a whole"),
        ("M1\tFeb 2020\t5", "is defined from"),
        ("M1\t\t5", "Say which period"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_cell(desk: Desk, row: str, words: str) -> None:
    assert words in " ".join(refused(desk.paste(row)).values())


def test_two_rows_about_one_figure_are_both_refused(desk: Desk) -> None:
    page = desk.paste("M1\tFeb 2026\t5%\nM1\t28/2/2026\t6%")
    assert len(page.context["found"].refused) == 2
    assert "stands in more than one row" in body(page)


def test_what_cannot_be_rows_is_said_at_the_box(desk: Desk) -> None:
    assert "Copy three columns" in body(desk.paste("M1\tFeb 2026"))
    assert "There is a problem" in body(desk.paste(""))
    assert not FigureImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"Comment\nGoing well\n",
            "Row 1 names no column for the measure, the period or the figure",
        ),
        (b"\n\nMeasure,Period,Comment\nM1,Feb 2026,Late\n", "Row 3 names no column for the figure"),
        (
            b"Figures of the ICB\nPeriod,Figure\nFeb 2026,5\n",
            "Row 2 names no column for the measure",
        ),
    ],
)
def test_a_file_without_figures_is_refused_with_the_row_and_what_it_lacks(
    desk: Desk, content: bytes, words: str
) -> None:
    assert words in body(desk.bring(content, "figures.csv"))
    assert not FigureImport.objects.exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("M1\tFeb 2026\t45\t44", "Do the two numbers stand the wrong way round?"),
        ("M1\tFeb 2026\t0\t0", "Out of none nothing can be worked out"),
    ],
)
def test_parts_that_stand_the_wrong_way_round_are_asked_about(
    desk: Desk, row: str, words: str
) -> None:
    assert words in " ".join(refused(desk.paste(row)).values())


def test_a_share_of_one_is_taken_for_what_it_usually_is(desk: Desk, enter: Enter) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 22, 44)
    page = desk.paste("M1\tFeb 2026\t0.523")
    assert said(page) == ["M1, February 2026: 52.3%"]
    assert "“0.523” is taken as 52.3%" in body(page)


def test_a_figure_that_was_counted_anew_comes_from_where_that_was_done(
    desk: Desk, enter: Enter
) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 23, 44, source="The run of February")
    page = desk.paste("M1\tJan 2026\t24\t44")
    desk.apply(page, reason="A late plan was found")
    assert Reading.objects.get().source == "Case system"
    page = desk.paste("M1\tJan 2026\t24\t44")
    assert page.context["found"].unchanged == 1


# Files


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_a_file_that_nobody_filled_in_changes_nothing(desk: Desk, enter: Enter, form: str) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 23, 44, note="=1+1", source="- the run")
    page = desk.edit(desk.take(), form)
    found = page.context["found"]
    assert (found.unchanged, found.plain, found.refused) == (1, [], [])
    assert "Nothing in this file would change a figure." in body(page)


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_what_was_filled_in_is_seen_and_then_applied_as_one_event(
    desk: Desk, officer: User, form: str
) -> None:
    filled: dict[str, Cell] = {"numerator": Decimal(23), "denominator": Decimal(44)}
    page = desk.edit(desk.take(), form, M1_1=filled, M1_2={"absence": "Not sent by its supplier"})
    assert said(page) == [
        "M1, January 2026: 52.3% (23 of 44)",
        "M1, February 2026: Not sent by its supplier",
    ]
    assert not Reading.objects.exists()
    text = body(desk.apply(page))
    assert "2 figures entered, 0 changed" in text
    for figure in Reading.objects.all():
        [line] = changes_of(figure)
        assert line.history_user == officer
        assert line.history_change_reason.startswith(f"Import 1, figures.{form}. Entered")
    again = desk.apply(page)
    assert again.status_code == 200
    assert Reading.objects.count() == 2


def test_an_empty_cell_takes_nothing_away(desk: Desk, enter: Enter) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 23, 44)
    page = desk.edit(desk.take(), M1_1={"numerator": None, "denominator": None})
    assert page.context["found"].lines == []
    assert Reading.objects.get().numerator == 23


def test_a_changed_figure_needs_a_reason(desk: Desk, enter: Enter) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 23, 44)
    page = desk.edit(desk.take(), M1_1={"numerator": Decimal(24)})
    assert "1 figure changes" in body(page)
    assert "Error:" in body(desk.apply(page))
    assert Reading.objects.get().numerator == 23
    desk.apply(page, reason="A late plan was found")
    figure = Reading.objects.get()
    assert figure.numerator == 24
    assert "A late plan was found" in changes_of(figure)[0].history_change_reason


def test_what_somebody_else_entered_since_stays_unless_it_is_chosen(
    desk: Desk, enter: Enter, lead: User
) -> None:
    sheet = desk.take()
    enter(Measure.objects.get(), date(2026, 1, 1), 20, 44, by=lead)
    filled: dict[str, Cell] = {"numerator": Decimal(23), "denominator": Decimal(44)}
    page = desk.edit(sheet, M1_1=filled, M1_2=filled)
    assert [line.called for line in page.context["found"].conflicting] == ["M1, January 2026"]
    assert "45.5%" in body(page)
    [conflict] = page.context["found"].conflicting
    desk.apply(page)
    assert Reading.objects.get(period_end="2026-01-31").numerator == 20
    assert Reading.objects.get(period_end="2026-02-28").numerator == 23
    page = desk.edit(sheet, M1_1=filled)
    desk.apply(page, take=[conflict.row.number], reason="Theirs was the run before")
    assert Reading.objects.get(period_end="2026-01-31").numerator == 23


def test_a_row_as_it_was_downloaded_undoes_nothing(desk: Desk, enter: Enter) -> None:
    measure = Measure.objects.get()
    enter(measure, date(2026, 1, 1), 23, 44)
    sheet = desk.take()
    enter(measure, date(2026, 1, 1), 24, 44, version=1, reason="A late plan")
    page = desk.edit(sheet)
    assert page.context["found"].unchanged == 1
    assert page.context["found"].conflicting == []


def test_a_doubtful_figure_is_applied_with_a_word_about_it(desk: Desk, enter: Enter) -> None:
    for month in (10, 11, 12):
        enter(Measure.objects.get(), date(2025, month, 1), 20 + month, 44)
    page = desk.paste("M1\tFeb 2026\t3\t44")
    assert "1 figure looks unlikely." in body(page)
    assert "Say why it is right all the same" in body(desk.apply(page))
    assert Reading.objects.count() == 3
    desk.apply(page, note="A team was away")
    assert Reading.objects.get(period_end="2026-02-28").note == "A team was away"


def test_refused_rows_are_left_out_only_when_that_is_said(desk: Desk) -> None:
    page = desk.paste("M1\tFeb 2026\t52.3%\nM9\tFeb 2026\t5")
    assert "Put it right in the file" in body(desk.apply(page))
    assert not Reading.objects.exists()
    desk.apply(page, leave_refused="yes")
    assert Reading.objects.count() == 1
    assert FigureImport.objects.get().left_out == 1


def test_rows_that_are_ticked_stay_out(desk: Desk) -> None:
    page = desk.paste("M1\tJan 2026\t52.3%\nM1\tFeb 2026\t53%")
    desk.apply(page, leave=["1"])
    assert [str(figure.period_end) for figure in Reading.objects.all()] == ["2026-02-28"]


def test_figures_that_changed_since_the_page_was_shown_are_shown_again(
    desk: Desk, enter: Enter
) -> None:
    page = desk.paste("M1\tJan 2026\t52.3%")
    enter(Measure.objects.get(), date(2026, 1, 1), 20, 44)
    answer = desk.apply(page)
    assert answer.status_code == 409
    assert "Nothing was applied: figures have changed" in body(answer)
    assert Reading.objects.get().numerator == 20


def test_a_key_of_another_area_or_period_is_refused(
    desk: Desk, elsewhere: Place, stranger: User, today: date
) -> None:
    add(elsewhere, stranger, today)
    theirs = figure_sheet(
        elsewhere.area, entered_of(elsewhere.area, today), on=today, by="Somebody"
    )
    rows = [dict(row) | {"value": Decimal(50)} for row in theirs.rows]
    page = desk.bring(write(replace(theirs, rows=rows), Format.XLSX))
    assert page.context["found"].to_apply == []
    assert "This is not the key of a measure" in body(page)
    sheet = desk.take()
    rows = [dict(row) for row in sheet.rows[:1]]
    rows[0] |= {"period": "February 2026", "value": Decimal(50)}
    page = desk.bring(write(replace(sheet, rows=rows), Format.XLSX))
    assert "The key belongs to another period." in body(page)


def test_a_formula_counts_by_its_saved_result_and_not_without_one(desk: Desk) -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Figures")
        for place, heading in enumerate(("Measure", "Period", "Figure")):
            page.write_string(0, place, heading)
        for number, (period, value) in enumerate((("Jan 2026", 52.5), ("Feb 2026", "")), start=1):
            page.write_string(number, 0, "M1")
            page.write_string(number, 1, period)
            page.write_formula(number, 2, "=A1+1", None, value)
    answer = desk.bring(out.getvalue())
    assert said(answer) == ["M1, January 2026: 52.5%"]
    assert "the file holds no result of it" in refused(answer)["C3"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("figures.csv", b"Apples,Pears\n1,2\n", "No row of headings was found"),
        ("figures.csv", b"", "There is a problem"),
        ("figures.xlsx", b"PK\x03\x04 no workbook", "There is a problem"),
        ("figures.exe", b"MZ", "There is a problem"),
    ],
)
def test_what_is_no_list_of_figures_is_refused_and_not_kept(
    desk: Desk, name: str, content: bytes, words: str
) -> None:
    assert words in body(desk.bring(content, name))
    assert not FigureImport.objects.exists()


def test_nothing_in_a_download_is_a_formula(desk: Desk, enter: Enter, place: Place) -> None:
    enter(Measure.objects.get(), date(2026, 1, 1), 23, 44, note="=1+1", source="@SUM(A1)")
    text = desk.browser.get(f"{AREA}spreadsheet/csv/").content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text
    assert not re.search(r"(^|,)[=@+]", text, re.M)


# Who


def test_a_partner_brings_in_what_its_own_organisation_supplies(
    place: Place, desk: Desk, partner: User, officer: User, today: date, browse: Browse
) -> None:
    add(place, officer, today, name="The council's own", supplier=None)
    theirs = Desk(place, browse(partner), today)
    taken = theirs.browser.get(f"{AREA}spreadsheet/csv/").content.decode()
    assert "New plans within 20 weeks" in taken
    assert "council's own" not in taken
    page = theirs.paste("M1\tFeb 2026\t52.3%\nM2\tFeb 2026\t50%")
    assert "The figures of M2 are not yours to enter." in body(page)
    assert [line.called for line in page.context["found"].plain] == ["M1, February 2026"]


def test_a_partner_does_not_find_what_others_brought_in(
    desk: Desk, partner: User, officer: User, browse: Browse
) -> None:
    desk.paste("M1\tFeb 2026\t52.3%")
    for tail in ("", "file/"):
        assert browse(partner).get(f"{AREA}imports/1/{tail}").status_code == 403
        assert browse(officer).get(f"{AREA}imports/1/{tail}").status_code == 200
    assert "pasted-rows.csv" not in body(browse(partner).get(f"{AREA}spreadsheet/"))


def test_a_file_that_was_put_aside_changes_nothing(desk: Desk) -> None:
    page = desk.paste("M1\tFeb 2026\t52.3%")
    desk.browser.post(f"{AREA}imports/1/aside/")
    desk.apply(page)
    assert FigureImport.objects.get().state == "abandoned"
    assert not Reading.objects.exists()


# Size


def test_a_thousand_figures_are_applied_while_one_waits(
    place: Place, desk: Desk, officer: User, today: date
) -> None:
    for number in range(39):
        add(place, officer, today, name=f"Measure {number}", from_on=date(2023, 10, 1))
    rows = [
        f"M{measure}\t{month}/{year}\t{20 + (measure + month) % 5}\t44"
        for measure in range(2, 41)
        for year, month in [(2023, 10 + n) for n in range(3)]
        + [(2024, 1 + n) for n in range(12)]
        + [(2025, 1 + n) for n in range(11)]
    ]
    page = desk.paste("\n".join(rows))
    assert len(page.context["found"].added) == len(rows) == 1014
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as found:
        desk.apply(page)
    took = time.perf_counter() - began
    assert Reading.objects.count() == 1014
    assert len(found) < 90
    assert took < 20
