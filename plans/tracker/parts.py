"""The parts of a packed file, unpacked within limits, and its XML without any of XML's traps."""

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from plans.tracker.found import Unreadable

MOST_PARTS = 1_000
MOST_UNPACKED = 100_000_000
MOST_TIMES_LARGER = 200
PIECE = 1 << 16

DAMAGED = (
    "The file is damaged or is not a spreadsheet. Open it in Excel or LibreOffice, save it again "
    "and choose the new file."
)
BOMB = (
    "The file unpacks to far more than a list can hold, so it was not opened. Save the list "
    "alone as a new workbook and choose that."
)
LOCKED = (
    "The workbook is protected with a password or by a sensitivity label. Save a copy without "
    "it and choose the copy."
)


class Parts:
    """A packed file. Sizes are checked by its directory before, and counted while unpacking."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(DAMAGED) from error
        size = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or size > MOST_UNPACKED:
            raise Unreadable(BOMB)
        if size > 10_000_000 and size > len(content) * MOST_TIMES_LARGER:
            raise Unreadable(BOMB)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Unreadable(LOCKED)
        self._names = {entry.filename for entry in entries}
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def parse(self, name: str, **handlers: Callable[..., None]) -> None:
        """Read an XML part: `start(tag, attributes)`, `end(tag)`, `text(characters)`.

        Tags and attributes come without their namespaces.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        start, end = handlers.get("start"), handlers.get("end")
        if start is not None:
            parser.StartElementHandler = lambda tag, attributes: start(
                _bare(tag), {_bare(key): value for key, value in attributes.items()}
            )
        if end is not None:
            parser.EndElementHandler = lambda tag: end(_bare(tag))
        if "text" in handlers:
            parser.CharacterDataHandler = handlers["text"]
        try:
            with self._archive.open(name) as part:
                while piece := part.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable(BOMB)
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except (
            expat.ExpatError,
            zipfile.BadZipFile,
            zlib.error,
            LookupError,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable(DAMAGED) from error


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*given: object) -> int:
    """No spreadsheet program writes document types or entities; attackers do."""
    raise Unreadable(DAMAGED)
