"""A measure with its periods: what is there, what is missing, what is late."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.measuring.calendar import PeriodType
from plans.models import Measure
from plans.queries.series import read_measure, series_of
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import COUNTED, INSIDE, Enter, add

TODAY = date(2026, 3, 11)


def test_periods_that_nobody_entered_stand_in_the_series(measure: Measure, enter: Enter) -> None:
    enter(measure, date(2025, 11, 1), 1, 4)
    enter(measure, date(2026, 1, 1), 2, 4)
    series = read_measure(measure, TODAY, INSIDE)
    assert [(point.name, point.has_figure, point.is_late) for point in series.points] == [
        ("November 2025", True, False),
        ("December 2025", False, True),
        ("January 2026", True, False),
        ("February 2026", False, False),
    ]


def test_a_figure_is_late_once_its_day_has_passed(measure: Measure, enter: Enter) -> None:
    enter(measure, date(2026, 1, 1), 2, 4)
    due = date(2026, 3, 13)
    assert read_measure(measure, due, INSIDE).late == []
    assert [point.name for point in read_measure(measure, date(2026, 3, 14), INSIDE).late] == [
        "February 2026"
    ]


def test_the_newest_figure_is_not_carried_over_a_period_without_one(
    measure: Measure, enter: Enter
) -> None:
    enter(measure, date(2025, 12, 1), 1, 4)
    enter(measure, date(2026, 1, 1), absence="not_sent")
    series = read_measure(measure, TODAY, INSIDE)
    assert series.latest is not None
    assert series.latest.name == "December 2025"
    assert [point.name for point in series.points] == [
        "December 2025",
        "January 2026",
        "February 2026",
    ]


def test_a_series_is_stale_when_a_newer_figure_was_due(measure: Measure, enter: Enter) -> None:
    enter(measure, date(2025, 12, 1), 1, 4)
    assert read_measure(measure, TODAY, INSIDE).is_stale
    enter(measure, date(2026, 1, 1), 1, 4)
    assert not read_measure(measure, TODAY, INSIDE).is_stale


def test_a_new_definition_with_other_periods_begins_a_segment_of_its_own(
    measure: Measure, officer: User, today: date, enter: Enter
) -> None:
    enter(measure, date(2025, 10, 1), 1, 4)
    changes.redefine(
        measure=measure,
        version=measure.version,
        from_on=date(2026, 1, 1),
        because="The return is quarterly now",
        by=officer,
        on=today,
        **{**COUNTED, "period_type": "quarter"},
    )
    series = read_measure(measure, date(2026, 4, 30), INSIDE)
    assert [point.name for point in series.points] == [
        "October 2025",
        "November 2025",
        "December 2025",
        "January to March 2026",
    ]
    assert [point.name for point in series.segment] == [
        "October 2025",
        "November 2025",
        "December 2025",
    ]
    april = {"on": date(2026, 4, 20), "source_on": date(2026, 4, 20)}
    enter(measure, date(2026, 1, 1), 2, 4, kind=PeriodType.QUARTER, **april)
    series = read_measure(measure, date(2026, 4, 30), INSIDE)
    assert [point.name for point in series.segment] == ["January to March 2026"]


def test_reading_many_measures_costs_no_more_queries_than_reading_one(
    place: Place, officer: User, today: date, enter: Enter
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            for series in series_of(place.area, today, INSIDE):
                assert series.measure.areas
                assert str(series.measure.owner)
        return len(seen)

    enter(add(place, officer, today), date(2026, 1, 1), 2, 4)
    few = cost()
    for number in range(6):
        made = add(place, officer, today, name=f"Measure {number}")
        for month in (11, 12):
            enter(made, date(2025, month, 1), 2, 4)
    assert cost() == few
