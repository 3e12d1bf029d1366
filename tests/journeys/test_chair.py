"""The chair sees the whole on one page, and reaches evidence in three clicks."""

import pytest

from tests.journeys.conftest import PageOf

pytestmark = pytest.mark.browser


def test_the_dashboard_says_first_what_matters(page_of: PageOf, javascript: bool) -> None:
    chair = page_of("chair", javascript=javascript)
    assert chair.heading == "Board dashboard"
    chair.sees(
        "246 days into the Notice, 303 days to the day by which its actions should be delivered.",
        "Since the meeting of 3 November 2026: 1 improved, 1 worsened, 3 newly overdue.",
    )
    parts = [
        "For decision today",
        "Waiting for a second person",
        "The areas of weakness",
        "Measures",
        "What moved since the meeting of 3 November 2026",
        "Slow to progress, and why",
        "Contributions to strengthen",
        "Risks for the board",
        "Duties of the Notice",
        "Open items of the action log",
    ]
    assert [" ".join(h.inner_text().split()) for h in chair.page.locator("main h2").all()] == parts
    areas = chair.page.locator("#areas ~ * tbody").first
    assert areas.locator("tr").count() == 6


def test_evidence_is_three_clicks_away(page_of: PageOf, javascript: bool) -> None:
    chair = page_of("chair", javascript=javascript)
    chair.follows("Tracking outcomes")
    chair.follows("F2.1")
    chair.sees("Review of 40 exclusion panels")
    assert chair.interactions <= 3

    chair.opens("/fernshire/dashboard/")
    chair.interactions = 0
    chair.follows("B1.4")
    chair.follows("Full history of B1.4")
    chair.sees("Tom Whitaker")
    assert chair.interactions <= 3

    chair.opens("/fernshire/dashboard/")
    chair.interactions = 0
    chair.follows("4(b)")
    chair.sees("3 November 2026")
    assert chair.interactions <= 3


def test_the_dashboard_prints_without_what_can_only_be_clicked(page_of: PageOf) -> None:
    chair = page_of("chair")
    chair.page.emulate_media(media="print")
    assert not chair.page.get_by_role("navigation").filter(visible=True).count()
