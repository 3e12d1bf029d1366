"""Which kinds of file may come in, and for which purpose. No web page, no drawing that can hold a
script and nothing with macros is among them."""

from django.db import models


class Kind(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    ODT = "odt", "OpenDocument text"
    XLSX = "xlsx", "Excel workbook"
    ODS = "ods", "OpenDocument spreadsheet"
    PPTX = "pptx", "PowerPoint presentation"
    CSV = "csv", "CSV file"
    TXT = "txt", "Text file"
    PNG = "png", "PNG picture"
    JPEG = "jpeg", "JPEG picture"


DOCUMENTS = frozenset(Kind)
"""What evidence may be."""

PICTURES = frozenset({Kind.PNG, Kind.JPEG})
"""What hidden data is taken out of."""

SHEETS = frozenset({Kind.XLSX, Kind.ODS, Kind.CSV})
"""What a table may be read from."""

ENDINGS = {kind.value: kind for kind in Kind} | {"jpg": Kind.JPEG}

CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.TXT: "text/plain; charset=utf-8",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}


def named(kinds: frozenset[Kind]) -> str:
    """The kinds as a hint says them: "PDF, DOCX or JPG"."""
    *others, last = [
        ("jpg" if kind is Kind.JPEG else kind.value).upper() for kind in Kind if kind in kinds
    ]
    return f"{', '.join(others)} or {last}" if others else last
