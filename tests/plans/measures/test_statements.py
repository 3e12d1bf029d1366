"""Somebody stands for the figures, or says what they lack."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import DataStatement, Measure
from plans.queries.commentary import watched
from plans.queries.stated import Freshness, freshness
from sendtrack.accounts.models import User
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import INSIDE, Enter, add
from tests.plans.pages import HOSTILE, SHOWN, Browse, body

PAGE = "/exampleshire/measures/up-to-date/"


def fresh(place: Place, on: date) -> Freshness:
    return freshness(watched(place.area, on, INSIDE))


def state(place: Place, by: User, on: date, lacks: str = "") -> DataStatement:
    return changes.state_data(area=place.area, is_complete=not lacks, lacks=lacks, by=by, on=on)


def test_without_measures_there_is_nothing_to_stand_for(
    place: Place, officer: User, today: date, browse: Browse
) -> None:
    assert fresh(place, today).sentences == ()
    page = body(browse(officer).get(PAGE))
    assert "Nothing is measured yet" in page
    assert "Say how the figures stand" not in page


def test_the_record_tells_what_is_late_what_is_provisional_and_how_old_the_newest_are(
    place: Place, measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    for month in (10, 11, 12):
        enter(measure, date(2025, month, 1), 23, 44)
    other = add(place, officer, today, name="Reviews in time", from_on=date(2026, 2, 1))
    enter(other, date(2026, 2, 1), 30, 44, finality="final")
    found = fresh(place, today)
    assert found.late == ("M1",)
    assert not found.is_complete
    assert found.sentences == (
        "Of 2 measures, 1 has no figure late. Late: M1.",
        "The newest figure is provisional in M1.",
        "The oldest of the newest figures is that of M1, of a period that ended on "
        "31 December 2025.",
        "Not late yet, and not entered yet: M1 for February 2026.",
    )


def test_a_measure_whose_first_figure_is_not_due_yet_is_empty_and_not_late(
    place: Place, officer: User, today: date
) -> None:
    add(place, officer, today, from_on=date(2026, 3, 1))
    found = fresh(place, today)
    assert (found.late, found.empty) == ((), ("M1",))
    assert "No figure has come yet of M1." in found.sentences


def test_an_officer_says_that_they_are_complete_and_everybody_reads_it(
    place: Place, measure: Measure, officer: User, adviser: User, browse: Browse
) -> None:
    answer = browse(officer).post(f"{PAGE}say/", {"is_complete": "yes"}, follow=True)
    assert "What you said of the figures is on record." in body(answer)
    page = body(browse(adviser).get(PAGE))
    assert "11 March 2026: complete and up to date" in page
    assert f"{PAGE}say/" not in page


def test_who_says_no_says_what_they_lack_and_the_words_stay(
    place: Place, measure: Measure, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "Say what is missing, late or not sure" in body(
        browser.post(f"{PAGE}say/", {"is_complete": "no", "lacks": " "})
    )
    assert "Say whether the figures are complete" in body(
        browser.post(f"{PAGE}say/", {"lacks": "M1 is late"})
    )
    assert not DataStatement.objects.exists()
    browser.post(f"{PAGE}say/", {"is_complete": "no", "lacks": HOSTILE})
    assert SHOWN in body(browser.get(PAGE))
    assert DataStatement.objects.get().lacks == HOSTILE


def test_words_that_count_a_few_children_come_back_once(
    place: Place, measure: Measure, officer: User, browse: Browse
) -> None:
    typed = {"is_complete": "no", "lacks": "Two children were counted twice"}
    answer = body(browse(officer).post(f"{PAGE}say/", typed))
    assert "The words may stand" in answer
    assert not DataStatement.objects.exists()
    browse(officer).post(f"{PAGE}say/", {**typed, "few_may_stand": "on"})
    assert DataStatement.objects.exists()


def test_what_was_left_in_the_box_is_dropped_when_they_are_complete(
    place: Place, officer: User, today: date
) -> None:
    said = changes.state_data(
        area=place.area, is_complete=True, lacks="Left from before", by=officer, on=today
    )
    assert said.lacks == ""
    with pytest.raises(Refusal):
        state(place, officer, today, lacks="  ")


def test_a_past_day_knows_what_was_said_by_then(
    place: Place, measure: Measure, officer: User, today: date, browse: Browse
) -> None:
    state(place, officer, today - timedelta(days=3), lacks="M1 is late")
    assert "M1 is late" in body(browse(officer).get(PAGE))
    past = body(browse(officer).get(f"{PAGE}?as-at=2026-03-01"))
    assert "M1 is late" not in past


def test_the_page_asks_no_more_of_the_database_with_more_measures_and_statements(
    place: Place, measure: Measure, officer: User, today: date, browse: Browse
) -> None:
    browser = browse(officer)
    state(place, officer, today)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    cost()
    few = cost()
    for number in range(4):
        made = add(place, officer, today, name=f"Measure {number}")
        changes.set_point(
            measure=made,
            by_on=date(2026, 6, 30),
            value=Decimal(60),
            tolerance=Decimal(5),
            source="Board",
            by=officer,
            reason="Agreed",
        )
        state(place, officer, today, lacks="Much is late")
    assert cost() == few
