"""The list of trackers that were brought in."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import FigureImport, TrackerImport
from sendtrack.govuk.tables import DayColumn, GovukTable, StatusColumn, TitleColumn


class ImportTable(GovukTable):
    """Imports, newest first."""

    caption = "Brought in before"
    caption_size = "m"
    row_header = "file"

    file = TitleColumn(verbose_name="File")
    uploaded = DayColumn(accessor="file__uploaded_at", verbose_name="Uploaded")
    who = django_tables2.Column(accessor="file__uploaded_by", verbose_name="By")
    state = StatusColumn(accessor="standing", verbose_name="State")
    what = django_tables2.Column(verbose_name="What it changed", empty_values=())

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No file has been brought in yet. Choose one above."

    def render_file(self, record: TrackerImport) -> SafeString:
        url = reverse("plans:import", args=[self.request.area.slug, record.number])
        return format_html('<a href="{}">{}</a>', url, record)

    def render_what(self, record: TrackerImport, **kwargs: Any) -> str:
        if record.applied_at is None:
            return "Nothing yet" if record.is_open else "Nothing"
        return f"{record.changed} changed, {record.added} added, {record.left_out} left out"


class FigureImportTable(ImportTable):
    """Imports of figures, newest first."""

    class Meta(ImportTable.Meta):
        empty_text = "No figures have been brought in yet. Choose a file above, or paste rows."

    def render_file(self, record: FigureImport) -> SafeString:  # type: ignore[override]
        url = reverse("plans:figures-import", args=[self.request.area.slug, record.number])
        return format_html('<a href="{}">{}</a>', url, record)

    def render_what(self, record: FigureImport, **kwargs: Any) -> str:  # type: ignore[override]
        if record.applied_at is None:
            return "Nothing yet" if record.is_open else "Nothing"
        return f"{record.added} entered, {record.changed} changed, {record.left_out} left out"
