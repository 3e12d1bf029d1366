"""The list of files of published statistics."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import PublishedFile
from plans.tables.cells import with_notes
from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn, StatusColumn


class PublishedTable(GovukTable):
    """Published files, the newest release first."""

    caption = "Files of published statistics"
    hide_caption = True
    row_header = "file"

    file = django_tables2.Column(accessor="data", verbose_name="Data set")
    released_on = DayColumn(verbose_name="Published on")
    rows = NumberColumn(accessor="rows_read", verbose_name="Rows")
    state = StatusColumn(accessor="standing", verbose_name="State")
    uploaded = DayColumn(accessor="file__uploaded_at", verbose_name="Brought in")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No file was brought in yet. An officer downloads one and brings it in."

    def render_file(self, value: Any, record: PublishedFile) -> SafeString | str:
        url = reverse("plans:published-file", args=[self.request.area.slug, record.number])
        link = format_html('<a href="{}">{}, {}</a>', url, record.number, value.title)
        notes = [value.publication, *(["Invented for this example"] if record.is_made_up else [])]
        return with_notes(link, notes)
