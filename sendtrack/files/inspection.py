"""What a file is, by its bytes. Neither its name nor the browser is believed.

The ten kinds are told apart here rather than by a library that guesses among hundreds: two of the
questions (what is really packed inside an office file, is this really plain text) have to be
answered by reading the whole file anyway, and a guess of the right kind is no proof of it.
"""

import codecs
import re
import unicodedata
import warnings
from typing import BinaryIO

from PIL import Image

from sendtrack.files.archives import kind_of_archive
from sendtrack.files.kinds import ENDINGS, Kind, named
from sendtrack.privacy.numbers import NHS, UPN, first_named, in_pieces, kind_in
from sendtrack.refusals import Refusal

LARGEST = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_NAME = 120
PIECE = 64 * 1024

_MARKUP = re.compile(
    rb"\s*<(\?xml|!doctype|!--|html|head|body|script|svg|iframe|[a-z]+[\s>/])", re.I
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"{\\rtf", b"%!PS")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")

DAMAGED_PICTURE = "The picture is damaged or too large. Save it again and choose that."
DAMAGED_PDF = "The PDF is damaged or not complete. Make it again and choose the new one."
NOT_TEXT = {
    Kind.CSV: "The file does not hold plain text. Save it as CSV (UTF-8), or as an Excel workbook, "
    "and choose that.",
    Kind.TXT: "The file does not hold plain text. Save it as plain text (UTF-8), or as a PDF, and "
    "choose that.",
}


def clean_name(name: str) -> str:
    """A file's name as we show and return it: no folder, nothing hidden, of bearable length."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(
        letter
        for letter in name
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    name = re.sub(r'[<>:"|?*]', "", name)
    stem, _, ending = " ".join(name.split()).strip(". ").rpartition(".")
    stem = stem.strip(". ") or "file"
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"


def kind_by_name(name: str, kinds: frozenset[Kind]) -> Kind:
    """The kind that the ending of a name claims. Raises `Refusal` for any other than `kinds`."""
    ending = clean_name(name).rpartition(".")[2].lower()
    kind = ENDINGS.get(ending)
    if kind not in kinds or kind is None:
        raise Refusal(f"Choose a file of one of these kinds: {named(kinds)}.", field="upload")
    return kind


def inspect(
    content: BinaryIO,
    *,
    name: str,
    size: int,
    kinds: frozenset[Kind],
    is_published: bool = False,
) -> Kind:
    """The kind of a file, where name and bytes agree and it is one of `kinds`. What is published
    may hold pounds of ten digits, one in eleven of which would pass for an NHS number.

    Raises `Refusal` at the field `upload`. Memory is bounded; 20 MB take a fraction of a second.
    """
    claimed = kind_by_name(name, kinds)
    if kind := kind_in(clean_name(name).rpartition(".")[0]):
        raise Refusal(
            f"The name of the file holds {kind}. Give it another name and choose it again: nothing "
            "that names a child is kept here.",
            field="upload",
        )
    if size > LARGEST:
        raise Refusal(
            f"The file is larger than {LARGEST // 1024**2} MB. Make it smaller, or keep it "
            "elsewhere and give the address.",
            field="upload",
        )
    if size == 0:
        raise Refusal("The file is empty. Choose another one.", field="upload")
    content.seek(0)
    found = _kind_of(content, size, claimed)
    if found in (Kind.CSV, Kind.TXT):
        check_no_child(content, frozenset({UPN}) if is_published else frozenset({UPN, NHS}))
    if found is not claimed:
        raise Refusal(
            f"The name of the file ends in “.{clean_name(name).rpartition('.')[2]}”, but the file "
            "is of another kind. Open it in its program, save it again and choose that.",
            field="upload",
        )
    return found


def _kind_of(content: BinaryIO, size: int, claimed: Kind) -> Kind | None:
    head = content.read(1024)
    if head.startswith(b"%PDF-"):
        return _pdf(content, size)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, Kind.PNG)
    if head.startswith(b"\xff\xd8\xff"):
        return _picture(content, Kind.JPEG)
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(content, size)
    if claimed in (Kind.CSV, Kind.TXT):
        return _text(content, head, claimed)
    return None


def _pdf(content: BinaryIO, size: int) -> Kind:
    content.seek(max(0, size - 2048))
    tail = content.read()
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refusal(DAMAGED_PDF, field="upload")
    return Kind.PDF


def _picture(content: BinaryIO, kind: Kind) -> Kind:
    """Read the frame of a picture, not its pixels: a small file can claim to hold billions."""
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(content, formats=[kind.value.upper()]) as picture:
                width, height = picture.size
                is_bearable = width * height <= MOST_PIXELS
                if is_bearable:
                    picture.verify()
    except Exception as error:
        raise Refusal(DAMAGED_PICTURE, field="upload") from error
    if not is_bearable:
        raise Refusal(DAMAGED_PICTURE, field="upload")
    return kind


def _text(content: BinaryIO, head: bytes, claimed: Kind) -> Kind:
    """Plain text to its end: UTF-8, UTF-16 with its mark, or what Windows writes."""
    if head.startswith(_PROGRAMS) or _MARKUP.match(
        head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    ):
        raise Refusal(NOT_TEXT[claimed], field="upload")
    codes = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "cp1252"]
    if not any(_reads_as(content, code) for code in codes):
        raise Refusal(NOT_TEXT[claimed], field="upload")
    return claimed


def check_no_child(content: BinaryIO, kinds: frozenset[str]) -> None:
    """Refuses plain text that holds a UPN or an NHS number, by its row. One row in memory."""
    content.seek(0)
    is_wide = content.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    content.seek(0)
    # Letters and digits of these numbers are the same in UTF-8 and in what Windows writes.
    reader = codecs.getreader("utf-16" if is_wide else "latin-1")(content)
    lines = iter(lambda: reader.readline(PIECE), "")
    if found := first_named(in_pieces(lines), kinds):
        raise Refusal(
            f"Row {found.line} of the file holds {found.kind}. Take the column out, or add the "
            "rows up, and choose the file again: nothing that names a child is kept here.",
            field="upload",
        )


def _reads_as(content: BinaryIO, code: str) -> bool:
    content.seek(0)
    reader = codecs.getincrementaldecoder(code)()
    try:
        while piece := content.read(PIECE):
            if _CONTROL.search(reader.decode(piece)):
                return False
        return not _CONTROL.search(reader.decode(b"", final=True))
    except UnicodeDecodeError:
        return False
