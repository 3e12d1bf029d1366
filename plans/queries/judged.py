"""A measure's figures against what was due for their own periods, and where they are going."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.measuring.audiences import Withheld
from plans.measuring.figures import difference_in_words
from plans.measuring.words import Polarity, Unit
from plans.models import Definition
from plans.queries.series import Point, Series, Step
from plans.statistics import verdicts
from plans.statistics.trajectory import (
    Aim,
    Finding,
    Outlook,
    OutlookWords,
    in_sentences,
    outlook,
)
from plans.statistics.verdicts import Due, Goal, Verdict, due_on, judge
from plans.statistics.words import Say, rounded
from sendtrack.govuk.statuses import Status, status_of
from sendtrack.periods import day_in_words

STATUS = {
    Verdict.MET: "on_trajectory",
    Verdict.CLOSE: "close_to_it",
    Verdict.MISSED: "off_trajectory",
    Verdict.CONTEXT: "no_direction",
    Verdict.NO_VALUE: "no_current",
    Verdict.NOTHING_DUE: "nothing_due",
}


RUNS_ON = (
    "It counts from the start of each year on, so its figures tell no trend: hold each against "
    "what was due for its own period."
)


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
        _goal(series, definition, due, _places(point)),
        period=point.name,
    )
    if found.verdict in (Verdict.CLOSE, Verdict.MISSED) and _lacks_tolerance(series, due):
        said = "No verdict: the baseline is withheld, and what may be missed is counted from there."
        return Judged(status_of("no_tolerance"), said)
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


def _places(point: Point) -> int:
    """No more than the reader is given."""
    decimals, given = point.definition.decimals, point.figure.places if point.figure else None
    return decimals if given is None else min(decimals, given)


def _goal(series: Series, definition: Definition, due: Due | None, places: int) -> Goal:
    baseline = series.baseline
    is_alike = baseline is not None and baseline.definition == definition
    started = baseline.value if baseline and is_alike else None
    return Goal(
        polarity=verdicts.Polarity(definition.polarity),
        unit=unit_of(definition),
        baseline=None if started is None else Fraction(started),
        tolerance=_tolerance(series.trajectory, due),
        places=places,
    )


def _lacks_tolerance(series: Series, due: Due | None) -> bool:
    """Whether a miss can't be told from a near one by who may not see the baseline."""
    is_withheld = series.baseline is not None and series.baseline.withheld is not None
    return is_withheld and _tolerance(series.trajectory, due) is None


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


@dataclass(frozen=True)
class StepInWords(Step):
    """A step of the trajectory as the page of its measure writes it."""

    words: str = ""
    leeway: str = ""
    """How far it may miss; empty where the usual rule holds."""


def steps_in_words(series: Series) -> list[StepInWords]:
    definition = series.definition
    return [
        StepInWords(
            **vars(step),
            words=definition.in_words(step.value),
            leeway=_leeway(step, definition),
        )
        for step in series.trajectory
    ]


def _leeway(step: Step, definition: Definition) -> str:
    """Never with fewer places than it was agreed with."""
    if step.tolerance is None:
        return ""
    agreed = -int(step.tolerance.normalize().as_tuple().exponent)
    return difference_in_words(
        step.tolerance,
        unit=definition.unit,
        decimals=max(definition.decimals, agreed),
        per=definition.per,
    )


def say_of(definition: Definition) -> Say:
    """How every sentence about a measure writes its values: as its own page does."""
    places = definition.decimals
    return lambda value: definition.in_words(rounded(value, places))


def course(series: Series) -> list[str]:
    """Whether the next value of the trajectory will be reached if the trend holds, in sentences.
    Empty where nothing lies ahead or neither direction is better."""
    steps = _ahead(series)
    if not steps:
        return []
    return [because] if (because := _no_course(series)) else _told(series, steps[0]).sentences


def courses(series: Series) -> list[str]:
    """The next value of the trajectory and its last, each in a line: "70% by 9 June 2026: on course
    if the trend holds." One sentence where nothing can be said."""
    steps = _ahead(series)
    if not steps:
        return []
    if because := _no_course(series):
        return [because]
    return [
        f"{series.definition.in_words(step.value)} by {day_in_words(step.by_on)}: "
        f"{_begun_small(_told(series, step).headline)}."
        for step in _told_of(steps)
    ]


def findings(series: Series) -> list[Finding]:
    """What the courses find, in their order; empty where nothing can be said."""
    steps = _ahead(series)
    if not steps or _no_course(series):
        return []
    return [_outlook(series, step).finding for step in _told_of(steps)]


def _told_of(steps: Sequence[Step]) -> list[Step]:
    """The next and the last."""
    return [steps[0], *steps[1:][-1:]]


def _ahead(series: Series) -> list[Step]:
    if series.definition.polarity not in (Polarity.HIGH, Polarity.LOW):
        return []
    return [step for step in series.trajectory if step.by_on > series.on]


def _no_course(series: Series) -> str:
    return RUNS_ON if series.definition.is_cumulative else unjudged(since_rebase(series))


def _told(series: Series, step: Step) -> OutlookWords:
    return in_sentences(_outlook(series, step), say=say_of(series.definition))


def _outlook(series: Series, step: Step) -> Outlook:
    definition = series.definition
    return outlook(
        {point.period.end: _number(point) for point in since_rebase(series)},
        Aim(
            value=float(step.value),
            by=step.by_on,
            higher_is_better=definition.polarity == Polarity.HIGH,
            unit=unit_of(definition),
            bounds=(0.0, 100.0) if definition.unit == Unit.PERCENT else None,
        ),
    )


def _begun_small(headline: str) -> str:
    return f"{headline[:1].lower()}{headline[1:]}".replace(": ", ", ")


def since_rebase(series: Series) -> list[Point]:
    """The periods that were counted since the chart was last rebased, also those whose figures are
    withheld."""
    segment = [point for point in series.segment if point.was_counted]
    last = max((rebase.starts_on for rebase in series.rebases_now), default=None)
    return [point for point in segment if last is None or point.period.start >= last]


def unjudged(points: Sequence[Point]) -> str:
    """Why these figures together get no verdict: those that a reader may see would say something
    else than all of them, and what all of them say would tell of those that are withheld."""
    kept = [point for point in points if point.withheld]
    if not kept:
        return ""
    are = "is" if len(kept) == 1 else "are"
    told = f"No verdict: {len(kept)} of {len(points)} figures {are} withheld"
    if any(point.withheld is not Withheld.SMALL for point in kept):
        return f"{told}."
    return f"{told} as {'a small number' if len(kept) == 1 else 'small numbers'}."


def _number(point: Point) -> float | None:
    return None if point.value is None else float(point.value)
