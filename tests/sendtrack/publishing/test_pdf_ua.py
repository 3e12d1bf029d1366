"""A person who has the report read to them gets all of it, in order and with its structure."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from sendtrack.publishing.render import render_pdf
from tests import verapdf
from tests.sendtrack.publishing.conftest import page, text_of
from tests.sendtrack.publishing.samples import AREAS

pytestmark = pytest.mark.slow

SCRIPTS = "Siân Ŵyn, Šimůnek, Ελένη, Олена, עדי, محمد, 王小明, 김, നീന, 👩🏽‍🦽 and ✓ ▲ ■ ◐ ◆ ○"
COMPONENTS = f"""
<p>{SCRIPTS}</p>
<h2 class="keep">Two</h2><h3>Three</h3><h4>Four</h4>
<ul><li>one<ul><li>inside</li></ul></li></ul><ol><li>first</li></ol>
<p><a href="https://www.gov.uk/">A page</a>, <a href="mailto:a@b.example">a mail</a>,
<a href="#end">a place</a>, <a href="javascript:alert(1)">a trick</a></p>
<blockquote class="quotation"><p>Words.</p><p class="source">Letter, page 2</p></blockquote>
<table><caption>A caption</caption>
<thead><tr><th scope="col">A</th><th scope="col" colspan="2">B</th></tr></thead>
<tbody><tr><th scope="row">x</th><td>1</td><td rowspan="2">2</td></tr>
<tr><th scope="row">y</th><td>3</td></tr></tbody></table>
<dl><dt>Term</dt><dd>Meaning</dd></dl><p id="end">End.</p>
"""


@pytest.fixture(scope="module")
def opened(report_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(report_pdf)) as pdf:
        yield pdf


def test_vera_finds_nothing_wrong_and_does_find_wrong_things(
    report_pdf: bytes, tmp_path: Path
) -> None:
    """The last two files are canaries: without them a changed jar could say anything."""
    files = {
        "report": report_pdf,
        "components": render_pdf(html=page(COMPONENTS)),
        "smallest": render_pdf(html=page("")),
        "untagged": weasyprint.HTML(string=page("")).write_pdf(),
        "without alternative": render_pdf(html=page('<svg width="9" height="9"></svg>')),
    }
    paths = [tmp_path / f"{number}.pdf" for number in range(len(files))]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    results = dict(zip(files, verapdf.validate_all(paths), strict=True))

    for name in ("report", "components", "smallest"):
        assert results[name].failures == []
        assert results[name].compliant
    assert results["report"].checks > 50_000
    assert not results["untagged"].compliant
    assert any("StructTreeRoot" in failure for failure in results["untagged"].failures)
    assert any(failure.startswith("7.3-1") for failure in results["without alternative"].failures)


def test_the_file_says_its_title_and_its_language(opened: pikepdf.Pdf) -> None:
    assert opened.Root.Lang == "en-GB"
    assert opened.docinfo["/Title"].__str__().startswith("Wealdshire County Council: progress")
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.MarkInfo.Marked
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_file_tells_nothing_of_the_clock_or_the_machine(opened: pikepdf.Pdf) -> None:
    assert set(opened.docinfo.keys()) == {"/Title", "/Creator", "/Producer"}


def test_bookmarks_follow_the_headings(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Progress report"
        parts = [part.title for part in title.children]
        area = title.children[2]
        assert [item.title for item in area.children][:2] == ["Targets", "Measures"]
    assert parts == [
        "Summary",
        "In this report",
        *(f"Area ({letter}): {short}" for letter, short, *_ in AREAS),
        "Risks",
        "Annex: all actions",
    ]


def test_every_header_cell_says_what_it_heads(opened: pikepdf.Pdf) -> None:
    scopes = [
        (str(element["/A"].get("/Scope")), _is_in_head(element))
        for element in _elements(opened)
        if element.S == "/TH"
    ]
    assert len(scopes) > 150
    assert {scope for scope, in_head in scopes if in_head} == {"/Column"}
    assert {scope for scope, in_head in scopes if not in_head} == {"/Row"}


def test_every_figure_says_what_it_shows(opened: pikepdf.Pdf) -> None:
    figures = [element for element in _elements(opened) if element.S == "/Figure"]
    assert len(figures) == len(AREAS)
    assert all("58 per cent in December 2022" in str(figure.Alt) for figure in figures)


def test_every_page_carries_its_marking_its_title_and_its_number(report_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(report_pdf)) as pdf:
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]
        texts = [_text_of_page(pdf, number) for number in range(len(sizes))]
    assert len(texts) > 15
    for number, text in enumerate(texts, start=1):
        assert "Example data · OFFICIAL" in text
        assert f"Page {number} of {len(texts)}" in text
        assert "Version 1 · data as at 9 January 2023" in text
        running = "Wealdshire County Council · Progress report to 9 January 2023"
        assert (running in text) == (number > 1)
    assert {(round(wide), round(high)) for wide, high in sizes} == {(595, 842), (842, 595)}
    assert sizes[0][0] < sizes[0][1]
    assert sizes[-1][0] > sizes[-1][1]


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(report_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(report_pdf)) as pdf:
        wide = [n for n, page in enumerate(pdf.pages) if page.mediabox[2] > page.mediabox[3]]
        texts = [_text_of_page(pdf, number) for number in wide]
    assert len(texts) > 2
    assert all("Last said" in text for text in texts)


def test_running_headers_and_footers_are_not_read_out(opened: pikepdf.Pdf) -> None:
    reachable = {element.objgen for element in _elements(opened)}
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    for at in range(0, len(numbers), 2):
        owners = numbers[at + 1]
        listed = owners if isinstance(owners, pikepdf.Array) else [owners]
        assert all(owner is None or owner.objgen in reachable for owner in listed)
    for sheet in opened.pages:
        assert sheet.Contents.read_bytes().count(b"/Pagination") >= 3


def test_links_are_printed_and_lead_to_pages_places_and_mail_only() -> None:
    with pikepdf.open(BytesIO(render_pdf(html=page(COMPONENTS)))) as pdf:
        links = [link for sheet in pdf.pages for link in sheet.get("/Annots", [])]
        addresses = {str(link.A.URI) for link in links if "/A" in link}
        flags = {int(link.F) for link in links}
        assert len(links) == 3
    assert addresses == {"https://www.gov.uk/", "mailto:a@b.example"}
    assert flags == {4}


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render_pdf(html=page(COMPONENTS)) == render_pdf(html=page(COMPONENTS))


def test_names_in_other_scripts_are_drawn_or_named() -> None:
    text = text_of(render_pdf(html=page(f"<p>{SCRIPTS}</p>")))
    assert "Siân Ŵyn, Šimůnek, Ελένη, Олена" in text
    assert "[U+738B][U+5C0F][U+660E]" in text
    assert "✓ ▲ ■ ◐ ◆ ○" in text


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All structure elements that a reading program meets."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR":
                waiting.append(kid)


def _is_in_head(cell: pikepdf.Object) -> bool:
    return bool(cell.P.P.S == "/THead")


def _text_of_page(pdf: pikepdf.Pdf, number: int) -> str:
    with pikepdf.new() as alone:
        alone.pages.append(pdf.pages[number])
        target = BytesIO()
        alone.save(target)
    return text_of(target.getvalue())
