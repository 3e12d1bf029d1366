"""The evidence library, and what it can be narrowed to in its address."""

from datetime import date
from typing import Any

import django_tables2
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import AreaOfWeakness, Evidence, EvidenceLink, Regime, TellsOf
from plans.models.evidence import EvidenceQuerySet
from plans.states import EvidenceKind
from plans.tables.cells import with_notes
from plans.tables.filters import AddressFilter
from sendtrack.files.models import ScanState
from sendtrack.govuk.tables import DayColumn, GovukTable, TitleColumn
from sendtrack.organisations.models import LocalArea

STALE, UNCHECKED, FILES, ELSEWHERE, WITHDRAWN = "stale", "unchecked", "files", "elsewhere", "gone"
CONSENT, STORIES = "consent", "stories"


class EvidenceFilter(AddressFilter):
    """The library as an address asks for it. One query: the areas of weakness."""

    def __init__(self, asked: QueryDict, *, area: LocalArea, on: date) -> None:
        self.of = area
        self.areas = (
            AreaOfWeakness.objects.of(area)
            .standing()
            .filter(regime__in=Regime.objects.of(area).leading())
            .order_by("position")
        )
        options = {
            "area": (
                "Area",
                {each.ref: f"({each.ref}) {each.short_title}" for each in self.areas},
            ),
            "kind": (
                "Kind",
                {kind.value: kind.label.partition(" (")[0] for kind in EvidenceKind},
            ),
            "show": (
                "Show only",
                {
                    STALE: "Stale",
                    UNCHECKED: "Not checked for personal data",
                    STORIES: "Case studies",
                    CONSENT: "Consent not recorded",
                    FILES: "Files that can't be downloaded",
                    ELSEWHERE: "Kept elsewhere: no file, no link",
                    WITHDRAWN: "Withdrawn",
                },
            ),
        }
        super().__init__(asked, options)
        self.on = on

    def apply(self, rows: EvidenceQuerySet) -> "QuerySet[Evidence]":
        if area := self.chosen.get("area"):
            rows = rows.filter(
                Q(area__in=self.areas.filter(ref=area))
                | Q(
                    pk__in=EvidenceLink.objects.of(self.of)
                    .filter(area__ref=area)
                    .values("evidence")
                )
            )
        if kind := self.chosen.get("kind"):
            rows = rows.filter(kind=kind)
        show = self.chosen.get("show")
        if show == WITHDRAWN:
            return rows.filter(withdrawn_on__isnull=False)
        rows = rows.standing()
        if show == STALE:
            rows = rows.stale(self.on)
        if show == UNCHECKED:
            rows = rows.filter(checked_on__isnull=True)
        if show == STORIES:
            rows = rows.filter(tells_of=TellsOf.ONE)
        if show == CONSENT:
            rows = rows.lacking_consent()
        if show == FILES:
            rows = rows.filter(file__isnull=False).exclude(file__state=ScanState.CLEAN)
        if show == ELSEWHERE:
            rows = rows.filter(file__isnull=True, link="", citation__isnull=True)
        return rows


class EvidenceTable(GovukTable):
    """Pieces of evidence, newest first."""

    caption = "Evidence"
    hide_caption = True
    row_header = "title"

    ref = TitleColumn(verbose_name="Ref", order_by=("pk",))
    title = django_tables2.Column(verbose_name="What it is and what it shows")
    kind = django_tables2.Column(verbose_name="Kind")
    area = django_tables2.Column(
        accessor="area__ref", verbose_name="Area", order_by=("area__position",)
    )
    dated_on = DayColumn(verbose_name="Dated", default="No day")

    class Meta(GovukTable.Meta):
        empty_text = (
            "No evidence fits. Remove a filter, or add evidence on the page of an area or of an "
            "action: an audit, a survey, data or what families say."
        )

    def __init__(self, data: Any, *args: Any, on: date, **kwargs: Any) -> None:
        self.on = on
        newest_first = data.order_by(F("dated_on").desc(nulls_last=True), "-pk")
        super().__init__(newest_first, *args, **kwargs)

    def render_title(self, value: str, record: Evidence) -> SafeString | str:
        url = reverse("plans:evidence-item", args=[self.request.area.slug, record.ref])
        link = format_html('<a href="{}">{}</a>', url, value)
        late = "stale" if record.is_stale(self.on) else ""
        if record.is_lost:
            late = "does not count: there is nothing to look at"
        if record.withdrawn_on:
            late = ""
        notes = [record.shows.rstrip(".")]
        if record.is_restricted:
            notes.append("restricted")
        if record.is_case_study:
            notes.append("case study, told with consent")
        if record.lacks_consent:
            notes.append("consent not recorded")
        if record.file and not record.file.may_be_downloaded:
            notes.append(record.file.get_state_display().lower())
        return with_notes(link, notes, late=late)

    def render_kind(self, record: Evidence) -> str:
        return EvidenceKind(record.kind).label.partition(" (")[0]

    def render_area(self, value: str) -> str:
        return f"({value})"

    def order_dated_on(self, rows: "QuerySet[Evidence]", is_descending: bool) -> Any:
        day = F("dated_on")
        order = day.desc(nulls_last=True) if is_descending else day.asc(nulls_last=True)
        return rows.order_by(order, "-pk"), True
