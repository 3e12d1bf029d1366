"""The tables of the risk register. Their rows come in the order of the query that made them."""

from datetime import date
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.queries.risks import RiskLine
from plans.tables.cells import who, with_notes
from sendtrack.govuk.tables import DayColumn, GovukTable, NumberColumn, StatusColumn, TitleColumn
from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import status_tag, why
from sendtrack.organisations.models import Post


class RiskTable(GovukTable):
    """Risks, highest score first."""

    caption = "Risks, highest score first"
    row_header = "ref"

    ref = django_tables2.Column(accessor="risk__ref", verbose_name="Risk")
    what = TitleColumn(accessor="risk__event", verbose_name="What may happen")
    before = NumberColumn(accessor="risk__score_before", verbose_name="Before controls")
    now = NumberColumn(accessor="risk__score", verbose_name="Now")
    target = NumberColumn(accessor="risk__target_score", verbose_name="Target", default="none")
    band = StatusColumn(accessor="risk__level", verbose_name="Level")
    movement = django_tables2.Column(verbose_name="Since last review")
    owner = django_tables2.Column(accessor="risk__owner", verbose_name="Owner")
    review = DayColumn(accessor="risk__next_review_on", verbose_name="Next review")

    class Meta(GovukTable.Meta):
        orderable = False
        empty_text = "No risk is recorded. An officer raises one with “Raise a risk”."

    def __init__(
        self, data: list[RiskLine], *, slug: str, since: date | None = None, **kwargs: Any
    ) -> None:
        self.slug = slug
        super().__init__(data, **kwargs)
        if since:
            self.columns["movement"].column.verbose_name = f"Since {short_day(since)}"

    def _url(self, line: RiskLine) -> str:
        return reverse("plans:risk", args=[self.slug, line.risk.ref])

    def render_ref(self, record: RiskLine) -> SafeString | str:
        return format_html('<a href="{}">{}</a>', self._url(record), record.risk.ref)

    def render_what(self, record: RiskLine) -> SafeString | str:
        area, regime = record.risk.area, record.risk.regime
        place = f"Area ({area.ref})" if area else "Whole plan"
        if not regime.is_in_force:
            place = f"{place} of the {regime}, which has ended"
        return with_notes(record.risk.event, [place])

    def render_band(self, record: RiskLine) -> SafeString:
        tag = status_tag(record.risk.level)
        about = f"is {record.risk.ref} {record.risk.level.word.lower()}"
        return format_html("<span>{} {}</span>", tag, why(f"{self._url(record)}#why", about))

    def render_target(self, record: RiskLine, value: int) -> SafeString | str:
        by_when = short_day(record.risk.target_on)
        note = '<span class="app-muted app-block app-nowrap">by {}</span>'
        return format_html("{} " + note, value, by_when)

    def render_owner(self, value: Post) -> SafeString | str:
        return who(value)

    def render_review(self, record: RiskLine, value: date) -> SafeString | str:
        return with_notes(short_day(value), [], late="overdue" if record.review_overdue else "")


class BoardRiskTable(RiskTable):
    """Risks that the board must see, and why."""

    caption = "Risks for the board, highest score first"
    hide_caption = True

    why = django_tables2.Column(accessor="for_board", verbose_name="Why")

    class Meta(RiskTable.Meta):
        empty_text = "No risk is for the board."
        exclude = ("before", "review")
        sequence = ("ref", "what", "now", "target", "band", "movement", "why", "owner")

    def render_why(self, value: tuple[str, ...]) -> str:
        return f"{'. '.join(value)}."


class AreaRiskTable(RiskTable):
    """The open risks of one area."""

    caption = "Open risks"
    hide_caption = True

    class Meta(RiskTable.Meta):
        empty_text = "No risk is recorded for this area."

    def render_what(self, record: RiskLine) -> str:
        return record.risk.event


class ClosedRiskTable(RiskTable):
    """Risks that were closed, and why."""

    caption = "Closed risks"

    closed = DayColumn(accessor="risk__closed_on", verbose_name="Closed")
    because = django_tables2.Column(accessor="risk__closed_because", verbose_name="Why")

    class Meta(RiskTable.Meta):
        empty_text = "No risk has been closed."
        exclude = ("movement", "owner", "before", "target", "review")
