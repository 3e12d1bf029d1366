"""A file is what its bytes are. What pretends, hides or explodes is refused with a sentence."""

import io
import resource
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sendtrack.files.inspection import LARGEST, clean_name, inspect
from sendtrack.files.kinds import DOCUMENTS, SHEETS, Kind
from sendtrack.refusals import Refusal
from tests.files.samples import (
    PDF,
    REAL,
    office,
    packed,
    picture,
    png_that_claims,
    with_the_same_bytes_twice,
    workbook,
    zeros_packed,
)

MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def look_at(content: bytes, name: str, kinds: frozenset[Kind] = DOCUMENTS) -> Kind:
    return inspect(io.BytesIO(content), name=name, size=len(content), kinds=kinds)


@pytest.mark.parametrize("kind", REAL, ids=str)
def test_a_real_file_of_each_kind_is_taken_for_what_it_is(kind: Kind) -> None:
    assert look_at(REAL[kind], f"Audit, spring.{kind.value.upper()}") is kind


@pytest.mark.parametrize("kind", REAL, ids=str)
@pytest.mark.parametrize("claimed", Kind, ids=str)
def test_a_name_that_says_something_else_is_refused(kind: Kind, claimed: Kind) -> None:
    plain = {Kind.CSV, Kind.TXT}
    if kind == claimed or {kind, claimed} == plain:
        return
    with pytest.raises(Refusal) as refused:
        look_at(REAL[kind], f"audit.{claimed.value}")
    assert refused.value.field == "upload"


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.xlsm", "a.exe", "a", "", ".pdf", "a.pdf.zip", "a.pdf\x00.html"]
)
def test_a_name_without_a_listed_ending_is_refused(name: str) -> None:
    if name == ".pdf":
        assert look_at(PDF, name) is Kind.PDF
        return
    with pytest.raises(Refusal, match="one of these kinds"):
        look_at(PDF, name)


def test_a_purpose_may_take_fewer_kinds() -> None:
    with pytest.raises(Refusal, match="XLSX, ODS or CSV"):
        look_at(PDF, "audit.pdf", SHEETS)


HOSTILE = {
    "a web page called a text": (b"<!DOCTYPE html><script>x</script>", "a.txt"),
    "a drawing with a script": (b"\xef\xbb\xbf <svg xmlns='x' onload='x'/>", "a.csv"),
    "a web page in UTF-16": ("<html><script>x</script>".encode("utf-16"), "a.txt"),
    "a program": (b"MZ\x90\x00" + b"\0" * 60, "a.txt"),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", "a.csv"),
    "rich text": (b"{\\rtf1\\ansi }", "a.txt"),
    "zero bytes in text": (b"a,b\n\x00,1\n", "a.csv"),
    "half a letter": (b"caf\xc3\x81\x8d", "a.csv"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "a.xlsx"),
    "the head of a PDF alone": (b"%PDF-1.7\n", "a.pdf"),
    "a PDF after something else": (b"junk\n" + PDF, "a.pdf"),
    "the head of a picture alone": (b"\x89PNG\r\n\x1a\n", "a.png"),
    "half a picture": (picture("PNG")[:50], "a.png"),
    "a picture of 3,600 million pixels": (png_that_claims(60_000, 60_000), "a.png"),
    "a picture of no pixels": (png_that_claims(0, 0), "a.png"),
    "a workbook with macros": (workbook(**{"xl/vbaProject.bin": b"x"}), "a.xlsx"),
    "a workbook that declares macros": (office("xl/workbook.xml", MACRO), "a.xlsx"),
    "a workbook with a control that runs": (workbook(**{"xl/activeX/a.xml": b"x"}), "a.xlsx"),
    "a document with Basic in it": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/a.xml": "x"}),
        "a.odt",
    ),
    "a packed file inside": (workbook(**{"xl/embeddings/a.xlsx": workbook()}), "a.xlsx"),
    "a packed file inside under another name": (workbook(**{"xl/a.xml": workbook()}), "a.xlsx"),
    "an old office file inside": (workbook(**{"xl/a.bin": b"\xd0\xcf\x11\xe0" * 9}), "a.xlsx"),
    "a member that leaves": (workbook(**{"../../etc/passwd": b"x"}), "a.xlsx"),
    "a member from the root": (workbook(**{"/etc/passwd": b"x"}), "a.xlsx"),
    "a member on a drive": (workbook(**{"C:\\x": b"x"}), "a.xlsx"),
    "the same member twice": (workbook(**{"XL/workbook.xml": b"x"}), "a.xlsx"),
    "entities": (workbook(**{"xl/a.xml": b'<!DOCTYPE x [<!ENTITY a "a">]><x/>'}), "a.xlsx"),
    "entities far in": (workbook(**{"xl/a.xml": b" " * 65_530 + b"<!ENTITY a 'a'>"}), "a.xlsx"),
    "more members than a book has": (workbook(**{f"xl/{n}": b"" for n in range(2_100)}), "a.xlsx"),
    "bytes that two members share": (with_the_same_bytes_twice(), "a.xlsx"),
    "something before it": (b"PK\x03\x04" + b"x" * 40 + workbook(), "a.xlsx"),
    "something after it": (workbook() + b"%PDF-1.4 startxref %%EOF", "a.xlsx"),
    "half a workbook": (workbook()[:200], "a.xlsx"),
    "an empty packed file": (packed({}), "a.xlsx"),
    "a packed file of something": (packed({"a.txt": "x"}), "a.xlsx"),
    "a template called a workbook": (
        office("xl/workbook.xml", "x.spreadsheetml.template.main+xml"),
        "a.xlsx",
    ),
    "nothing": (b"", "a.txt"),
    "too much": (b"a" * (LARGEST + 1), "a.txt"),
    "100 MB of zeros and more": (zeros_packed(101 * 2**20), "a.xlsx"),
    "20 MB packed a thousandfold": (zeros_packed(20 * 2**20), "a.xlsx"),
}


