"""Asks clamd whether a file is clean, over TCP or a socket of this machine (its INSTREAM command).

The bytes go over in pieces with their lengths before them; clamd answers with one line.
"""

import re
import socket
import struct
import time
from dataclasses import dataclass
from typing import BinaryIO

PIECE = 64 * 1024
PATIENCE = 30.0
"""Seconds to wait for one piece to be taken, or for the answer."""
AT_MOST = 90.0
"""Seconds for everything: less than the lease of a scan."""
LONGEST_ANSWER = 4096

_FOUND = re.compile(r"stream: (?P<what>.+) FOUND")


class ScannerAway(Exception):
    """The scanner gave no verdict: down, silent, too busy, or it could not take the file."""


@dataclass(frozen=True)
class Verdict:
    found: str
    """The name of what was found; empty for a clean file."""


def ask(content: BinaryIO, *, scanner: str) -> Verdict:
    """What clamd says of the bytes. `scanner` is the setting SCANNER. Raises `ScannerAway`."""
    end = time.monotonic() + AT_MOST
    try:
        with _connected(scanner) as line:
            try:
                line.sendall(b"zINSTREAM\0")
                while piece := content.read(PIECE):
                    if time.monotonic() > end:
                        raise ScannerAway("It took too long.")
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # It has stopped listening, most often with an answer that says why.
            return _verdict(_answer(line, end))
    except OSError as error:
        raise ScannerAway(f"It could not be reached: {error or type(error).__name__}.") from error


def _connected(scanner: str) -> socket.socket:
    if scanner.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(scanner.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = scanner.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _answer(line: socket.socket, end: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        if time.monotonic() > end:
            raise ScannerAway("It took too long to answer.")
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict(said: str) -> Verdict:
    if said == "stream: OK":
        return Verdict("")
    if found := _FOUND.fullmatch(said):
        return Verdict(found["what"][:200])
    raise ScannerAway(f"It said: {said[:150] or 'nothing'}.")
