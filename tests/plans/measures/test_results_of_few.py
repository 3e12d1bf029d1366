"""A result that somebody types goes into the plan and the report: it is asked about where it tells
of a few."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.models import Measure, Outcome, Target
from plans.statistics.disclosure import counts_few
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import Enter
from tests.plans.measures.test_counting import count, set_target
from tests.plans.pages import Browse, body, day

PAGE = "/exampleshire/plan/outcomes/A1/targets/3/result/"


def typed(**told: str) -> dict[str, str]:
    given = {"version": "1", "result": "met", "value": "", "words": "", "source": "Board paper"}
    return {**given, **day("on", "9 12 2025"), **told}


@pytest.fixture
def outcome(place: Place, officer: User) -> Outcome:
    return changes.add_outcome(area=place.areas[0], statement="Plans come in time", by=officer)


def in_unit(outcome: Outcome, by: User, unit: str, **told: Any) -> Target:
    return set_target(outcome, by, **{"unit": unit, "baseline": Decimal(20), "value": 9, **told})


@pytest.mark.parametrize(
    ("number", "unit", "is_few"),
    [
        ("3", "children", True),
        ("3", "", True),
        ("5.0", "exclusions", True),
        ("6", "children", False),
        ("0", "children", False),
        ("2.5", "children", False),
        ("3", "%", False),
        ("3", "percentage points", False),
        ("3", "weeks", False),
        ("4", "out of 5", False),
        ("", "children", False),
        ("three", "children", False),
    ],
)
def test_a_few_are_known_by_their_number_and_unit(number: str, unit: str, is_few: bool) -> None:
    assert counts_few(number, unit) is is_few


def test_a_result_of_a_few_comes_back_once(outcome: Outcome, officer: User, browse: Browse) -> None:
    target = in_unit(outcome, officer, "children")
    browser = browse(officer)
    assert "“3 children” tells of a few children" in body(browser.post(PAGE, typed(value="3")))
    target.refresh_from_db()
    assert target.result == ""
    told = typed(value="3", few_may_stand="on")
    assert browser.post(PAGE, told).status_code == 302
    target.refresh_from_db()
    assert target.result_value == 3


def test_so_do_words_that_count_a_few(outcome: Outcome, officer: User, browse: Browse) -> None:
    in_unit(outcome, officer, "%")
    text = body(browse(officer).post(PAGE, typed(value="50", words="1 child was left out")))
    assert "“1 child” tells of a few children" in text


def test_a_result_of_many_is_saved_at_once(outcome: Outcome, officer: User, browse: Browse) -> None:
    in_unit(outcome, officer, "children")
    assert browse(officer).post(PAGE, typed(value="8")).status_code == 302


def test_a_figure_that_the_board_does_not_see_is_not_typed_unasked(
    outcome: Outcome, measure: Measure, officer: User, enter: Enter, browse: Browse
) -> None:
    """43 of 44 in November: 97.7% says that one is missing."""
    target = set_target(outcome, officer)
    enter(measure, date(2025, 11, 1), 43, 44)
    count(target, measure, officer)
    target.refresh_from_db()
    told = typed(value="97.7", version=str(target.version))
    text = body(browse(officer).post(PAGE, told))
    assert "“97.7 %” tells of a few children" in text
    assert browse(officer).post(PAGE, {**told, "few_may_stand": "on"}).status_code == 302
