"""The actions of the plan, under their outcomes."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.queries.plan import ActionLine
from plans.tables.cells import late_by, who, with_notes
from sendtrack.govuk.tables import DayColumn, GovukTable, StatusColumn, TitleColumn
from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import status_tag, why
from sendtrack.organisations.models import Post


class OutcomeTable(GovukTable):
    """Actions under one outcome."""

    row_header = "ref"
    hide_caption = True

    ref = django_tables2.Column(accessor="action__ref", verbose_name="Action")
    what = TitleColumn(accessor="action__title", verbose_name="What")
    accountable = django_tables2.Column(
        accessor="action__accountable", verbose_name="Accountable", empty_values=()
    )
    due = DayColumn(accessor="action__due_on", verbose_name="Due", empty_values=())
    status = StatusColumn()

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No action is recorded under this outcome."

    def __init__(self, data: list[ActionLine], *, slug: str, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(data, **kwargs)

    def _url(self, line: ActionLine) -> str:
        return reverse("plans:action", args=[self.slug, line.action.ref])

    def render_ref(self, record: ActionLine) -> SafeString | str:
        return format_html('<a href="{}">{}</a>', self._url(record), record.action.ref)

    def render_accountable(self, value: Post | None) -> SafeString | str:
        return who(value)

    def render_due(self, record: ActionLine) -> SafeString | str:
        action = record.action
        if action.due_on is None:
            return action.due_words or "No date recorded"
        notes = []
        if action.baseline_due_on and action.baseline_due_on != action.due_on:
            notes.append(f"first agreed {short_day(action.baseline_due_on)}")
        if record.after_end:
            notes.append("after the day by which actions should be delivered")
        return with_notes(short_day(action.due_on), notes, late=late_by(record.days_overdue))

    def render_status(self, record: ActionLine) -> SafeString:
        tag = status_tag(record.status)
        url = reverse("plans:action-why", args=[self.slug, record.action.ref])
        link = why(url, f"is {record.action.ref} so")
        return format_html("<span>{} {}</span>{}", tag, link, with_notes("", _silence(record)))


def _silence(line: ActionLine) -> list[str]:
    """What nobody has said: since when, or that it was to have begun; or what a document states."""
    if stated := line.action.stated:
        return [stated]
    if not line.silent:
        return []
    if said := line.action.last_update_on:
        return [f"nothing said since {short_day(said)}"]
    return [f"nothing said since its start on {short_day(line.action.start_on)}"]
