"""Small real files for the example area: a PDF of a few lines, a table as CSV."""

import csv
import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile


def pdf(name: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """One page with these lines, in the plainest PDF there is."""
    said = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    page = f"BT /F1 12 Tf 15 TL 60 780 Td {said} ET".encode("cp1252", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
    ]
    content = io.BytesIO()
    content.write(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(content.tell())
        content.write(b"%d 0 obj%b endobj\n" % (number, part))
    start = content.tell()
    content.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    for place in places:
        content.write(b"%010d 00000 n \n" % place)
    content.write(b"trailer<</Size %d/Root 1 0 R>>\n" % (len(parts) + 1))
    content.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def table(name: str, rows: Sequence[Sequence[object]]) -> SimpleUploadedFile:
    """Rows as CSV in UTF-8."""
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    return SimpleUploadedFile(name, content.getvalue().encode(), content_type="text/csv")
