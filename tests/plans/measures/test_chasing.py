"""Figures that are late: who is asked, how often, and where it shows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import FigureChase, Measure
from plans.scheduled import chase
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations import changes as organisations
from sendtrack.publishing.models import Message
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import Browse, body

MONDAY = date(2026, 3, 16)
"""The first working day after February's figure was due, on 13 March."""

Tick = Callable[..., list[Message]]


@pytest.fixture
def tick(place: Place, system: User) -> Tick:
    def _tick(on: date = MONDAY) -> list[Message]:
        return changes.chase_figures(area=place.area, by=system, on=on)

    return _tick


@pytest.fixture
def late(measure: Measure, officer: User, enter: Enter) -> Measure:
    """M1 of the officer's post, which lacks February 2026 alone."""
    for month in (date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)):
        enter(measure, month, 23, 44)
    return measure


def words_of(message: Message) -> str:
    text = message_from_bytes(bytes(message.mime), policy=default).get_body()
    assert text is not None
    return str(text.get_content())


def test_whoever_holds_the_post_is_written_to_once_it_is_late(
    late: Measure, officer: User, tick: Tick
) -> None:
    assert tick(date(2026, 3, 13)) == []
    [letter] = tick()
    assert [each.recipient for each in letter.deliveries.all()] == [officer.email]
    assert letter.subject == "Late: 1 figure of Exampleshire"
    text = words_of(letter)
    assert "A figure that SEND Commissioner, Exampleshire Council answers for was due" in text
    assert "M1 New plans within 20 weeks (supplied by Exampleshire Integrated Care Board)" in text
    assert "February 2026" in text
    assert "Due on 13 March 2026" in text
    assert "/exampleshire/measures/enter/" in text


def test_nobody_is_asked_twice_in_a_month_and_again_in_the_next(late: Measure, tick: Tick) -> None:
    tick()
    for days in (0, 1, 2, 15, 24):
        assert tick(MONDAY + timedelta(days=days)) == []
    [second] = tick(date(2026, 4, 13))
    assert "February 2026" in words_of(second)
    assert [each.cycle for each in FigureChase.objects.filter(period_end="2026-02-28")] == [0, 1]


def test_another_month_that_falls_late_is_asked_for_alone(late: Measure, tick: Tick) -> None:
    tick()
    [letter] = tick(date(2026, 4, 20))
    tick(date(2026, 4, 20))
    assert "2 figures" in letter.subject
    [third] = tick(date(2026, 5, 14))
    assert "March 2026" not in words_of(third).replace("Due on 13 March 2026", "").replace(
        "13 March 2026", ""
    )


def test_what_has_been_entered_or_explained_is_not_asked_for(
    late: Measure, enter: Enter, tick: Tick
) -> None:
    enter(late, date(2026, 2, 1), absence="not_sent")
    assert tick() == []


def test_nobody_is_written_to_at_a_weekend_or_at_night(late: Measure) -> None:
    with clock.at(datetime(2026, 3, 15, 10, 0, tzinfo=UTC)):
        chase()
    with clock.at(datetime(2026, 3, 16, 3, 0, tzinfo=UTC)):
        chase()
    assert not Message.objects.exists()
    with clock.at(datetime(2026, 3, 16, 9, 0, tzinfo=UTC)):
        chase()
        chase()
    assert Message.objects.count() == 1


def test_all_that_is_late_of_one_post_stands_in_one_letter(
    place: Place, late: Measure, officer: User, today: date, tick: Tick
) -> None:
    add(place, officer, today, name="Open complaints", from_on=date(2026, 1, 1))
    [letter] = tick()
    assert letter.subject == "Late: 3 figures of Exampleshire"
    assert FigureChase.objects.count() == 3


def test_a_vacant_post_is_written_to_once_somebody_holds_it(
    place: Place, late: Measure, officer: User, system: User, tick: Tick
) -> None:
    post = organisations.add_post(organisation=place.council, title="Analyst", by=system)
    with record(actor=system, reason="Passed on"):
        row = late.lock()
        row.owner = post
        row.save()
    assert tick() == []
    organisations.appoint(
        post=post, person=place.people["officer"], from_on=date(2026, 3, 1), by=system
    )
    assert len(tick()) == 1


def test_what_is_late_waits_on_the_holders_own_page(
    late: Measure, officer: User, browse: Browse
) -> None:
    text = body(browse(officer).get("/exampleshire/actions/mine/"))
    assert "Figures to enter" in text
    assert "February 2026 due 13 March 2026" in text
    assert "/exampleshire/measures/enter/" in text


def test_a_partner_finds_what_it_supplies_and_the_chair_nothing(
    late: Measure, partner: User, browse: Browse
) -> None:
    text = body(browse(partner).get("/exampleshire/actions/mine/"))
    assert "New plans within 20 weeks" in text


def test_the_dashboard_says_in_one_line_what_is_missing(
    late: Measure, adviser: User, chair: User, browse: Browse
) -> None:
    path = "/exampleshire/dashboard/"
    with clock.at(datetime(2026, 3, 16, 9, 0, tzinfo=UTC)):
        page = browse(chair).get(path)
        text = body(page)
    assert "1 measure lacks a figure that was due:" in text
    assert "(February 2026)" in text
    assert "lacks a figure" not in body(browse(adviser).get(path))


def test_asking_costs_no_more_for_many_measures(
    place: Place, late: Measure, officer: User, today: date, enter: Enter, tick: Tick
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            tick(date(2026, 3, 17))
        return len(found)

    tick(date(2026, 3, 17))
    few = asked()
    for number in range(6):
        enter(add(place, officer, today, name=f"Measure {number}"), date(2026, 2, 1), 23, 44)
    assert asked() == few
