"""A measure's figures against what was due for their own periods, and where they are going."""

from dataclasses import dataclass
from fractions import Fraction

from plans.measuring.words import Polarity, Unit
from plans.models import Definition
from plans.queries.series import Point, Series, Step
from plans.statistics import verdicts
from plans.statistics.trajectory import Aim, in_sentences, outlook
from plans.statistics.verdicts import Due, Goal, Verdict, due_on, judge
from sendtrack.govuk.statuses import Status, status_of

STATUS = {
    Verdict.MET: "on_trajectory",
    Verdict.CLOSE: "close_to_it",
    Verdict.MISSED: "off_trajectory",
    Verdict.CONTEXT: "no_direction",
    Verdict.NO_VALUE: "no_current",
    Verdict.NOTHING_DUE: "nothing_due",
}


@dataclass(frozen=True)
class Judged:
    """One figure with its verdict, in the one status language, and the arithmetic in words."""

    status: Status
    sentence: str


def judged(series: Series, point: Point, due: Due | None = None) -> Judged:
    """A period's figure against the value that was due for that period (or `due`), not against the
    end of the plan. What stood under an older definition is not judged by today's trajectory."""
    definition = point.definition
    if point.withheld:
        said = f"The figure of {point.name} is withheld, so nothing is said of it."
        return Judged(status_of("withheld"), said)
    value = point.value
    due = due or due_for(series, point)
    found = judge(
        None if value is None else Fraction(value),
        due,
        _goal(series, definition, due),
        period=point.name,
    )
    return Judged(status_of(STATUS[found.verdict]), found.sentence)


def due_for(series: Series, point: Point) -> Due | None:
    """What was due for a period, by the trajectory of the definition that the period stands under;
    None where nothing was."""
    is_current = point.definition == series.definition
    return due_on(_steps(series) if is_current else [], point.period.end)


def newest_judged(series: Series) -> Judged | None:
    """The newest figure's verdict; None where there is no figure under today's definition."""
    latest = series.latest
    return judged(series, latest) if latest and latest in series.segment else None


def _steps(series: Series) -> list[Due]:
    top = series.definition.band_to
    return [
        Due(point.by_on, Fraction(point.value), None if top is None else Fraction(top))
        for point in series.trajectory
    ]


def _goal(series: Series, definition: Definition, due: Due | None) -> Goal:
    baseline = series.baseline
    started = baseline.value if baseline else None
    return Goal(
        polarity=verdicts.Polarity(definition.polarity),
        unit=unit_of(definition),
        baseline=None if started is None else Fraction(started),
        tolerance=_tolerance(series.trajectory, due),
    )


def _tolerance(trajectory: tuple[Step, ...], due: Due | None) -> Fraction | None:
    """What was agreed for the point that was due; None lets the usual rule hold."""
    for point in trajectory:
        if due is not None and point.by_on == due.by and point.tolerance is not None:
            return Fraction(point.tolerance)
    return None


def unit_of(definition: Definition) -> str:
    """The unit as the sentences of the statistics write it after a number."""
    if definition.unit == Unit.PERCENT:
        return "%"
    if definition.unit == Unit.RATE:
        return f"per {definition.per}"
    if definition.unit in (Unit.DAYS, Unit.WEEKS):
        return definition.unit
    return ""


def course(series: Series) -> list[str]:
    """Whether the next value of the trajectory will be reached if the trend holds, in sentences.
    Empty where nothing lies ahead or neither direction is better."""
    ahead = [point for point in series.trajectory if point.by_on > series.on]
    definition = series.definition
    if not ahead or definition.polarity not in (Polarity.HIGH, Polarity.LOW):
        return []
    target = ahead[0]
    return in_sentences(
        outlook(
            {point.period.end: _number(point) for point in _since_rebase(series)},
            Aim(
                value=float(target.value),
                by=target.by_on,
                higher_is_better=definition.polarity == Polarity.HIGH,
                unit=unit_of(definition),
                bounds=(0.0, 100.0) if definition.unit == Unit.PERCENT else None,
            ),
        )
    ).sentences


def _since_rebase(series: Series) -> list[Point]:
    begins = [rebase.starts_on for rebase in series.rebases]
    segment = [point for point in series.segment if point.has_figure]
    last = max((day for day in begins if segment and day >= segment[0].period.start), default=None)
    return [point for point in segment if last is None or point.period.start >= last]


def _number(point: Point) -> float | None:
    return None if point.value is None else float(point.value)
