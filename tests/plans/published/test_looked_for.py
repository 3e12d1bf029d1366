"""What stands beside a measure, where people look for it: the list of measures and the report."""

import re
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Measure
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import add
from tests.plans.pages import Browse, body
from tests.plans.published.conftest import Bring, Compare, enter_year
from tests.plans.published.test_bringing import choose
from tests.reviews.conftest import reported
from tests.reviews.test_measures_in_report import printed

TODAY = date(2026, 3, 11)
LIST = "/exampleshire/measures/"


def test_each_measure_stands_beside_england_its_region_and_its_neighbours(
    place: Place,
    officer: User,
    yearly: Measure,
    bring: Bring,
    compare: Compare,
) -> None:
    choose(place, officer, TODAY)
    compare(yearly, bring())
    report = reported(place)
    [line] = report.measures
    assert line.beside == (
        "England 46.4%: ours +15.1 percentage points",
        "South West 40.0%: ours +21.5 percentage points",
        "Mean of 2 of 3 neighbours 24.3%: ours +37.2 percentage points",
    )
    assert line.stands == "Better than 2 of 2 neighbours."
    assert "England 46.4%: ours +15.1 percentage points" in printed(report)


def test_a_figure_that_is_withheld_stands_beside_nothing_in_the_report(
    place: Place, officer: User, council: Any, bring: Bring, compare: Compare
) -> None:
    made = add(place, officer, TODAY, period_type="calendar_year", from_on=date(2024, 1, 1))
    enter_year(made, officer, TODAY, 2024, 3, 522)
    compare(made, bring())
    report = reported(place)
    [line] = report.measures
    assert line.figure == "[c]"
    assert len(line.beside) == 1
    assert line.beside[0].startswith("Not comparable, because our own figure is withheld")
    assert "61.5" not in printed(report)


def test_the_list_of_measures_says_what_stands_beside_each(
    place: Place,
    yearly: Measure,
    measure: Measure,
    officer: User,
    adviser: User,
    bring: Bring,
    compare: Compare,
    browse: Browse,
) -> None:
    choose(place, officer, TODAY)
    compare(yearly, bring())
    page = body(browse(adviser).get(LIST))
    compared, other = page.split("Plans in time, as published", 2)[-1].split("</tr>", 1)
    assert "England 46.4%: ours +15.1 percentage points" in compared
    assert "Mean of 2 of 3 neighbours 24.3%" in compared
    assert "England" not in other


def test_the_list_asks_no_more_of_the_database_with_more_measures_compared(
    place: Place,
    yearly: Measure,
    officer: User,
    chair: User,
    bring: Bring,
    compare: Compare,
    browse: Browse,
) -> None:
    def count() -> int:
        client = browse(chair)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
            reported(place)
        return len(queries)

    file = bring()
    compare(yearly, file)
    few = count()
    for _ in range(4):
        made = add(place, officer, TODAY, period_type="calendar_year", from_on=date(2023, 1, 1))
        enter_year(made, officer, TODAY, 2024, 300, 500)
        compare(made, file)
    assert count() == few


def test_a_number_that_the_board_does_not_see_is_told_by_nothing_that_stands_beside_it(
    place: Place,
    officer: User,
    chair: User,
    council: Any,
    bring: Bring,
    compare: Compare,
    browse: Browse,
) -> None:
    choose(place, officer, TODAY)
    made = add(place, officer, TODAY, period_type="calendar_year", from_on=date(2024, 1, 1))
    enter_year(made, officer, TODAY, 2024, 3, 522)
    compare(made, bring())
    paths = (LIST, "/exampleshire/measures/scrutiny/", f"{LIST}M1/", f"{LIST}M1/beside/")
    for path in paths:
        page = body(browse(chair).get(path))
        assert "our own figure is withheld" in page, path
        assert "61.5" not in page, path
        assert not re.search(r"[Bb]etter than \d", page), path
        assert "quarter of the neighbours" not in page, path
