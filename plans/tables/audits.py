"""The table of programmes of audits."""

from datetime import date
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import AuditProgramme
from plans.queries.audited import Programme, Round
from plans.tables.cells import who, with_notes
from sendtrack.govuk.tables import GovukTable
from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import status_tag


class AuditTable(GovukTable):
    """Each programme with its next round, and what the newest found."""

    caption = "Quality audits"
    hide_caption = True
    row_header = "name"

    name = django_tables2.Column(accessor="row", verbose_name="Audits")
    lead = django_tables2.Column(accessor="row__lead", verbose_name="Leads")
    next = django_tables2.Column(verbose_name="Next round", empty_values=())
    newest = django_tables2.Column(verbose_name="Newest round", empty_values=())

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No audits are planned. An officer starts a programme of them."

    def __init__(self, data: list[Programme], *, slug: str, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(data, **kwargs)

    def render_name(self, value: AuditProgramme) -> SafeString | str:
        url = reverse("plans:audit-programme", args=[self.slug, value.ref])
        link = format_html(
            '<a href="{}"><span class="app-reference-number">{}</span> {}</a>',
            url,
            value.ref,
            value.name,
        )
        area = [f"Area ({value.area.ref})"] if value.area else []
        return with_notes(link, [value.get_subject_display(), *area])

    def render_lead(self, value: Any) -> SafeString | str:
        return who(value)

    def render_next(self, value: Round | None, record: Programme) -> SafeString | str:
        if value is None:
            return "Ended" if record.row.ended_on else "None is planned"
        return format_html(
            '{}<span class="app-block">{}</span>',
            status_tag(value.state),
            _short(value.row.planned_on),
        )

    def render_newest(self, value: Round | None) -> SafeString | str:
        if value is None or value.overall is None:
            return "None done yet"
        said = f"{value.overall.good_words}: {value.overall.share_in_words}"
        return with_notes(said, [_short(value.row.done_on)])


def _short(day: date | None) -> str:
    return short_day(day) if day else ""
