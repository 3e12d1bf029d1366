"""Small real files of each kind, and files that only pretend."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sendtrack.files.kinds import Kind

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


def packed(members: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, inside in members.items():
            archive.writestr(name, inside)
    return content.getvalue()


def office(part: str, content_type: str, **more: bytes | str) -> bytes:
    """An office file with its declaration and its main part."""
    declared = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    )
    return packed({"[Content_Types].xml": declared, part: "<?xml version='1.0'?><x/>", **more})


def workbook(**more: bytes | str) -> bytes:
    return office("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml", **more)


def picture(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, kind)
    return content.getvalue()


def open_document(kind: str) -> bytes:
    return packed({"mimetype": f"{_OPEN}.{kind}", "content.xml": "<x/>"}, method=zipfile.ZIP_STORED)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n"
    b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n97\n%%EOF\n"
)

REAL: dict[Kind, bytes] = {
    Kind.PDF: PDF,
    Kind.DOCX: office("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
    Kind.ODT: open_document("text"),
    Kind.XLSX: workbook(),
    Kind.ODS: open_document("spreadsheet"),
    Kind.PPTX: office("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation.main+xml"),
    Kind.CSV: "Month,Plans in time\nMarch 2026,61 %\nCafé,–\n".encode(),
    Kind.TXT: b"What parents said at the forum.\r\n",
    Kind.PNG: picture("PNG"),
    Kind.JPEG: picture("JPEG"),
}


def uploaded(content: bytes, name: str = "audit.pdf") -> SimpleUploadedFile:
    """As it comes from a browser that claims it is something else."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def zeros_packed(length: int, *, times: int = 1, said: int | None = None) -> bytes:
    """A workbook with `times` sheets of so many zeros. `said`: the size that its directory gives
    for each, where that is a lie."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for number in range(times):
            with archive.open(f"xl/sheet{number}.xml", "w", force_zip64=False) as sheet:
                for _ in range(length // 2**20):
                    sheet.write(b"0" * 2**20)
    if said is None:
        return content.getvalue()
    raw = bytearray(content.getvalue())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = raw.find(mark)
        while at >= 0:
            if (
                raw[at + place - 6 : at + place]
                and struct.unpack_from("<L", raw, at + place)[0] > 99
            ):
                struct.pack_into("<L", raw, at + place, said)
            at = raw.find(mark, at + 4)
    return bytes(raw)


def with_the_same_bytes_twice() -> bytes:
    """Two members that share their packed bytes: what is small here would be quadratic there."""
    raw = workbook(**{"xl/a.xml": b"0" * 4000, "xl/b.xml": b"0" * 4000})
    directory = raw.find(b"PK\x01\x02")
    starts = []
    at = directory
    while at >= 0:
        starts.append(at)
        at = raw.find(b"PK\x01\x02", at + 4)
    changed = bytearray(raw)
    first = struct.unpack_from("<L", raw, starts[-2] + 42)[0]
    struct.pack_into("<L", changed, starts[-1] + 42, first)
    return bytes(changed)


def png_that_claims(width: int, height: int) -> bytes:
    """A picture of a few bytes that says it has many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
        )

    frame = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", frame)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )
