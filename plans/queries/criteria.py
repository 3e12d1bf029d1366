"""What success is judged by: who has agreed, who has not yet, and what was judged."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Prefetch, Q, QuerySet

from plans.models import AreaOfWeakness, CriterionAgreement, Evidence, SuccessCriterion
from plans.models.criterion import CriterionResult
from plans.models.evidence import EvidenceQuerySet
from plans.queries.evidence import evidence_rows
from sendtrack.history import changes_of
from sendtrack.organisations.models import LocalArea, Organisation, OrganisationKind
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.timeline import Change, Source, timeline

_RESPONSIBLE = (OrganisationKind.COUNCIL, OrganisationKind.HEALTH_COMMISSIONER)
PARENTS = "parents and carers"


@dataclass(frozen=True)
class CriterionLine:
    """One criterion with what its page and that of its area show of it."""

    criterion: SuccessCriterion
    agreed: tuple[CriterionAgreement, ...]
    """To the words as they stand, the first first."""
    before: tuple[CriterionAgreement, ...]
    """To words that have been changed since."""
    silent: tuple[str, ...]
    """Who answers for the area, or uses its services, and has not agreed yet."""

    @property
    def is_used(self) -> bool:
        return self.criterion.dropped_on is None

    @property
    def state(self) -> str:
        """Its key in the table of statuses."""
        if not self.is_used:
            return "dropped"
        return self.criterion.result if self.agreed else "criterion_open"

    @property
    def is_judged(self) -> bool:
        return self.criterion.judged_on is not None

    @property
    def missing(self) -> str:
        """ "Not agreed yet by Fernshire ICB and parents and carers."; nothing where all have."""
        if not self.silent or not self.is_used:
            return ""
        return f"Not agreed yet by {_joined(self.silent)}."

    @property
    def next_step(self) -> str:
        """What whoever keeps the plan does next: "agree", "judge" or nothing."""
        if not self.is_used:
            return ""
        if not self.agreed:
            return "agree"
        if self.criterion.result != CriterionResult.MET:
            return "judge"
        return "agree" if self.silent else ""


@dataclass(frozen=True)
class Success:
    """What success looks like in one area."""

    lines: tuple[CriterionLine, ...]
    """The criteria that are used."""
    dropped: tuple[CriterionLine, ...]

    @property
    def sentence(self) -> str:
        """ "2 criteria: 1 is agreed, 1 is still open; 1 is met." """
        count = len(self.lines)
        if not count:
            return ""
        agreed = sum(bool(line.agreed) for line in self.lines)
        met = sum(line.state == CriterionResult.MET for line in self.lines)
        noun = "criterion" if count == 1 else "criteria"
        still = f", {_are(count - agreed)} still open" if agreed < count else ""
        return f"{count} {noun}: {_are(agreed)} agreed{still}; {_are(met)} met."


def _are(number: int) -> str:
    return f"{number or 'none'} {'is' if number < 2 else 'are'}"


def _joined(names: tuple[str, ...]) -> str:
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last


def criterion_rows(area: LocalArea, *, may_see_restricted: bool) -> AreaQuerySet:
    """With all that is shown of each. Evidence that the reader may not know of is left out."""
    pieces = Evidence.objects.of(area).seen_by(may_see_restricted=may_see_restricted)
    agreements = CriterionAgreement.objects.select_related(
        "organisation", "post__organisation", "document", "recorded_by"
    )
    rows: AreaQuerySet = (
        SuccessCriterion.objects.of(area)
        .select_related("area__regime", "area__local_area", "judged_by")
        .prefetch_related(
            Prefetch("evidence", pieces),
            Prefetch("agreements", agreements.order_by("agreed_on", "pk")),
        )
        .order_by("pk")
    )
    return rows


def success_of(area: AreaOfWeakness, on: date, *, may_see_restricted: bool) -> Success:
    """The criteria of an area. One query where there are none, else four."""
    rows = criterion_rows(area.local_area, may_see_restricted=may_see_restricted)
    found = list(rows.filter(area=area))
    responsible = responsible_on(area.local_area, on) if found else []
    lines = [line_of(row, responsible) for row in found]
    return Success(
        lines=tuple(line for line in lines if line.is_used),
        dropped=tuple(line for line in lines if not line.is_used),
    )


def responsible_on(area: LocalArea, on: date) -> list[Organisation]:
    """The council and the health commissioners of a day: they answer for what is improved. A
    record of the past asks nobody any more. One query at most."""
    if area.record_ends_on is not None:
        return []
    known = Organisation.objects.of(area).filter(Q(to_on__isnull=True) | Q(to_on__gte=on))
    return list(known.filter(kind__in=_RESPONSIBLE).order_by("kind", "name"))


def line_of(criterion: SuccessCriterion, responsible: list[Organisation]) -> CriterionLine:
    """Reads the agreements, which `criterion_rows` has loaded."""
    agreements = list(criterion.agreements.all())
    agreed = tuple(each for each in agreements if each.words == criterion.words)
    bodies = {each.body.pk for each in agreed if each.body is not None}
    silent = [str(body) for body in responsible if body.pk not in bodies]
    if responsible and not any(each.is_of_parents for each in agreed):
        silent.append(PARENTS)
    return CriterionLine(
        criterion=criterion,
        agreed=agreed,
        before=tuple(each for each in agreements if each.words != criterion.words),
        silent=tuple(silent),
    )


def pieces_about(area: AreaOfWeakness, *, may_see_restricted: bool) -> EvidenceQuerySet:
    """The evidence that may show whether a criterion is met."""
    rows = evidence_rows(may_see_restricted=may_see_restricted).of(area.local_area)
    found: EvidenceQuerySet = (rows.filter(area=area) | rows.filter(links__area=area)).distinct()
    return found


CRITERION_LABELS = {
    "area": "Area of weakness",
    "ref": "",
    "words": "What will be different",
    "result": "Whether it is met",
    "judged_on": "Judged on",
    "judged_by": "",
    "judged_because": "Why",
    "evidence": "",
    "dropped_on": "Dropped on",
    "dropped_because": "",
}
"""The evidence stands on the page, for those who may know of it."""
AGREEMENT_LABELS = {
    "criterion": "",
    "group": "Group",
    "words": "Words agreed to",
    "agreed_on": "Agreed on",
    "agreed_at": "Where",
    "recorded_by": "",
}


def history_of_criterion(criterion: SuccessCriterion, page: str | int | None) -> "Page[Change]":
    """Every change of its words and of what was judged, and who agreed."""
    agreed: QuerySet[CriterionAgreement] = CriterionAgreement.history.filter(
        criterion_id=criterion.pk
    )
    return timeline(
        Source("Criterion", changes_of(criterion), CRITERION_LABELS),
        Source("Agreement", agreed, AGREEMENT_LABELS),
        page=page,
    )
