"""Small things that decide whether somebody who enters figures trusts the page."""

from datetime import date
from decimal import Decimal

import pytest

from plans.models import Measure
from sendtrack.accounts.models import User
from sendtrack.govuk.fields import DecimalField
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.measures.test_entering import PAGE, row, sent
from tests.plans.measures.test_figure_files import Desk, desk, refused
from tests.plans.pages import Browse, body

__all__ = ["desk"]
AREA = "/exampleshire/measures/"
JANUARY = f"{AREA}M1/figures/2026-01-31/"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("27.000000", "27"), ("300.000000", "300"), ("0.000000", "0"), ("27.500000", "27.5")],
)
def test_a_number_is_offered_without_the_noughts_behind_it(kept: str, shown: str) -> None:
    assert DecimalField().prepare_value(Decimal(kept)) == shown


def test_a_figure_opens_as_it_was_typed(
    measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 1, 1), 27, 300)
    text = body(browse(officer).get(JANUARY))
    assert 'value="27"' in text
    assert 'value="300"' in text
    assert ".000000" not in text


def test_who_meets_another_ones_figure_is_told_so_at_the_top(
    measure: Measure, officer: User, lead: User, enter: Enter, browse: Browse
) -> None:
    enter(measure, date(2026, 2, 1), 20, 44, by=lead)
    page = browse(officer).post(PAGE, sent(row("M1", numerator="23", denominator="44")))
    text = body(page)
    assert page.status_code == 409
    assert "There is a problem" in text
    assert '<a href="#M1-2026-02-28">' in text
    assert 'id="M1-2026-02-28"' in text
    assert "<title>Error: " in text


def test_a_partner_who_supplies_nothing_is_told_whom_to_ask(
    place: Place, officer: User, partner: User, browse: Browse
) -> None:
    add(place, officer, date(2026, 3, 11), supplier=None)
    text = body(browse(partner).get(f"{AREA}enter/"))
    assert "No figure is yours to enter." in text
    assert "ask whoever answers for the measure" in text
    assert f'href="{AREA}"' in text
    assert f'href="{AREA}enter/paste/"' not in text


def test_a_partner_who_supplies_a_measure_enters_it(
    measure: Measure, partner: User, browse: Browse
) -> None:
    assert f'href="{AREA}enter/paste/"' in body(browse(partner).get(f"{AREA}enter/"))


def test_an_officer_without_measures_is_led_to_the_library(
    place: Place, officer: User, browse: Browse
) -> None:
    assert f'href="{AREA}library/"' in body(browse(officer).get(f"{AREA}enter/"))


def test_rows_are_counted_as_they_were_pasted(desk: Desk) -> None:
    page = desk.paste("M1\tJan 2026\t52.3%\n\nM1\tFeb 2026\t\nM9\tFeb 2026\t5")
    assert list(refused(page)) == ["A4"]
    assert page.context["found"].empty == (2, 3)
    assert "2 rows hold no figure and change nothing: rows 2 and 3" in body(page)


def test_rows_under_headings_are_counted_with_them(desk: Desk) -> None:
    page = desk.paste("Period\tValue\tRef\n\t\t\nFeb 2026\t5\tM9")
    assert list(refused(page)) == ["C3"]
    assert "1 row holds no figure and changes nothing: row 2" in body(page)


@pytest.mark.parametrize("asked", ["2026-02-31", "yesterday", "2027-01-01"])
@pytest.mark.parametrize("path", ["M1/download/csv/", "M1/chart/data.json"])
def test_a_file_of_a_day_that_cannot_be_read_is_refused(
    measure: Measure, officer: User, enter: Enter, browse: Browse, path: str, asked: str
) -> None:
    enter(measure, date(2026, 1, 1), 27, 300)
    browser = browse(officer)
    found = browser.get(f"{AREA}{path}", {"as-at": asked})
    assert found.status_code == 400
    assert "Nothing was downloaded" in body(found)
    assert "Content-Disposition" not in found
    assert browser.get(f"{AREA}{path}", {"as-at": "2026-03-10"}).status_code in (200, 404)
    assert browser.get(f"{AREA}M1/", {"as-at": asked}).status_code == 200