def test_a_web_page_called_a_text_is_told_how_texts_are_saved() -> None:
    for name, advice in (("a.txt", "as plain text (UTF-8)"), ("a.csv", "as CSV (UTF-8)")):
        with pytest.raises(Refusal) as refused:
            look_at(b"<html></html>", name)
        assert advice in refused.value.sentence


@pytest.mark.parametrize("case", HOSTILE)
def test_what_pretends_hides_or_explodes_is_refused(case: str) -> None:
    content, name = HOSTILE[case]
    with pytest.raises(Refusal) as refused:
        look_at(content, name)
    assert refused.value.field == "upload"
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("said", [None, 1000], ids=["declared", "denied"])
def test_a_workbook_of_a_gigabyte_is_refused_within_a_second(said: int | None) -> None:
    content = zeros_packed(64 * 2**20, times=16, said=said)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    with pytest.raises(Refusal):
        look_at(content, "tracker.xlsx")
    assert time.process_time() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_large_honest_workbook_is_taken() -> None:
    rows = "".join(f"<row r='{n}'><c>{n * 7919 % 104729}</c></row>" for n in range(200_000))
    content = workbook(**{"xl/worksheets/sheet1.xml": rows})
    assert look_at(content, "tracker.xlsx") is Kind.XLSX


@pytest.mark.parametrize("kind", [Kind.XLSX, Kind.ODS, Kind.PDF, Kind.PNG, Kind.CSV], ids=str)
@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_a_damaged_file_is_taken_or_refused_and_never_an_error(
    kind: Kind, data: some.DataObject
) -> None:
    content = bytearray(REAL[kind])
    for _ in range(data.draw(some.integers(1, 6))):
        at = data.draw(some.integers(0, len(content) - 1))
        match data.draw(some.sampled_from(["change", "cut", "repeat"])):
            case "change":
                content[at] = data.draw(some.integers(0, 255))
            case "cut":
                del content[at : at + data.draw(some.integers(1, 9))]
            case _:
                content[at:at] = content[at : at + 30]
        if not content:
            return
    try:
        found = look_at(bytes(content), f"a.{kind.value}")
    except Refusal:
        return
    assert found is kind


@settings(max_examples=200, deadline=None)
@given(content=some.binary(max_size=400), ending=some.sampled_from([k.value for k in Kind]))
def test_bytes_at_random_are_taken_for_text_at_most(content: bytes, ending: str) -> None:
    try:
        kind = look_at(content, f"a.{ending}")
    except Refusal:
        return
    assert kind in (Kind.CSV, Kind.TXT)
    assert b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))


@settings(max_examples=200, deadline=None)
@given(name=some.text(max_size=300))
def test_a_cleaned_name_is_one_that_any_program_can_keep(name: str) -> None:
    cleaned = clean_name(f"{name}.pdf")
    assert cleaned.endswith(".pdf")
    assert 5 <= len(cleaned) <= 120
    assert not set('/\\<>:"|?*\r\n\t\0\u202e') & set(cleaned)
    assert not cleaned.startswith(".")
    assert clean_name(cleaned) == cleaned


def test_a_name_loses_its_folders_and_what_nobody_sees() -> None:
    assert clean_name("C:\\Users\\me\\Audit \u202efdp.exe\r\nX: y.pdf") == "Audit fdp.exeX y.pdf"
    assert clean_name("../../etc/Bericht über Kinder.pdf") == "Bericht über Kinder.pdf"


def test_nothing_is_left_open_by_a_look(tmp_path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(REAL[Kind.PNG])
    with path.open("rb") as content:
        inspect(content, name="a.png", size=path.stat().st_size, kinds=DOCUMENTS)
        assert content.seek(0) == 0
    assert zipfile.is_zipfile(io.BytesIO(REAL[Kind.ODT]))
