"""Files as a program finds them that knows nothing of ours: zip and XML, cell by cell."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(content: bytes) -> dict[str, str]:
    """Every part of a packed file by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def workbook_sheet(content: bytes, name: str) -> list[dict[str, tuple[str, str]]]:
    """The rows of a sheet: column letter → (type, text as it stands in the file)."""
    found = parts(content)
    book = ElementTree.fromstring(found["xl/workbook.xml"])
    names = [each.attrib["name"] for each in book.iter(f"{_MAIN}sheet")]
    shared = [
        "".join(piece.text or "" for piece in each.iter(f"{_MAIN}t"))
        for each in ElementTree.fromstring(found["xl/sharedStrings.xml"]).iter(f"{_MAIN}si")
    ]
    page = ElementTree.fromstring(found[f"xl/worksheets/sheet{names.index(name) + 1}.xml"])
    rows = []
    for row in page.iter(f"{_MAIN}row"):
        cells = {}
        for cell in row.iter(f"{_MAIN}c"):
            assert cell.find(f"{_MAIN}f") is None, "a formula"
            value = cell.findtext(f"{_MAIN}v")
            kind = cell.attrib.get("t", "n")
            if value is not None:
                letter = re.sub(r"\d", "", cell.attrib["r"])
                cells[letter] = (kind, shared[int(value)] if kind == "s" else value)
        rows.append(cells)
    return rows


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
