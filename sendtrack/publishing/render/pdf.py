"""Render a page in a child process that has nothing to steal and little to waste.

Why a process for each report: the address space, the processor time and the seconds on the
wall end hard and take nothing else with them; memory goes back to the machine; the child's
environment carries no secret and no database; its fonts are only ours. A Celery prefork
worker is daemonic and may not use multiprocessing, a subprocess it may. It costs about a
second a report (start of Python, import of WeasyPrint), for a report made every two months.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile

from .packaged import HERE, PROJECT, missing_files, packaged_files

LARGEST_PAGE = 16 * 1024 * 1024  # bytes of HTML; a report of 200 actions has about 150 kB
CPU_SECONDS = 55
WALL_SECONDS = 120
MEMORY_BYTES = 1024 * 1024 * 1024  # of address space; a 20-page report uses a third of it

EXIT = {"drawn": 0, "engine missing": 3, "refused": 4, "out of memory": 5}

INSTALL_PANGO = (
    "On Debian or Ubuntu: apt-get install --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)

logger = logging.getLogger(__name__)


class RenderError(Exception):
    """No PDF was made. The message is a sentence for the person who waits for it."""


class RendererMissingError(RenderError):
    """This machine can't draw PDFs yet: a library or a file is not installed."""


class RenderRefusedError(RenderError):
    """The page itself is not acceptable: too large, without title, or asking for files."""


class RenderFailedError(RenderError):
    """The drawing ran out of time or memory, or broke."""


def render_pdf(
    *,
    html: str,
    cpu_seconds: int = CPU_SECONDS,
    wall_seconds: int = WALL_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> bytes:
    """The PDF/UA-1 file of one complete HTML page; same page, same bytes.

    Title and language are the page's own `<title>` and `<html lang>`, bookmarks its headings.
    The page may use nothing but `packaged:` files. About 0.2 s a page and 1.2 s on top.
    """
    size = len(html.encode("utf-8", "replace"))
    if size > LARGEST_PAGE:
        raise RenderRefusedError(
            f"The report is too large to print: {size:,} bytes of HTML, and the most is"
            f" {LARGEST_PAGE:,}. Leave some annexes out."
        )
    files = packaged_files()
    if missing := missing_files(files):
        raise RendererMissingError(
            f"Reports can't be printed on this machine: {', '.join(missing)} not found."
        )
    order = json.dumps(
        {
            "html": html.encode("utf-8", "replace").decode(),
            "files": {name: str(path) for name, path in files.items()},
            "cpu_seconds": cpu_seconds,
            "memory_bytes": memory_bytes,
        }
    ).encode()
    with tempfile.TemporaryDirectory(prefix="report-") as room:
        try:
            child = subprocess.run(  # noqa: S603 (a fixed command; users reach only its input)
                [sys.executable, "-m", __package__],
                input=order,
                capture_output=True,
                cwd=room,
                env=_environment(room),
                timeout=wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RenderFailedError(
                f"The report could not be printed within {wall_seconds} seconds."
            ) from None
    return _outcome(child)


def _environment(room: str) -> dict[str, str]:
    """No secret, no database, no proxy: what Python needs to start, and our fonts."""
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": room,
        "TMPDIR": room,
        "PYTHONPATH": str(PROJECT),
        "PYTHONHASHSEED": "0",
        "FONTCONFIG_FILE": str(HERE / "fonts.conf"),
    }
    libraries = os.environ.get("LD_LIBRARY_PATH")
    if libraries:
        environment["LD_LIBRARY_PATH"] = libraries
    return environment


def _outcome(child: subprocess.CompletedProcess[bytes]) -> bytes:
    said = child.stderr.decode("utf-8", "replace").strip()
    if child.returncode == EXIT["drawn"] and child.stdout.startswith(b"%PDF-"):
        if said:
            logger.warning("A report was drawn with complaints: %s", said[:2000])
        return child.stdout
    if child.returncode == EXIT["refused"]:
        raise RenderRefusedError(said)
    if child.returncode == EXIT["engine missing"]:
        logger.error("The PDF engine does not start: %s", said[-2000:])
        raise RendererMissingError(
            f"Reports can't be printed on this machine: a library is missing. {INSTALL_PANGO}"
        )
    if child.returncode == -signal.SIGXCPU:
        raise RenderFailedError(
            "The report took too much processor time to print. Make it shorter."
        )
    logger.error("The renderer ended with %s: %s", child.returncode, said[-4000:])
    if child.returncode == EXIT["out of memory"] or "MemoryError" in said:
        raise RenderFailedError("The report took too much memory to print. Make it shorter.")
    if child.returncode < 0:  # pango and its friends end by a signal when they get no memory
        raise RenderFailedError(
            "The renderer broke off, most likely because the report took too much memory to"
            " print. Make it shorter."
        )
    raise RenderFailedError(
        f"The renderer stopped without a report (exit code {child.returncode})."
    )
