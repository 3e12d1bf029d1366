"""A result that somebody types goes into the plan and the report: it is asked about where it tells
of a few."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.models import Measure, Outcome, Target
from sendtrack.accounts.models import User
from sendtrack.privacy.few import counts_few
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


def missed(outcome: Outcome, officer: User, number: str = "3") -> Target:
    target = in_unit(outcome, officer, "children", value=1)
    return changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(number),
        words=f"{number} children are still out of school",
        on=date(2025, 12, 9),
        source="Board paper",
        by=officer,
    )


TARGET = "/exampleshire/plan/outcomes/A1/targets/3/"


def test_a_result_of_a_few_is_read_by_those_who_enter_figures_on_its_own_page(
    outcome: Outcome, officer: User, adviser: User, browse: Browse
) -> None:
    missed(outcome, officer)
    assert "3 children are still out of school" in body(browse(officer).get(TARGET))
    outside = body(browse(adviser).get(TARGET))
    assert "3 children" not in outside
    assert "A result of 9 December 2025 is withheld as a small number" in outside
    assert "[c] the words are withheld" in outside
    assert "3 children" in body(browse(officer).get(f"{TARGET}history/"))
    assert "3 children" not in body(browse(adviser).get(f"{TARGET}history/"))


def test_pages_that_everybody_reads_leave_it_out_whoever_asks(
    outcome: Outcome, officer: User, browse: Browse
) -> None:
    missed(outcome, officer)
    for path in ("plan/", "plan/areas/a/", "plan/findings/"):
        text = body(browse(officer).get(f"/exampleshire/{path}", follow=True))
        assert "missed by 2 children" not in text
        assert "3 children" not in text


def test_a_result_of_many_is_read_by_everybody(
    outcome: Outcome, officer: User, adviser: User, browse: Browse
) -> None:
    missed(outcome, officer, "13")
    outside = body(browse(adviser).get(TARGET))
    assert "13 children on 9 December 2025, missed by 12 children" in outside


def test_a_result_that_was_of_a_few_once_is_not_told_by_its_history(
    outcome: Outcome, officer: User, adviser: User, browse: Browse
) -> None:
    target = missed(outcome, officer)
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(13),
        words="",
        on=date(2025, 12, 9),
        source="Board paper",
        by=officer,
    )
    told = body(browse(adviser).get(f"{TARGET}history/"))
    assert "Corrected the result" in told
    assert "3 children" not in told
    assert "Value reached" not in told
