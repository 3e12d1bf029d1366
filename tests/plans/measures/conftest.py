"""A measure of the tests' area and the means to enter figures of it, made through the verbs."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.measuring.audiences import Audience
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Measure, Reading
from plans.queries.readers import Reader
from sendtrack.accounts.models import User
from tests.conftest import Place

COUNTED: dict[str, Any] = {
    "numerator": "New plans issued within 20 weeks",
    "denominator": "All new plans issued",
    "unit": "percent",
    "multiplier": 100,
    "decimals": 1,
    "polarity": "high",
    "cohort": "ehcp",
    "geography": "maintaining",
    "period_type": "month",
    "source": "local",
}
"""What the tests' measure counts, unless a test says otherwise."""

INSIDE = Reader(Audience.INTERNAL, date(2026, 3, 11))
"""Somebody who enters figures."""

Enter = Callable[..., Reading]


@pytest.fixture
def measure(place: Place, officer: User, today: date) -> Measure:
    """M1: plans issued within 20 weeks, month by month from October 2025. The ICB supplies it."""
    return add(place, officer, today)


def add(place: Place, by: User, on: date, **told: Any) -> Measure:
    return changes.add_measure(
        **{
            "area": place.area,
            "name": "New plans within 20 weeks",
            "owner": place.posts["officer"],
            "supplier": place.icb,
            "areas": [place.areas[0]],
            "from_on": date(2025, 10, 1),
            "by": by,
            "on": on,
            **COUNTED,
            **told,
        }
    )


@pytest.fixture
def enter(officer: User, today: date) -> Enter:
    """Enters the figure of the month that a day falls in: `enter(measure, day, 23, 44)`."""

    def _enter(
        measure: Measure, day: date, numerator: Any = None, denominator: Any = None, **told: Any
    ) -> Reading:
        period = period_of(told.pop("kind", PeriodType.MONTH), day)
        return changes.enter_reading(
            **{
                "measure": measure,
                "period": period,
                "numerator": None if numerator is None else Decimal(numerator),
                "denominator": None if denominator is None else Decimal(denominator),
                "finality": "provisional",
                "source": "Case system",
                "source_on": period.end,
                "by": officer,
                "on": today,
                **told,
            }
        )

    return _enter
