"""What the chair takes to the meeting on paper, and what fits a phone and a tablet."""

from io import BytesIO

import pikepdf
import pytest

from tests.journeys.conftest import PageOf
from tests.journeys.story import AREA

pytestmark = pytest.mark.browser


def test_the_chair_prints_the_dashboard_on_two_sheets(page_of: PageOf) -> None:
    chair = page_of("chair")
    chair.opens(f"/{AREA}/dashboard/")
    with pikepdf.open(BytesIO(chair.page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) <= 2


def test_filters_fold_on_a_phone_alone(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript, width=360)
    officer.opens(f"/{AREA}/actions/")
    overdue = officer.page.locator("nav details a").filter(has_text="Overdue")
    assert not overdue.is_visible()
    officer.page.get_by_text("Show only some actions").click()
    overdue.click()
    assert "show=overdue" in officer.page.url

    officer.page.set_viewport_size({"width": 1280, "height": 900})
    assert not officer.page.get_by_text("Show only some actions").is_visible()
    assert overdue.is_visible()


def test_no_table_of_the_dashboard_scrolls_sideways_on_a_tablet(page_of: PageOf) -> None:
    chair = page_of("chair", width=768)
    chair.opens(f"/{AREA}/dashboard/")
    scrolling = chair.page.locator(".app-scroll").evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    )
    assert scrolling == 0
    assert chair.page.get_by_role("button", name="Menu").is_visible()
