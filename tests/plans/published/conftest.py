"""The tests' area as North Somerset's number, a measure by the calendar year, and its files."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Comparator, ComparedCouncil, Measure, PublishedFile, Reading
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.files.samples import uploaded
from tests.plans.measures.conftest import add, enter, measure
from tests.plans.published.files import usual, written

PUBLICATION = "Education, health and care plans"
RELEASED = date(2025, 6, 26)

Bring = Callable[..., PublishedFile]
Compare = Callable[..., Comparator]


@pytest.fixture
def council(place: Place, officer: User) -> ComparedCouncil:
    return changes.say_council(area=place.area, number="802", by=officer, reason="It is ours")


@pytest.fixture
def yearly(place: Place, officer: User, today: date) -> Measure:
    """M1: plans in time by the calendar year, 61.5% in 2024."""
    made = add(
        place,
        officer,
        today,
        name="Plans in time, as published",
        period_type="calendar_year",
        from_on=date(2023, 1, 1),
    )
    for year, counted, of in ((2023, 150, 360), (2024, 321, 522)):
        enter_year(made, officer, today, year, counted, of)
    return made


def enter_year(
    measure: Measure,
    by: User,
    on: date,
    year: int,
    numerator: int,
    denominator: int,
    **told: Any,
) -> Reading:
    return changes.enter_reading(
        measure=measure,
        period=period_of(PeriodType.CALENDAR_YEAR, date(year, 6, 1)),
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
        finality="final",
        source="SEN2 return",
        source_on=date(year + 1, 2, 1),
        by=by,
        on=on,
        **told,
    )


@pytest.fixture
def bring(place: Place, officer: User, council: ComparedCouncil, today: date) -> Bring:
    """Bring a file in: `bring(rows)`, or bytes."""

    def _bring(content: Any = None, **told: Any) -> PublishedFile:
        if not isinstance(content, bytes):
            content = written(usual() if content is None else content)
        return changes.bring_published(
            **{
                "area": place.area,
                "upload": uploaded(content, "timeliness.csv"),
                "publication": PUBLICATION,
                "title": "timeliness_20_week",
                "released_on": RELEASED,
                "address": "Explore education statistics, data catalogue",
                "by": officer,
                "on": today,
                **told,
            }
        )

    return _bring


@pytest.fixture
def compare(officer: User, today: date) -> Compare:
    """Say what a measure is compared with: the column of percentages of all plans."""

    def _compare(measure: Measure, file: PublishedFile, **told: Any) -> Comparator:
        return changes.compare_with(
            **{
                "measure": measure,
                "file": file,
                "indicator": "pc_in_time",
                "filters": {"breakdown": "All plans"},
                "counted_by": "calendar_year",
                "cohort": "ehcp",
                "geography": "maintaining",
                "by": officer,
                "on": today,
                **told,
            }
        )

    return _compare


__all__ = ["enter", "measure"]
