"""What is to be collected, as a table."""

from datetime import date
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import PlannedSource
from plans.tables.cells import late_by, who, with_notes
from sendtrack.govuk.tables import GovukTable, TitleColumn
from sendtrack.govuk.tags.dates import short_day


class PlannedTable(GovukTable):
    """Each planned source with its day and what came last."""

    caption = "Evidence to collect"
    hide_caption = True
    row_header = "ref"

    ref = django_tables2.Column(verbose_name="Reference")
    what = TitleColumn(verbose_name="What")
    area = django_tables2.Column(accessor="area__position", verbose_name="Area")
    owner = django_tables2.Column(verbose_name="Who", orderable=False)
    due = django_tables2.Column(
        accessor="next_due_on", verbose_name="Next by", empty_values=(), orderable=False
    )
    last = django_tables2.Column(
        accessor="last_collected_on", verbose_name="Last came", empty_values=(), orderable=False
    )

    class Meta(GovukTable.Meta):
        empty_text = "Nothing is planned to be collected. It is planned on the page of an area."

    def __init__(self, data: Any, *, slug: str, on: date, **kwargs: Any) -> None:
        self.slug, self.on = slug, on
        super().__init__(data, **kwargs)

    def render_ref(self, value: str) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("plans:planned-item", args=[self.slug, value]), value
        )

    def render_what(self, record: PlannedSource) -> SafeString | str:
        return with_notes(record.what, [record.get_method_display()])

    def render_area(self, record: PlannedSource) -> str:
        return f"({record.area.ref}) {record.area.short_title}"

    def render_owner(self, record: PlannedSource) -> SafeString | str:
        return who(record.owner)

    def render_due(self, record: PlannedSource) -> SafeString | str:
        if record.stopped_on:
            return with_notes(f"Stopped on {short_day(record.stopped_on)}", [])
        if record.next_due_on is None:
            return "It has come"
        days = max(0, (self.on - record.next_due_on).days)
        return with_notes(short_day(record.next_due_on), [record.rhythm], late=late_by(days))

    def render_last(self, record: PlannedSource) -> str:
        return short_day(record.last_collected_on) if record.last_collected_on else "Not yet"
