"""Short series as tests write them: a list of numbers, one a month from January 2024."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, settings

from plans.statistics.control import Chart, Improvement, Rules, Series, control_chart, readings_of

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""For properties: a busy machine fails none of them."""

Values = Sequence[float | Fraction | None]

STEADY = [11, 9, 10, 12, 8, 10, 11, 9, 10, 12, 8, 10]
"""A year of twelve values around 10 without any signal."""


def month(number: int) -> date:
    """The first of a month, counted from January 2024 as 0."""
    return date(2024 + number // 12, number % 12 + 1, 1)


def series(values: Values, *, rebase: Sequence[int] = (), **given: Any) -> Series:
    """A series in which more is better. `rebase` counts months as `month` does."""
    asked: dict[str, Any] = {
        "improvement": Improvement.INCREASE,
        "rules": Rules.PLOT_THE_DOTS,
        "rebase_dates": frozenset(month(number) for number in rebase),
    }
    if given.get("target") is not None:
        given["target"] = Fraction(given["target"])
    days = [month(number) for number in range(len(values))]
    return Series(readings=readings_of(days, values), **{**asked, **given})


def chart(values: Values, **given: Any) -> Chart:
    return control_chart(series(values, **given))


def labels(found: Chart) -> list[str]:
    return [point.signals.label.value for point in found.points]


def limits(found: Chart, group: int = -1) -> tuple[float, float, float]:
    """Lower limit, mean and upper limit of a group, rounded as a page would show them."""
    spread = found.groups[group].spread
    assert spread.limits is not None
    assert spread.mean is not None
    return (
        round(float(spread.limits.lower), 5),
        round(float(spread.mean), 5),
        round(float(spread.limits.upper), 5),
    )
