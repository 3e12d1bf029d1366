"""Our own figure of a year before, where it may stand beside a figure.

Both are of the same part of their year: a figure that is counted from the start of the year on
stands beside the one of the same month, never beside the whole year before.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.measuring.calendar import named, same_a_year_before
from plans.measuring.words import DIVIDED
from plans.queries.behind import counts_people
from plans.queries.judged import say_of, unit_of
from plans.queries.series import Point, Series
from plans.statistics.comparators import change_between
from plans.statistics.words import change

FEW = 10
"""How many have to be counted for a change to be judged."""


@dataclass(frozen=True)
class YearBefore:
    """The figure of a year before with the change since; or why there is none."""

    period: str
    figure: str
    """Empty where there is none, or where both were not counted alike."""
    finality: str
    difference: str
    """ "+8 percentage points"; "about +5" where one of the two is rounded."""
    relative: str
    """ "+28.6 per cent"; empty where it says nothing."""
    sentence: str
    """Ends as a sentence does, also where there is nothing to compare."""

    @property
    def is_compared(self) -> bool:
        return bool(self.difference)


def year_before(series: Series, point: Point | None) -> YearBefore | None:
    """None where there is no figure to compare."""
    if point is None or point.value is None:
        return None
    definition = point.definition
    wanted = same_a_year_before(definition.period_type, point.period)
    name = named(definition.period_type, wanted)
    before = next((each for each in series.points if each.period == wanted), None)
    if because := _why_not(before, point, name):
        return YearBefore(name, "", "", "", "", because)
    assert before is not None
    assert before.value is not None
    assert before.figure is not None
    was, now = Fraction(before.value), Fraction(point.value)
    if _has_few(before) or _has_few(point):
        told = f"Since {name}: from {before.words} to {point.words}. Fewer than {FEW} were counted"
        few = f"{told}, too few to judge a change."
        return YearBefore(name, before.words, before.figure.finality, "", "", few)
    unit, places = unit_of(definition), definition.decimals
    found = change_between(was, now, unit, places=places, say=say_of(definition))
    is_rounded = _is_rough(before) or _is_rough(point)
    difference = change(found.points, unit, places=places)
    relative = "" if found.relative is None or is_rounded else change(found.relative, "").strip()
    told = f"Since {name}: {found.sentence}"
    if is_rounded:
        told = f"Since {name}: from {before.words} to {point.words}, each rounded."
    return YearBefore(
        period=name,
        figure=before.words,
        finality=before.figure.finality,
        difference=f"about {difference}" if is_rounded else difference,
        relative=f"{relative} per cent" if relative else "",
        sentence=told,
    )


def _has_few(point: Point) -> bool:
    """Whether so few were counted that a change of one looks large (domain, 5.5.4)."""
    if point.figure is None or not counts_people(point.definition):
        return False
    is_divided = point.definition.unit in DIVIDED
    base = point.figure.whole if is_divided else point.figure.value
    return base is not None and base < FEW


def _is_rough(point: Point) -> bool:
    """Whether the figure is rounded to fewer places than its definition shows."""
    if point.figure is None or point.figure.between is None:
        return False
    low, high = point.figure.between
    return high - low > Decimal(1).scaleb(-point.definition.decimals)


def _why_not(before: Point | None, point: Point, name: str) -> str:
    if before is not None and before.withheld:
        return f"Our own figure of {name}, a year before, is withheld."
    if before is not None and before.figure is not None and before.figure.absence:
        reason = before.figure.absence
        told = f"{reason[:1].lower()}{reason[1:]}"
        return f"There is no figure of ours for {name}, a year before: {told}."
    if before is None or before.value is None:
        return f"There is no figure of ours for {name}, a year before."
    if before.definition.pk != point.definition.pk:
        return "Not comparable with a year before, because it was defined otherwise then."
    return ""
