"""Office files are packed folders: looked through member by member before any parser sees them.

Memory stays small whatever the file says of itself: the directory of members is bounded before it
is read, and each member is unpacked in pieces that are counted and dropped. A file whose directory
says one thing and whose bytes another is refused: programs would disagree about what is in it.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sendtrack.files.kinds import Kind
from sendtrack.refusals import Refusal

MOST_MEMBERS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_DIRECTORY = 1024 * 1024
MOST_TIMES_LARGER = 100
SMALL = 10 * 1024 * 1024
"""Below this size it does not matter how tightly something is packed."""
PIECE = 64 * 1024

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_OF_LARGE = b"PK\x06\x07"
_PACKED_INSIDE = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
_RUNS = re.compile(
    r"(^|/)(vba\w*\.bin|vbadata\.xml|activex/.*|macrosheets/.*|basic/.*|scripts/.*)$", re.IGNORECASE
)
_ENTITIES = tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_MAIN = {
    Kind.XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    Kind.DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    Kind.PPTX: ("ppt/presentation.xml", b"presentationml.presentation.main+xml"),
}
_OPEN = {
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
}

DAMAGED = (
    "The file is damaged or was not written by an office program. Open it, save it again under "
    "a new name and choose that."
)
TOO_LARGE_UNPACKED = (
    "The file is far larger than it looks: unpacked it is more than 100 MB. Remove what is not "
    "needed, for example empty rows, and save it again."
)
LOCKED = "The file is locked with a password. Save it without one and choose that."
HOLDS_FILES = (
    "The file holds another file inside, for example the workbook behind a chart. Save it as a "
    "PDF, or without that, and choose the new file."
)
RUNS_PROGRAMS = "The file holds macros. Save it in the ordinary format, without macros."


def kind_of_archive(content: BinaryIO, size: int) -> Kind | None:
    """What a packed file is, after every member has been looked at; None for no kind we know.

    Raises `Refusal` in the words above. Takes a fraction of a second, however large it would get.
    """
    _check_directory(content, size)
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
            _check_members(members, size)
            heads = {member.filename: _look_through(content, member) for member in members}
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        UnicodeDecodeError,
        ValueError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise Refusal(DAMAGED, field="upload") from error
    if next(iter(heads)) == "mimetype":
        return _OPEN.get(heads["mimetype"])
    declared = heads.get("[Content_Types].xml", b"").replace(b"\0", b"")
    if b"macroEnabled" in declared:
        raise Refusal(RUNS_PROGRAMS, field="upload")
    for kind, (part, words) in _MAIN.items():
        if part in heads and words in declared:
            return kind
    return None


def _check_directory(content: BinaryIO, size: int) -> None:
    """The file ends with one directory, of bearable length, right after the members."""
    if size < _END.size:
        raise Refusal(DAMAGED, field="upload")
    content.seek(max(0, size - _END.size - 20))
    tail = content.read()
    mark, disk, first, here, count, length, start, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\x05\x06" or disk or first or here != count or comment:
        raise Refusal(DAMAGED, field="upload")
    if tail.startswith(_END_OF_LARGE) or length > MOST_DIRECTORY or count > MOST_MEMBERS:
        raise Refusal(TOO_LARGE_UNPACKED, field="upload")
    if not count or start + length + _END.size != size:
        raise Refusal(DAMAGED, field="upload")


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    """What the directory says: names that stay inside, sizes that can be borne, nothing twice."""
    names = [member.filename.casefold() for member in members]
    if len(members) > MOST_MEMBERS:
        raise Refusal(TOO_LARGE_UNPACKED, field="upload")
    if not members or len(set(names)) < len(names) or not all(map(_stays_inside, names)):
        raise Refusal(DAMAGED, field="upload")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > max(SMALL, size * MOST_TIMES_LARGER):
        raise Refusal(TOO_LARGE_UNPACKED, field="upload")
    if any(member.flag_bits & 1 for member in members):
        raise Refusal(LOCKED, field="upload")
    if any(_RUNS.search(name) for name in names):
        raise Refusal(RUNS_PROGRAMS, field="upload")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Refusal(DAMAGED, field="upload")
        end = member.header_offset + _LOCAL.size + member.compress_size


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    return bool(name) and ".." not in parts and not re.search(r"^/|[\\:\0]", name)


def _look_through(content: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    """Unpack a member in pieces, compare it with what the directory says, and return its head."""
    content.seek(member.header_offset)
    mark, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack(content.read(_LOCAL.size))
    name = content.read(name_length)
    if mark != b"PK\x03\x04" or method != member.compress_type or flags & 1:
        raise Refusal(DAMAGED, field="upload")
    if name != member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437"):
        raise Refusal(DAMAGED, field="upload")
    content.seek(extra_length, 1)
    head, rest, length, checksum = b"", b"", 0, 0
    for piece in _unpacked(content, member):
        length += len(piece)
        checksum = zlib.crc32(piece, checksum)
        if length > member.file_size:
            raise Refusal(DAMAGED, field="upload")
        if len(head) < PIECE:
            head += piece[: PIECE - len(head)]
        window, rest = rest + piece, piece[-16:]
        if any(word in window for word in _ENTITIES):
            raise Refusal(DAMAGED, field="upload")
    if length != member.file_size or checksum != member.CRC:
        raise Refusal(DAMAGED, field="upload")
    if head.startswith(_PACKED_INSIDE):
        raise Refusal(HOLDS_FILES, field="upload")
    return head


def _unpacked(content: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, never more than one piece at a time."""
    left = member.compress_size
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal(DAMAGED, field="upload")
    unpacker = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left:
        packed = content.read(min(PIECE, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if unpacker is None:
            yield packed
            continue
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, PIECE)
            packed = unpacker.unconsumed_tail
        if unpacker.eof and (left or unpacker.unused_data):
            raise zlib.error("something follows the packed bytes")
    if unpacker is not None:
        while not unpacker.eof and (piece := unpacker.decompress(b"", PIECE)):
            yield piece
        if not unpacker.eof:
            raise zlib.error("the packed bytes end early")
