"""The list of all actions."""

from datetime import date
from typing import Any

import django_tables2
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import Action
from plans.policies.actions import days_overdue
from plans.states import BEST_FIRST
from plans.tables.cells import with_notes
from sendtrack.govuk.statuses import status_of
from sendtrack.govuk.tables import DayColumn, GovukTable, StatusColumn, TitleColumn
from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import status_tag, why

_PLAN_ORDER = ("area__position", "outcome__number", "pk")


class ActionTable(GovukTable):
    """Every action that the filters leave, in the plan's own order."""

    caption = "Actions"
    hide_caption = True
    row_header = "title"

    ref = TitleColumn(verbose_name="Ref", order_by=_PLAN_ORDER)
    title = django_tables2.Column(verbose_name="Action")
    status = StatusColumn(accessor="shown_status")
    due_on = DayColumn(verbose_name="Due", empty_values=())
    last_update_on = DayColumn(verbose_name="Last update", default="None yet")
    accountable = django_tables2.Column(
        verbose_name="Accountable",
        order_by=("accountable__organisation__name", "accountable__title"),
        default="Not stated",
    )

    class Meta(GovukTable.Meta):
        empty_text = (
            "No action fits these filters. Remove one, or show all actions. Actions are added on "
            "the page of their area, under an outcome."
        )

    def __init__(self, data: Any, *args: Any, on: date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(data.order_by(*_PLAN_ORDER), *args, **kwargs)

    def render_title(self, value: str, record: Action) -> SafeString | str:
        url = reverse("plans:action", args=[self.request.area.slug, record.ref])
        link = format_html('<a href="{}">{}</a>', url, value)
        return with_notes(link, [record.stated] if record.stated else [])

    def render_status(self, record: Action) -> SafeString:
        """The tag, with one click to how it came about."""
        url = reverse("plans:action-why", args=[self.request.area.slug, record.ref])
        about = f"is {record.ref} {status_of(record.shown_status).word.lower()}"
        return format_html("<span>{} {}</span>", status_tag(record.shown_status), why(url, about))

    def order_status(self, rows: "QuerySet[Action]", is_descending: bool) -> Any:
        """Worst first; nothing said comes last."""
        ranks = Case(
            *(When(status=status, then=Value(-rank)) for rank, status in enumerate(BEST_FIRST)),
            default=Value(1),
            output_field=IntegerField(),
        )
        rank = F("rank").desc() if is_descending else F("rank").asc()
        return rows.annotate(rank=ranks).order_by(rank, *_PLAN_ORDER), True

    def order_due_on(self, rows: "QuerySet[Action]", is_descending: bool) -> Any:
        due = F("due_on").desc(nulls_last=True) if is_descending else F("due_on").asc()
        return rows.order_by(due, *_PLAN_ORDER), True

    def order_last_update_on(self, rows: "QuerySet[Action]", is_descending: bool) -> Any:
        """Longest without a word first: an action never updated before all others."""
        last = F("last_update_on")
        order = last.desc(nulls_last=True) if is_descending else last.asc(nulls_first=True)
        return rows.order_by(order, *_PLAN_ORDER), True

    def render_due_on(self, record: Action) -> SafeString | str:
        if record.due_on is None:
            return record.due_words or "No date stated"
        if late := days_overdue(record, self.on):
            words = f"{late} day{'' if late == 1 else 's'} overdue"
            late_words = format_html(
                '<strong class="app-pressing app-pressing--late">{}</strong>', words
            )
            return format_html("<span>{} {}</span>", short_day(record.due_on), late_words)
        return short_day(record.due_on)

    def render_accountable(self, record: Action) -> SafeString:
        post = record.accountable
        assert post is not None
        return format_html(
            '<span>{} <span class="app-muted app-block">{}</span></span>',
            post.title,
            post.organisation,
        )
