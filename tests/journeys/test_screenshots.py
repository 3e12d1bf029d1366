"""The pictures of the pages that the README and the docs show, and that each page can be shown.

`make docs-screenshots` takes them anew into docs/; any other run takes them into build/.
"""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import PageOf
from tests.journeys.story import AREA
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

NORTH_SOMERSET = "north-somerset"
PAGES = {
    "officer": {
        "my-actions": f"/{AREA}/actions/mine/",
        "update": f"/{AREA}/actions/E1.4/update/",
        "history": f"/{AREA}/actions/E1.2/history/",
        "plan": f"/{AREA}/plan/",
        "risks": f"/{AREA}/risks/",
        "risk": f"/{AREA}/risks/R1/",
        "why": f"/{AREA}/actions/B1.4/why/",
        "contributions": f"/{AREA}/plan/contributions/",
        "evidence": f"/{AREA}/evidence/",
        "views-heard": f"/{AREA}/voices/",
        "spreadsheet": f"/{AREA}/plan/imports/2/",
        "regimes": f"/{AREA}/regimes/",
        "meeting": f"/{AREA}/board/meetings/2026-11-03/",
        "duties": f"/{AREA}/duties/",
        "audits": f"/{AREA}/audits/QA1/",
        "figures": f"/{AREA}/measures/enter/",
    },
    "chair": {
        "dashboard": f"/{AREA}/dashboard/",
        "report": f"/{AREA}/reports/2026-11-23/",
        "measures": f"/{AREA}/measures/",
        "measure": f"/{AREA}/measures/M1/",
    },
    "adviser": {
        "what-has-changed": f"/{AREA}/since-last-visit/",
        "scrutiny": f"/{AREA}/measures/scrutiny/",
        "comparison": f"/{AREA}/measures/M8/beside/",
        "plan-in-july": f"/{AREA}/plan/?as-at=2026-07-01",
    },
    "administrator": {"people": f"/{AREA}/people/"},
    "stranger": {
        "north-somerset-area": f"/{NORTH_SOMERSET}/plan/areas/a/",
        "contradictions": f"/{NORTH_SOMERSET}/documents/conflicts/",
    },
}
"""Whom a page is shown to, and what its picture is called."""

SIZES = {1280: 900, 360: 740}
COLOURS = 128
"""Pages have few colours, and a picture of 128 takes a third of the bytes."""


def photograph(visitor: Visitor, name: str, folder: Path) -> None:
    """What somebody sees before they scroll, at each size."""
    for width, height in SIZES.items():
        visitor.page.set_viewport_size({"width": width, "height": height})
        with Image.open(io.BytesIO(visitor.page.screenshot())) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(folder / f"{name}-{width}.png", optimize=True)


def test_the_pages_that_the_readme_shows(visit: PageOf, page_of: PageOf, screenshots: Path) -> None:
    visitor = visit()
    visitor.opens("/login")
    photograph(visitor, "sign-in", screenshots)
    for who, pages in PAGES.items():
        visitor = page_of(who)
        for name, path in pages.items():
            visitor.opens(path)
            photograph(visitor, name, screenshots)

    names = ["sign-in", *(name for pages in PAGES.values() for name in pages)]
    wanted = {f"{name}-{width}.png" for name in names for width in SIZES}
    assert wanted <= {picture.name for picture in screenshots.iterdir()}
