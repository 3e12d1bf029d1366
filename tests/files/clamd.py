"""A server on this machine that speaks clamd's INSTREAM as far as one file needs it."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOSTILE = b"X5O!P%@AP-not-the-real-one"


class FakeClamd:
    """Finds `HOSTILE`; else does what `mood` says: clean, error, full, silent, deaf or babbles."""

    def __init__(self) -> None:
        self.mood = "clean"
        self.received: list[bytes] = []
        self.go_on = threading.Event()

    def answer(self, line: Any, reply: Any) -> None:
        assert line.read(10) == b"zINSTREAM\0"
        if self.mood == "deaf":
            return
        content = b""
        while length := struct.unpack("!L", line.read(4))[0]:
            content += line.read(length)
            if self.mood == "full":
                reply.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.received.append(content)
        said = {
            "clean": b"stream: OK\0",
            "error": b"stream: Can't allocate memory ERROR\0",
            "babbles": b"x" * 100_000,
            "silent": b"",
        }[self.mood]
        if self.mood == "silent":
            self.go_on.wait(10)
        elif HOSTILE in content:
            said = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
        reply.write(said)

    def handler(self) -> type[socketserver.StreamRequestHandler]:
        clamd = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                clamd.answer(self.rfile, self.wfile)

        return Handler


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side has gone: that is what some tests are about."""


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def listening(at: Path | int = 0) -> Iterator[tuple[FakeClamd, str]]:
    """A scanner on a port, or on a socket of this machine; and the setting that names it."""
    clamd = FakeClamd()
    if isinstance(at, Path):
        server: socketserver.BaseServer = _Unix(str(at), clamd.handler())
        name = f"unix:{at}"
    else:
        server = _Tcp(("127.0.0.1", at), clamd.handler())
        name = f"tcp://127.0.0.1:{server.server_address[1]}"  # type: ignore[index]  # a TCP pair
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield clamd, name
    finally:
        clamd.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
