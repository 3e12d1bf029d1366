"""The small files of the example area are real ones."""

from pathlib import Path

import pikepdf

from sendtrack.demo.telling import paper
from sendtrack.demo.telling.evidence import _file
from sendtrack.demo.telling.story import read
from sendtrack.files.inspection import inspect
from sendtrack.files.kinds import DOCUMENTS, Kind


def test_every_file_of_the_example_area_is_taken_for_what_it_is() -> None:
    made = [upload for row in read("board")["evidence"] if (upload := _file(row))]
    assert len(made) == 5
    for upload in made:
        kind = inspect(upload, name=upload.name, size=upload.size, kinds=DOCUMENTS)
        assert kind.value == Path(upload.name).suffix.removeprefix(".")


def test_a_pdf_opens_and_holds_its_lines() -> None:
    made = paper.pdf("a.pdf", ["A line (with brackets)", "– and a dash"])
    with pikepdf.open(made) as opened:
        (page,) = opened.pages
        drawn = page.Contents.read_bytes()
    assert rb"(A line \(with brackets\)) Tj" in drawn
    assert "– and a dash".encode("cp1252") in drawn


def test_a_table_is_read_by_a_spreadsheet() -> None:
    made = paper.table("a.csv", [["Month", "Plans"], [1, "61 %"]])
    assert made.read() == b"Month,Plans\r\n1,61 %\r\n"
    assert inspect(made, name="a.csv", size=made.size, kinds=DOCUMENTS) is Kind.CSV
