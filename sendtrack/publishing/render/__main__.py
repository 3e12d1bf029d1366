"""The child process: one order on standard input, one PDF on standard output.

Exit codes are in `pdf.EXIT`. WeasyPrint's complaints and our refusals go to standard error.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from pathlib import Path

from .pdf import EXIT


def main() -> int:
    order = json.load(sys.stdin.buffer)
    _limit(resource.RLIMIT_AS, order["memory_bytes"])
    _limit(resource.RLIMIT_CPU, order["cpu_seconds"])
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


def _limit(kind: int, most: int) -> None:
    """Lower one limit for good; a stricter one set from outside stays."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
