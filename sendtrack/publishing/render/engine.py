"""WeasyPrint, held on a short lead. Runs in the child process only.

Same page, same files, same bytes: nothing here reads a clock, a user's settings or the
network.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from .packaged import REGULAR, SCHEME
from .printable import coverage, make_printable
from .tagging import finish_tags

CONTENT_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".ttf": "font/ttf"}

LINKS = ("#", "https://", "http://", "mailto:")


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
        # With a base, a relative address reaches the fetcher and is refused like any other.
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=PackagedOnly(files))
        _check_identity(page.etree_element)
        _drop_odd_links(page.etree_element)
        make_printable(page.etree_element, coverage([files[name] for name in REGULAR]))
        drawn = page.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=False)
    except FatalURLFetchingError as refusal:
        raise RefusedError(str(refusal)) from None
    return finish_tags(drawn)


def _check_identity(root: Element) -> None:
    """PDF/UA-1 wants a language and a title; without them nobody should get the file."""
    if not (root.get("lang") or "").strip():
        raise RefusedError("The page has no lang attribute on <html>")
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        raise RefusedError("The page has no <title>")


def _drop_odd_links(root: Element) -> None:
    """Nothing runs or opens from a click but a page, a place in the report or a mail."""
    for link in root.iter("a"):
        if not (link.get("href") or "#").strip().lower().startswith(LINKS):
            del link.attrib["href"]
