#!/usr/bin/env python3
"""A mail server for demonstrations and tests: keeps every message as a file, sends none on.

mail_sink.py --port PORT --dir DIR
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Writes each message, whole and byte for byte, as one .eml file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one message; the recipients come before the headers, as X-Kept-For."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self.numbers):04}"
        recipients = ", ".join(envelope.rcpt_tos)
        content = envelope.original_content or b""
        whole = f"X-Kept-For: {recipients}\r\n".encode() + content
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(whole)
        unfinished.rename(self.folder / f"{name}.eml")
        return "250 kept"


async def serve(port: int, folder: Path) -> None:
    """Listen until told to stop."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    keeper = Keeper(folder)
    server = await loop.create_server(
        lambda: SMTP(keeper, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    async with server:
        await told.wait()


def main() -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    asked = parser.parse_args()
    asked.dir.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(asked.port, asked.dir))
    return 0


if __name__ == "__main__":
    sys.exit(main())
