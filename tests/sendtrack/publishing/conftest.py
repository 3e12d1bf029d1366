"""Pages to print, and what can be read in the PDF."""

import subprocess

import pytest

from sendtrack.publishing.render import render_pdf
from tests.sendtrack.publishing.samples import report_page


@pytest.fixture(scope="session")
def report_pdf() -> bytes:
    """The long report of the samples, drawn once for the run (18 pages, 3 to 6 seconds)."""
    return render_pdf(html=report_page())


def page(body: str, *, head: str = '<link rel="stylesheet" href="packaged:print.css">') -> str:
    """A page as small as a report may be, around `body`."""
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>Small report</title>{head}</head>"
        '<body data-marking="OFFICIAL" data-council="Wealdshire" data-report="Small report"'
        f' data-version="Version 1" data-as-at="9 January 2023"><h1>Small report</h1>{body}</body>'
        "</html>"
    )


def text_of(pdf: bytes) -> str:
    """The text as a reader would copy it, in one line."""
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())
