"""What is doubtful in the words about a figure."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import takewhile
from typing import Any

from plans.measuring.calendar import same_a_year_before
from plans.measuring.words import Unit
from plans.queries.series import Point, Series
from plans.statistics.plausibility import Hint, doubts_of_claims


def doubts_of_words(series: Series, point: Point, said: Mapping[str, Any]) -> list[Hint]:
    """Changes told in per cent that are percentage points, or the other way round: since the figure
    before, since a year before and since the baseline. No query."""
    if point.value is None or point.definition.unit != Unit.PERCENT:
        return []
    earlier = [*takewhile(lambda each: each.period != point.period, series.segment)]
    a_year_before = same_a_year_before(point.definition.period_type, point.period)
    held = [
        *[each for each in earlier if each.has_figure][-1:],
        *[each for each in earlier if each.period == a_year_before or each.is_baseline],
    ]
    befores = [Fraction(each.value) for each in held if each.value is not None]
    text = "\n".join(str(said.get(name) or "") for name in ("shows", "because", "doing"))
    return doubts_of_claims(text, Fraction(point.value), befores)
