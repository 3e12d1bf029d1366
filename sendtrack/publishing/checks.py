"""Whether this machine can draw PDFs, asked before somebody waits for one.

Warnings, not errors: pages are served and work is recorded on a machine that can't print.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register

from .render.packaged import missing_files, packaged_files
from .render.pdf import INSTALL_PANGO

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
FILE_NAMES = ("lib{}.so.0", "lib{}.dylib", "lib{}.0.dylib")


@register("publishing")
def pdf_libraries_are_installed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    missing = [library for library in LIBRARIES if not _can_load(library)]
    if not missing:
        return []
    return [
        Warning(
            f"Reports can't be printed: {', '.join(missing)} not installed.",
            hint=INSTALL_PANGO,
            id="publishing.W001",
        )
    ]


@register("publishing")
def pdf_files_are_in_place(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    missing = missing_files(packaged_files())
    if not missing:
        return []
    return [
        Warning(
            f"Reports can't be printed: {', '.join(missing)} not found.",
            hint="Run `make setup`: it builds the static files. DejaVuSans.ttf comes with"
            " Debian's fonts-dejavu-core.",
            id="publishing.W002",
        )
    ]


def _can_load(library: str) -> bool:
    for name in FILE_NAMES:
        try:
            ctypes.CDLL(name.format(library))
        except OSError:
            continue
        return True
    return False
