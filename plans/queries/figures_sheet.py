"""The figures of a measure as a spreadsheet: what a chart is made of, to be checked by hand."""

from plans.measuring.audiences import MARK
from plans.measuring.figures import plain
from plans.queries.control import Control, signals_of
from plans.queries.control_drawing import described
from plans.queries.judged import judged, since_rebase
from plans.queries.series import Point, Series
from plans.tracker.sheets import Cell, Column, Kind, Sheet
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words


def _column(key: str, heading: str, width: int, kind: Kind = Kind.TEXT) -> Column:
    return Column(key, heading, width, kind, is_editable=True)


COLUMNS = (
    _column("measure", "Measure", 10),
    _column("period", "Period", 24),
    _column("from", "From", 14, Kind.DAY),
    _column("to", "To", 14, Kind.DAY),
    _column("value", "Figure", 14),
    _column("words", "Figure in words", 30, Kind.LONG),
    _column("part", "Counted", 12),
    _column("whole", "Out of", 12),
    _column("definition", "Definition", 12),
    _column("chart", "On the chart", 36, Kind.LONG),
    _column("verdict", "Against what was due", 50, Kind.LONG),
    _column("finality", "How final", 14),
    _column("source", "Source", 30, Kind.LONG),
    _column("source_on", "Source of", 14, Kind.DAY),
)


def figures_sheet(area: LocalArea, control: Control, *, by: str) -> Sheet:
    """Each period as the reader may see it, the oldest first. No query."""
    series = control.series
    measure, signals = series.measure, signals_of(control)
    said = {point.period: signals.get(place, "") for place, point in enumerate(control.points)}
    if control.unjudged:
        said |= {point.period: control.unjudged for point in since_rebase(series)}
    return Sheet(
        name="Figures",
        columns=COLUMNS,
        rows=[_row(series, point, said.get(point.period, "")) for point in series.points],
        title=f"{measure.ref} {measure.name}",
        marking=area.marking,
        about=(
            ("Measure", f"{measure.ref} {measure.name}"),
            ("Chart", described(control) if control.chart else "Nothing to draw"),
            ("Rules", measure.get_chart_rules_display()),
            ("Withheld", f"{MARK} marks a figure that is withheld"),
            ("As at", day_in_words(series.on)),
            ("Downloaded by", by),
        ),
    )


def _row(series: Series, point: Point, chart: str) -> dict[str, Cell]:
    figure = point.figure
    row: dict[str, Cell] = {
        "measure": series.measure.ref,
        "period": point.name,
        "from": point.period.start,
        "to": point.period.end,
        "words": _words(point),
        "definition": str(point.definition.number),
        "chart": chart,
    }
    if figure is None:
        return row
    row |= {
        "value": "" if figure.value is None else plain(figure.value),
        "part": "" if figure.part is None else plain(figure.part),
        "whole": "" if figure.whole is None else plain(figure.whole),
        "finality": figure.finality,
        "source": figure.source,
        "source_on": figure.source_on,
    }
    if point.has_figure and series.trajectory:
        row["verdict"] = judged(series, point).sentence
    return row


def _words(point: Point) -> str:
    """The figure as the page writes it, or why there is none."""
    figure = point.figure
    if figure is None:
        return "Late" if point.is_late else "Not entered yet"
    if figure.withheld:
        return MARK
    if figure.value is None:
        return figure.absence
    return point.definition.in_words(figure.value)
