"""The report as PDF: PDF/UA-1, with title, language and bookmarks, whatever people typed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.template.loader import render_to_string

from reviews.returns import ProgressReport
from sendtrack.publishing.render import render_pdf
from tests import verapdf
from tests.conftest import Place
from tests.reviews.conftest import reported

pytestmark = pytest.mark.slow

HOSTILE = "<b>x</b> & “quotes” \u202eright to left\u202c 王小明 🧑🏽‍🦽 " + "long" * 500


def drawn(report: ProgressReport) -> bytes:
    return render_pdf(
        html=render_to_string("reviews/print/progress_report.html", {"report": report})
    )


@pytest.fixture
def hostile(full: ProgressReport) -> ProgressReport:
    """Every text that a person can type, at its worst."""
    area = full.areas[0]
    updates = tuple(
        replace(line, title=HOSTILE, happened=HOSTILE, difference=HOSTILE, next_step=HOSTILE)
        for line in area.updates
    )
    risks = tuple(replace(line, event=HOSTILE, cause=HOSTILE) for line in full.risks)
    log = tuple(replace(line, what=HOSTILE, said=HOSTILE) for line in full.log)
    slow = tuple(replace(line, reason=HOSTILE, help_wanted=HOSTILE) for line in full.slow)
    areas = (replace(area, updates=updates), *full.areas[1:])
    return replace(full, areas=areas, risks=risks, log=log, slow=slow)


def test_full_empty_and_hostile_reports_are_pdf_ua(
    full: ProgressReport, hostile: ProgressReport, elsewhere: Place, tmp_path: Path
) -> None:
    reports = {"full": full, "hostile": hostile, "empty": reported(elsewhere)}
    paths = []
    for name, report in reports.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(drawn(report))
    for name, result in zip(reports, verapdf.validate_all(paths), strict=True):
        assert result.failures == [], name
        assert result.compliant


def test_the_file_has_title_language_and_bookmarks(full: ProgressReport) -> None:
    with pikepdf.open(BytesIO(drawn(full))) as pdf:
        title = "Exampleshire Council: progress report, 10 January to 9 March 2026"
        assert str(pdf.docinfo["/Title"]) == title
        assert pdf.Root.Lang == "en-GB"
        with pdf.open_outline() as outline:
            parts = [part.title for part in outline.root[0].children]
    assert parts[:2] == ["Summary", "In this report"]
    assert "Slow to progress, and why" in parts
    assert "Area (f): Weakness f" in parts
    assert parts[-1] == "Annex: all actions"
