"""What is to be collected, what has come, and what is late."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import F, QuerySet

from plans.models import AreaOfWeakness, Collected, Evidence, PlannedSource
from plans.models.evidence import EvidenceQuerySet
from plans.models.planned import PlannedSourceQuerySet
from plans.queries.evidence import evidence_rows
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea
from sendtrack.timeline import Change, Source, timeline


def planned_rows(area: LocalArea) -> PlannedSourceQuerySet:
    """With what a list or a page shows of each: what is due first, then what has come or
    stopped."""
    rows: PlannedSourceQuerySet = (
        PlannedSource.objects.of(area)
        .select_related("area__regime", "area__local_area", "outcome__area", "owner__organisation")
        .order_by(F("next_due_on").asc(nulls_last=True), "pk")
    )
    return rows


def planned_in(area: AreaOfWeakness) -> list[PlannedSource]:
    """What an area's page shows: stopped ones stand on their own pages alone. One query."""
    return list(planned_rows(area.local_area).filter(area=area, stopped_on__isnull=True))


def collected_of(source: PlannedSource, *, may_see_restricted: bool) -> list[Collected]:
    """What came, newest first, without pieces that the reader may not know of. One query."""
    seen = Evidence.objects.of(source.local_area).seen_by(may_see_restricted=may_see_restricted)
    rows = Collected.objects.filter(source=source, evidence__in=seen)
    return list(rows.select_related("evidence", "recorded_by").order_by("-collected_on", "-pk"))


def evidence_to_choose(source: PlannedSource, *, may_see_restricted: bool) -> EvidenceQuerySet:
    """Pieces of the area that have not come as planned yet, newest first."""
    rows = evidence_rows(may_see_restricted=may_see_restricted).of(source.local_area)
    of_area = rows.filter(area=source.area_id) | rows.filter(links__area=source.area_id)
    found: EvidenceQuerySet = of_area.exclude(planned_as__source=source).distinct()
    return found


def sources_of(evidence: Evidence) -> "QuerySet[PlannedSource]":
    """For which of the planned sources a piece came."""
    return PlannedSource.objects.filter(collected__evidence=evidence).order_by("pk")


@dataclass(frozen=True)
class Standing:
    """How much of what was planned is late, in words."""

    planned: int
    late: int

    @property
    def words(self) -> str:
        if not self.planned:
            return ""
        things = "thing is" if self.planned == 1 else "things are"
        if not self.late:
            return f"{self.planned} {things} still to come, none of them late."
        return f"{self.planned} {things} still to come, {self.late} of them overdue."


def standing_of(sources: list[PlannedSource], on: date) -> Standing:
    due = [each.next_due_on for each in sources if each.next_due_on]
    return Standing(len(due), sum(day < on for day in due))


PLANNED_LABELS = {
    "area": "Area of weakness",
    "ref": "",
    "method": "How",
    "what": "What is collected",
    "tells": "What it is to tell",
    "owner": "Who collects it",
    "every_months": "Every how many months",
    "next_due_on": "Next by",
    "last_collected_on": "Last came on",
    "stopped_on": "Stopped on",
    "stopped_because": "",
}


def history_of_planned(source: PlannedSource, page: str | int | None) -> "Page[Change]":
    """Its own changes. Which evidence came stands on the page, for those who may see it."""
    return timeline(Source("Plan", changes_of(source), PLANNED_LABELS), page=page)
