"""The control chart of a measure as a drawing, and the words that stand for the picture."""

from decimal import Decimal
from fractions import Fraction

from plans.charts.control import NARROW_POINTS, ControlDrawing, draw
from plans.measuring.words import Unit
from plans.queries.control import Control
from plans.statistics.control.words import signals_in_words


def drawing_of(control: Control, *, narrow: bool = False) -> ControlDrawing | None:
    """The chart as numbers for a template; None where there is nothing to draw. A `narrow` one
    holds the newest points and is drawn for a telephone, beside the whole one."""
    chart, definition = control.chart, control.series.definition
    if chart is None:
        return None
    top = Fraction(100) if definition.unit == Unit.PERCENT else None
    low = None if definition.unit in (Unit.SCORE, Unit.POUNDS) else Fraction(0)
    measure = control.series.measure
    newest = f"The newest {NARROW_POINTS} of: " if len(control.points) > NARROW_POINTS else ""
    return draw(
        chart,
        key=f"chart-{measure.ref.lower()}{'-narrow' if narrow else ''}",
        title=f"{measure.ref} {measure.name}: {control.variation.word}",
        description=f"{newest if narrow else ''}{described(control)}",
        names=[point.definition.short(point.period) for point in control.points],
        words=lambda value: definition.in_words(_decimal(value)),
        marks=lambda value: definition.in_short(_decimal(value)),
        finest=Fraction(1, 10**definition.decimals),
        bounds=(low, top),
        narrow=narrow,
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def described(control: Control) -> str:
    """The chart in sentences, for who does not see it: made of the same result as its marks."""
    chart, points = control.chart, control.points
    assert chart is not None
    series = control.series

    def say(value: Fraction, *, more: int = 0) -> str:
        return series.definition.in_words(_decimal(value), more=more)

    told = [f"{points[0].name} to {points[-1].name}, {len(points)} periods."]
    latest = next((each for each in reversed(chart.points) if each.value is not None), None)
    if latest is not None and latest.value is not None:
        at = next(point for point in points if point.period.end == latest.day)
        told.append(f"Newest figure {say(latest.value)}, {at.name}.")
    spread = chart.groups[-1].spread
    if spread.mean is not None:
        limits = (
            f", limits {say(spread.limits.lower, more=1)} to {say(spread.limits.upper, more=1)}"
            if spread.limits
            else ""
        )
        told.append(f"Mean {say(spread.mean, more=1)}{limits}.")
    if chart.series.target is not None:
        told.append(f"Target {say(chart.series.target)}.")
    told += [f"Variation: {control.variation.word}.", f"Assurance: {control.assurance.word}."]
    told += [control.unjudged] if control.unjudged else _signals(control)
    return " ".join(told)


def _signals(control: Control) -> list[str]:
    """What the marks say by their shapes, one sentence. Nothing of it is worked out of figures
    beside one that is withheld."""
    assert control.chart is not None
    names = {point.period.end: point.name for point in control.points}
    said = signals_in_words(control.chart, names.__getitem__)
    return [f"Signals: {'; '.join(said)}."] if said else []
