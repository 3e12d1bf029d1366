"""Tables of the reports."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reviews.models import Return
from reviews.policies import is_late
from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn, StatusColumn
from sendtrack.govuk.tags.status import status_tag

NO_DAY = "The Notice sets no day"


class ReportTable(GovukTable):
    """One row for each period."""

    caption = "Reports by period"
    hide_caption = True
    row_header = "period_end"
    period_end = DayColumn(verbose_name="Period to")
    number = NumberColumn(verbose_name="Number")
    state = StatusColumn(verbose_name="Where it is")
    due_on = DayColumn(verbose_name="Due")
    sent_at = DayColumn(verbose_name="Sent")

    class Meta(GovukTable.Meta):
        empty_text = (
            "No report has fallen due yet. The first one is compiled when the first period ends."
        )

    def __init__(self, data: Any, *, on: date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(data, **kwargs)

    def render_period_end(self, value: date, record: Return) -> SafeString:
        where = {"area": record.local_area.slug, "period_end": value}
        words = DayColumn().render(value)
        address = reverse("reviews:report", kwargs=where)
        return format_html('<a href="{}">{}</a>', address, words)

    def render_due_on(self, value: date, record: Return) -> SafeString | str:
        return DayColumn().render(value) if record.told_due_on else NO_DAY

    def render_state(self, value: str, record: Return) -> SafeString:
        late = is_late(record, self.on)
        tag = status_tag(record.state)
        return format_html("{} {}", tag, status_tag("late")) if late else tag
