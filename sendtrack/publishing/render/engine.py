"""WeasyPrint and pikepdf, held on a short lead. Runs in the child process only.

Same page, same files, same bytes: nothing here reads a clock, a user's settings or the
network.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from .packaged import REGULAR, SCHEME
from .printable import coverage, make_printable

CONTENT_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".ttf": "font/ttf"}

logger = logging.getLogger("weasyprint")


class RefusedError(Exception):
    """The page asks for something a report may not have. Says what, in a sentence."""


class PackagedOnly(URLFetcher):
    """Fetches the packaged files by name, and refuses every other address.

    A page whose text is escaped can't ask for anything else, so a refusal means that a
    template is wrong: it stops the render instead of leaving a hole in the report.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if name == url or name not in self._files:
            raise FatalURLFetchingError(
                f"The page asks for “{url[:200]}”, which is not one of the packaged files"
            )
        path = self._files[name]
        content_type = CONTENT_TYPES[path.suffix]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})


def draw(html: str, files: Mapping[str, Path]) -> bytes:
    """One page of HTML as a tagged PDF/UA-1 file."""
    try:
        page = weasyprint.HTML(string=html, url_fetcher=PackagedOnly(files))
        _check_identity(page.etree_element)
        make_printable(page.etree_element, coverage([files[name] for name in REGULAR]))
        drawn = page.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=False)
    except FatalURLFetchingError as refusal:
        raise RefusedError(str(refusal)) from None
    return with_header_scopes(drawn)


def _check_identity(root) -> None:
    """PDF/UA-1 wants a language and a title; without them nobody should get the file."""
    if not (root.get("lang") or "").strip():
        raise RefusedError("The page has no lang attribute on <html>")
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        raise RefusedError("The page has no <title>")


def with_header_scopes(drawn: bytes) -> bytes:
    """Give every table header cell a /Scope, which WeasyPrint 70 leaves out.

    It links cells to headers by /Headers ids alone, so the head above a column of row heads
    belongs to nobody. A header in THead heads its column, any other one its row.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        waiting = [(pdf.Root.StructTreeRoot, False)]
        while waiting:
            element, in_head = waiting.pop()
            kind = element.get("/S")
            if kind == "/TH":
                attributes = element.get("/A", pikepdf.Dictionary())
                attributes["/O"] = pikepdf.Name.Table
                attributes["/Scope"] = pikepdf.Name.Column if in_head else pikepdf.Name.Row
                element["/A"] = attributes
            for kid in _kids(element):
                waiting.append((kid, kind == "/THead" or (in_head and kind != "/Table")))
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return target.getvalue()


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]
