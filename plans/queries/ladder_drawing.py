"""The ladder of a measure's targets as numbers for a template, and in sentences."""

from decimal import Decimal
from fractions import Fraction

from plans.charts.ladder import LadderDrawing, draw_ladder
from plans.measuring.words import Unit
from plans.queries.series import Point, Series
from sendtrack.periods import day_in_words

DRAWN = 36
"""Figures of a ladder: three years of months. Older ones would press the steps together."""


NARROW = 12
"""Figures of a ladder on a telephone, beside all its targets."""


def ladder_of(series: Series, *, narrow: bool = False) -> LadderDrawing | None:
    """None where nothing is to be reached. What the reader may not see is not drawn. No query."""
    if not series.trajectory:
        return None
    measure, definition = series.measure, series.definition
    points = list(series.segment)[-(NARROW if narrow else DRAWN) :]
    counted = [point for point in points if point.has_figure]
    percent = definition.unit == Unit.PERCENT
    has_nought = definition.unit not in (Unit.SCORE, Unit.POUNDS)
    return draw_ladder(
        [(point.period.end, _value(point)) for point in points],
        [(step.by_on, Fraction(step.value)) for step in series.trajectory],
        on=series.on,
        key=f"ladder-{measure.ref.lower()}{'-narrow' if narrow else ''}",
        title=f"{measure.ref} {measure.name}: the figures and the targets",
        description=_described(series, counted),
        words=lambda value: definition.in_words(_decimal(value)),
        marks=lambda value: definition.in_short(_decimal(value)),
        narrow=narrow,
        finest=Fraction(1, 10**definition.decimals),
        bounds=(Fraction(0) if has_nought else None, Fraction(100) if percent else None),
    )


def _value(point: Point) -> Fraction | None:
    return None if point.value is None else Fraction(point.value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _described(series: Series, points: list[Point]) -> str:
    say = series.definition.in_words
    due = [f"{say(step.value)} by {day_in_words(step.by_on)}" for step in series.trajectory]
    told = [f"Targets: {', '.join(due)}."]
    if points and points[-1].value is not None:
        told.append(f"Newest figure {say(points[-1].value)}, {points[-1].name}.")
    if series.baseline is not None and series.baseline.words:
        told.append(f"Baseline {series.baseline.words}, {series.baseline.name}.")
    return " ".join(told)
