"""What is doubtful about a figure before it is saved, beside the figures that stand already."""

from fractions import Fraction

from plans.measuring.words import Unit
from plans.models import Definition
from plans.queries.entered import EnteredPoint, EnteredSeries
from plans.queries.judged import unit_of
from plans.statistics.plausibility import Habit, Hint, doubts
from sendtrack.periods import Period


def doubts_about(
    value: Fraction, series: EnteredSeries, definition: Definition, period: Period
) -> list[Hint]:
    """Beside the earlier figures under the same definition; of a cumulative measure, those of the
    same year. No query."""
    earlier = [
        point
        for point in series.points
        if point.definition == definition and point.period.end < period.end
    ]
    if definition.is_cumulative:
        earlier = [point for point in earlier if _year(point.period) == _year(period)]
    habit = Habit(
        unit=unit_of(definition),
        earlier=[_value(point) for point in earlier],
        bounds=(Fraction(0), Fraction(100)) if definition.unit == Unit.PERCENT else None,
        whole=definition.unit == Unit.COUNT,
        cumulative=definition.is_cumulative,
    )
    return doubts(value, habit)


def _value(point: EnteredPoint) -> Fraction | None:
    reading = point.reading
    return None if reading is None or reading.value is None else Fraction(reading.value)


def _year(period: Period) -> int:
    """The year that a cumulative count runs through: councils count from April."""
    return period.end.year - (period.end.month < 4)
