"""The child process: one order on standard input, one PDF on standard output.

Exit codes are in `pdf.EXIT`. WeasyPrint's complaints and our refusals go to standard error.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import signal
import sys
from pathlib import Path

from .pdf import EXIT


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which waits for us
    order = json.load(sys.stdin.buffer)
    leave_the_network()
    _limit(resource.RLIMIT_AS, order["memory_bytes"])
    _limit(resource.RLIMIT_CPU, order["cpu_seconds"], grace=2)
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        from .engine import RefusedError, draw
    except OSError as missing:
        sys.stderr.write(str(missing))
        return EXIT["engine missing"]
    try:
        files = {name: Path(path) for name, path in order["files"].items()}
        drawn = draw(order["html"], files)
    except RefusedError as refusal:
        sys.stderr.write(str(refusal))
        return EXIT["refused"]
    except MemoryError:
        return EXIT["out of memory"]
    sys.stdout.buffer.write(drawn)
    return EXIT["drawn"]


def leave_the_network() -> bool:
    """Move into a network namespace of our own, which is empty; False where that is forbidden.

    A second wall behind the fetcher, so a machine that forbids it still prints. Root goes
    without the user namespace, in which it could no longer read other people's files.
    """
    new_user, new_network = 0x10000000, 0x40000000
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False  # not Linux
    return unshare(new_network if os.geteuid() == 0 else new_user | new_network) == 0


def _limit(kind: int, most: int, grace: int = 0) -> None:
    """Lower one limit for good; a stricter one set from outside stays."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard - grace)
    resource.setrlimit(kind, (most, most + grace))


if __name__ == "__main__":
    sys.exit(main())
