"""Pages to print, and the answers about them."""

import pytest

from sendtrack.publishing.render import render_pdf
from tests.sendtrack.publishing.samples import report_page


@pytest.fixture(scope="session")
def report_pdf() -> bytes:
    """The long report of the samples, drawn once for the run (about 5 seconds)."""
    return render_pdf(html=report_page())


def page(body: str, *, head: str = "", lang: str = 'lang="en-GB"') -> str:
    """A page as small as a report may be, around `body`."""
    return (
        f'<!doctype html><html {lang}><head><meta charset="utf-8"><title>Small report</title>'
        f'<link rel="stylesheet" href="packaged:print.css">{head}</head>'
        '<body data-marking="OFFICIAL" data-council="Wealdshire" data-report="Small report"'
        f' data-version="Version 1" data-as-at="9 January 2023"><h1>Small report</h1>{body}</body>'
        "</html>"
    )
