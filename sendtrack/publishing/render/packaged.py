"""The files a report may use, by name; there is no other way to a file or a socket.

Templates name them `packaged:print.css`; `print.css` names the fonts the same way.
"""

from __future__ import annotations

from pathlib import Path

SCHEME = "packaged:"
HERE = Path(__file__).parent
PROJECT = HERE.parents[2]

STYLESHEET = "print.css"
FONTS = tuple(
    f"source-sans-3-{subset}-{weight}-normal.woff2"
    for subset in ("latin", "latin-ext")
    for weight in (400, 600, 700)
)
# All weights of a face draw the same characters (a test says so), so these answer for all.
REGULAR = (
    "source-sans-3-latin-400-normal.woff2",
    "source-sans-3-latin-ext-400-normal.woff2",
    "DejaVuSans.ttf",
)
# fonts.conf lists the same folders; pango finds DejaVu there by itself.
LAST_FALLBACK = "DejaVuSans.ttf"
LAST_FALLBACK_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
)


def packaged_files() -> dict[str, Path]:
    """Name → file, of those that exist. Fonts are static files, copied there at set-up."""
    from django.contrib.staticfiles import finders

    found = {STYLESHEET: HERE / STYLESHEET}
    for name in FONTS:
        static = finders.find(f"fonts/{name}")
        if static:
            found[name] = Path(static)
    for folder in LAST_FALLBACK_FOLDERS:
        path = Path(folder) / LAST_FALLBACK
        if path.is_file():
            found[LAST_FALLBACK] = path
            break
    return found


def missing_files(found: dict[str, Path]) -> list[str]:
    return [name for name in (STYLESHEET, *FONTS, LAST_FALLBACK) if name not in found]
