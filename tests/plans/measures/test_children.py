"""Nothing that names a child comes in: not typed, not pasted, not in a file (R-470)."""

import logging
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.models import FigureImport, Measure, TrackerImport
from plans.tracker.sheets import Column, Sheet
from plans.tracker.writing import write_xlsx
from sendtrack.accounts.models import User
from sendtrack.files.inspection import inspect
from sendtrack.files.kinds import Kind
from sendtrack.files.models import StoredFile
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.test_doubts import PASTE, SOURCE, pasted
from tests.plans.pages import Browse, body

UPN, NHS = "H801200001001", "943 476 5919"
FILE = PASTE.removesuffix("paste/") + "spreadsheet/"
HEAD = "Measure,Period,Figure"


def brought(browser: Any, text: str, name: str = "figures.csv") -> str:
    upload = SimpleUploadedFile(name, text.encode())
    return body(browser.post(FILE, {"upload": upload, **SOURCE}, follow=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\nM1,Feb 2026,7\nM1,Mar 2026,{UPN}\n", "Row 3 of the file holds a unique pupil"),
        (f"{HEAD},Note\nM1,Feb 2026,7,{NHS}\n", "Row 2 of the file holds an NHS number"),
        (f"{HEAD},Date of birth\nM1,Feb 2026,7,1/2/2015\n", "Column D seems to name children"),
        (f"{HEAD},DOB\nM1,Feb 2026,7,1/2/2015\n", "Column D seems to name children"),
        (f"{HEAD},Surname\nM1,Feb 2026,7,Smith\n", "Column D seems to name children"),
        (f"Pupil,{HEAD}\nSam,M1,Feb 2026,7\n", "Column A seems to name children"),
    ],
)
def test_a_file_of_figures_that_names_children_is_refused_and_not_kept(
    text: str, said: str, measure: Measure, officer: User, browse: Browse
) -> None:
    shown = brought(browse(officer), text)
    assert said in shown
    assert UPN not in shown
    assert NHS not in shown
    assert not FigureImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_of_counts_comes_in_whatever_its_measures_are_called(
    measure: Measure, officer: User, browse: Browse
) -> None:
    brought(browse(officer), f"Name,{HEAD},Children\nPlans in time,M1,Feb 2026,7,12\n")
    assert FigureImport.objects.count() == 1


def test_pasted_rows_that_name_a_child_come_back_as_they_were_typed(
    measure: Measure, officer: User, browse: Browse, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = pasted(browse(officer), f"M1\tJan 2026\t7\nM1\tFeb 2026\t{UPN}")
    shown = body(page)
    assert "Line 2 holds a unique pupil number (UPN)" in shown
    assert f"{UPN}</textarea>" in shown
    assert UPN not in caplog.text
    assert not StoredFile.objects.exists()


def test_a_tracker_that_names_a_child_is_refused_by_its_cell(
    place: Place, officer: User, browse: Browse
) -> None:
    columns = (Column("title", "Action", 20),)
    sheet = Sheet("Plan", columns, [{"title": f"See {UPN}"}], title="Plan", marking="", about=())
    content = write_xlsx(sheet)
    upload = SimpleUploadedFile("tracker.xlsx", content)
    shown = body(
        browse(officer).post("/exampleshire/plan/tracker/", {"upload": upload}, follow=True)
    )
    assert "holds a unique pupil number (UPN)" in shown
    assert UPN not in shown
    assert not TrackerImport.objects.exists()


def test_nobody_types_the_number_of_a_child_into_a_form(
    place: Place, officer: User, browse: Browse
) -> None:
    page = browse(officer).post(
        "/exampleshire/risks/add/", {"cause": f"First\nThen {NHS}", "event": UPN}
    )
    shown = body(page)
    assert "Line 2 holds an NHS number. Take it out" in shown
    assert "The text holds a unique pupil number (UPN). Take it out" in shown
    assert f"Then {NHS}</textarea>" in shown


def test_only_what_is_published_may_hold_ten_digits_that_pass_for_an_nhs_number() -> None:
    def asked(text: str, *, is_published: bool) -> Kind:
        content = BytesIO(text.encode())
        return inspect(
            content,
            name="spending.csv",
            size=len(text),
            kinds=frozenset({Kind.CSV}),
            is_published=is_published,
        )

    pounds = "year,spent\n2025,9434765919\n"
    assert asked(pounds, is_published=True) is Kind.CSV
    with pytest.raises(Refusal, match="Row 2 of the file holds an NHS number"):
        asked(pounds, is_published=False)
    with pytest.raises(Refusal, match="holds a unique pupil number"):
        asked(f"year,pupil\n2025,{UPN}\n", is_published=True)


def test_the_name_of_a_file_names_no_child(measure: Measure, officer: User, browse: Browse) -> None:
    shown = brought(browse(officer), f"{HEAD}\nM1,Feb 2026,7\n", name=f"{UPN}.csv")
    assert "The name of the file holds a unique pupil number" in shown
    assert not StoredFile.objects.exists()


def test_where_a_figure_comes_from_tells_of_no_few(
    measure: Measure, officer: User, browse: Browse
) -> None:
    page = browse(officer).post(
        "/exampleshire/measures/M1/figures/2026-02-28/",
        {"source": "Case system, 3 children at Oakwood", "version": "0", "seen": ""},
    )
    assert "“3 children” tells of a few children" in body(page)
