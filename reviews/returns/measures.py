"""The table of measures in the report, and the chart of each."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

from plans.measuring.words import DIVIDED
from plans.queries.behind import counts_people
from plans.queries.beside import Others, others_of
from plans.queries.commentary import Told
from plans.queries.control_drawing import drawing_of
from plans.queries.ladder_drawing import ladder_of
from plans.queries.series import Series
from plans.queries.stated import freshness, nobody_said, said_in_words
from reviews.returns.measure_shapes import MeasureLine, PrintedFigure
from reviews.returns.read import Reading
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words


def figures_stand(reading: Reading) -> tuple[str, ...]:
    """How complete and up to date the figures are, and who says so (paragraph 8b)."""
    if not reading.measures:
        return ()
    said, since = reading.statement, reading.window.start
    stands = said_in_words(said) if said and said.said_on >= since else nobody_said(since)
    return (*freshness(reading.measures).sentences, stands)


def measure_lines(measures: Sequence[Told], area: LocalArea, on: date) -> tuple[MeasureLine, ...]:
    series = [told.control.series for told in measures]
    others = others_of(area, series, on)
    return tuple(_line(told, others[told.control.series.measure.pk]) for told in measures)


def _line(told: Told, others: Others) -> MeasureLine:
    control, said = told.control, told.said
    series, verdict = control.series, control.verdict
    measure = series.measure
    return MeasureLine(
        ref=measure.ref,
        name=measure.name,
        areas=", ".join(f"({area.ref})" for area in measure.areas),
        is_headline=measure.is_headline,
        figure=control.newest,
        period=series.latest.name if series.latest else "",
        baseline=_baseline(series),
        target=_target(series),
        courses=tuple(control.courses),
        apart=control.apart,
        verdict=verdict.status.key if verdict else "",
        because=verdict.sentence if verdict else "",
        variation=control.variation.key,
        assurance=control.assurance.key,
        unjudged=control.unjudged,
        assured_of=control.assured_of,
        late=tuple(point.name for point in series.late),
        asked=told.reasons,
        shows=said.shows if said else "",
        behind=said.because if said else "",
        doing=said.doing if said else "",
        back_on=said.back_on if said else None,
        rules=measure.get_chart_rules_display(),
        warnings=tuple(control.warnings),
        chart=drawing_of(control),
        beside=others.lines,
        stands=others.stands,
        release=others.release,
        printed=tuple(_printed(series)),
        ladder=ladder_of(series) if measure.is_headline else None,
    )


def _printed(series: Series) -> Iterator[PrintedFigure]:
    """What is told of people, also by the points of the chart."""
    for point in series.points:
        figure = point.figure
        if figure is None or not point.was_counted or not counts_people(point.definition):
            continue
        part = figure.part if point.definition.unit in DIVIDED else figure.value
        yield PrintedFigure(
            starts=point.period.start,
            ends=point.period.end,
            part=None if part is None else abs(ceil(part)),
            whole=None if figure.whole is None else ceil(figure.whole),
        )


def _baseline(series: Series) -> str:
    point = series.baseline
    if point is None or point.value is None:
        return ""
    return f"{point.definition.in_words(point.value)}, {point.name}"


def _target(series: Series) -> str:
    """What is to be reached next."""
    ahead = next((step for step in series.trajectory if step.by_on >= series.on), None)
    if ahead is None:
        return ""
    return f"{series.definition.in_words(ahead.value)} by {day_in_words(ahead.by_on)}"
