"""The table of documents."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn
from sendtrack.sources.models import SourceDocument


class DocumentTable(GovukTable):
    """The documents that the record rests on."""

    caption = "Documents"
    hide_caption = True
    row_header = "title"

    title = django_tables2.Column()
    kind = django_tables2.Column(accessor="get_kind_display", order_by="kind")
    issued_by = django_tables2.Column(verbose_name="Issued by")
    dated_on = DayColumn(verbose_name="Dated", default="No date")
    published_on = DayColumn(verbose_name="Published", default="Not recorded")
    cited = NumberColumn(verbose_name="Paragraphs cited")

    class Meta(GovukTable.Meta):
        empty_text = (
            "No document is recorded yet. Notices, letters and papers stand here once the record "
            "cites them."
        )

    def __init__(self, data: Any, *, slug: str, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(data, **kwargs)

    def render_title(self, record: SourceDocument) -> SafeString:
        url = reverse("sources:document", args=[self.slug, record.code])
        return format_html('<a href="{}">{}</a>', url, record.title)
