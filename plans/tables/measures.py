"""The tables of measures and of the figures of one."""

from collections.abc import Mapping
from typing import Any

import django_tables2
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plans.charts.spark import Spark
from plans.measuring.audiences import MARK, Withheld
from plans.measuring.figures import plain
from plans.models import Measure
from plans.queries.beside import Others
from plans.queries.breaks import breaks
from plans.queries.control import Control, signals_of
from plans.queries.judged import judged
from plans.queries.series import Point
from plans.tables.cells import with_notes
from sendtrack.govuk.statuses import Status
from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn, StatusColumn
from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import status_tag


class MeasureTable(GovukTable):
    """Measures with their newest figure."""

    caption = "All measures"
    row_header = "name"
    stacks_early = True

    name = django_tables2.Column(
        accessor="series__measure", verbose_name="Measure", attrs={"th": {"class": "app-quarter"}}
    )
    latest = NumberColumn(accessor="series__latest", verbose_name="Newest figure", empty_values=())
    line = django_tables2.Column(accessor="spark", verbose_name="So far", default="")
    variation = StatusColumn(verbose_name="Variation")
    assurance = StatusColumn(verbose_name="Target")
    due_value = StatusColumn(accessor="judged", verbose_name="Against what was due", default="–")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "Nothing is measured yet. An officer adds a measure, from the library or new."

    def __init__(
        self,
        data: list[Control],
        *,
        slug: str,
        others: Mapping[int, Others] | None = None,
        **kwargs: Any,
    ) -> None:
        self.slug, self.others = slug, others or {}
        super().__init__(data, **kwargs)

    def render_name(self, value: Measure) -> SafeString | str:
        url = reverse("plans:measure", args=[self.slug, value.ref])
        link = format_html(
            '<a href="{}"><span class="app-reference-number">{}</span> {}</a>',
            url,
            value.ref,
            value.name,
        )
        areas = ", ".join(f"({area.ref})" for area in value.areas)
        notes = [f"Area {areas}"] if areas else []
        named = with_notes(link, [*notes, *_headline(value), value.owner.in_full])
        return format_html("{}{}", named, self._beside(value))

    def _beside(self, measure: Measure) -> SafeString:
        """England, the region and the neighbours beside its figure, or why they are not."""
        found = self.others.get(measure.pk)
        rows = ((line,) for line in (found.lines if found else ()))
        return format_html_join("", ' <span class="app-muted app-block">{}</span>', rows)

    def render_latest(self, value: Point | None, record: Control) -> SafeString | str:
        """The figure, its period and what is missing after it."""
        missing = record.series.late
        late = f"{_missing(missing)} missing" if missing else ""
        if value is None:
            return with_notes("none yet", [], late=late)
        return with_notes(_figure(value), [value.name], late=late)

    def render_variation(self, value: Status, record: Control) -> SafeString | str:
        return with_notes(status_tag(value), [record.unjudged] if record.unjudged else [])

    def render_assurance(self, value: Status, record: Control) -> SafeString | str:
        return with_notes(status_tag(value), [record.assured_of] if record.assured_of else [])

    def render_line(self, value: Spark) -> str:
        return render_to_string("plans/charts/spark.html", {"spark": value})


def _missing(points: list[Point]) -> str:
    first = points[0].name
    return first if len(points) == 1 else f"{len(points)} figures since {first}"


def _headline(measure: Measure) -> list[str]:
    return ["Headline measure"] if measure.is_headline else []


def _figure(point: Point) -> str:
    return MARK if point.value is None else point.definition.in_words(point.value)


_SHORT = {
    Withheld.SMALL: "Withheld: small numbers",
    Withheld.NO_PARTS: "Withheld: out of how many is not known",
    Withheld.REVISED: "Withheld: revised since",
}


class FigureTable(GovukTable):
    """The figures of one measure, newest first."""

    caption = "Figures, newest first"
    row_header = "name"

    name = django_tables2.Column(verbose_name="Period")
    value = NumberColumn(accessor="figure", verbose_name="Figure", empty_values=())
    parts = NumberColumn(accessor="figure", verbose_name="Of how many", empty_values=())
    due = django_tables2.Column(accessor="period", verbose_name="Against what was due")
    says = django_tables2.Column(accessor="period", verbose_name="On the chart")
    finality = django_tables2.Column(
        accessor="figure__finality", verbose_name="How final", default="–"
    )
    source = django_tables2.Column(accessor="figure__source", verbose_name="Source", default="–")
    source_on = DayColumn(accessor="figure__source_on", verbose_name="Source of", default="–")
    enter = django_tables2.Column(accessor="period", verbose_name="Next", orderable=False)

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No period has ended yet since this is counted."

    def __init__(self, control: Control, *, may_enter: bool, slug: str, **kwargs: Any) -> None:
        self.series, self.slug = control.series, slug
        signals = signals_of(control)
        self.says = {
            point.period: signals.get(place, "") for place, point in enumerate(control.points)
        }
        self.breaks = breaks(control.series)
        data = control.series.points[::-1]
        super().__init__(data, exclude=() if may_enter else ("enter",), **kwargs)

    def render_name(self, value: str, record: Point) -> SafeString | str:
        return with_notes(value, self.breaks.get(record.period, []))

    def render_value(self, record: Point) -> SafeString | str:
        figure = record.figure
        if figure is None:
            return "Late" if record.is_late else "Not entered yet"
        if figure.absence:
            return figure.absence
        notes = ["Baseline"] if figure.is_baseline else []
        if figure.withheld:
            return with_notes(MARK, [_SHORT[figure.withheld], *notes])
        if figure.is_small:
            notes.append("Small number: not to be published")
        return with_notes(_figure(record), notes)

    def render_parts(self, record: Point) -> str:
        figure = record.figure
        if figure is None or figure.whole is None or figure.part is None:
            return "–"
        return f"{plain(figure.part)} of {plain(figure.whole)}"

    def render_due(self, record: Point) -> SafeString | str:
        if not record.has_figure or not self.series.trajectory:
            return "–"
        found = judged(self.series, record)
        if found.status.key == "nothing_due":
            return "–"
        return with_notes(status_tag(found.status), [found.sentence])

    def render_says(self, record: Point) -> str:
        said = self.says.get(record.period, "")
        return f"{said[:1].upper()}{said[1:]}" or "–"

    def render_source(self, value: str, record: Point) -> SafeString | str:
        if record.figure is None or record.figure.audit is None:
            return value
        url = reverse("plans:audit-round", args=[self.slug, *record.figure.audit])
        return format_html('<a href="{}">{}</a>', url, value)

    def render_source_on(self, value: Any) -> str:
        return short_day(value)

    def render_enter(self, record: Point) -> SafeString:
        args = [self.slug, self.series.measure.ref, record.period.end]
        return format_html(
            '<a href="{}">{} {}</a>',
            reverse("plans:reading", args=args),
            "Change" if record.figure else "Enter",
            record.name,
        )
