"""One area of weakness: what was found, what is done about it, what shows for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import (
    AreaLabel,
    AreaOfWeakness,
    AssuranceCheck,
    Evidence,
    PlannedSource,
    VoiceEntry,
)
from plans.queries.audited import Programme, programmes_about
from plans.queries.chain import Chain, chains
from plans.queries.commentary import Watched, watched
from plans.queries.coverage import AreaCoverage, May, coverage, nobody
from plans.queries.criteria import Success, success_of
from plans.queries.evidence import AreaProof, evidence_about, proof_of
from plans.queries.formerly import Former, Went, former_refs, went_from
from plans.queries.lineage import Lineage, lineage_of
from plans.queries.plan import AreaEntry, whole_plan
from plans.queries.planned import planned_in
from plans.queries.readers import Reader
from plans.queries.reading import read_plan
from plans.queries.register import read_register
from plans.queries.risks import RiskLine, risks_about
from plans.queries.slow import Slow, slow
from plans.queries.voices import voice_rows
from sendtrack.accounts.permissions import Permission
from sendtrack.history import changes_of


@dataclass(frozen=True)
class AreaPage:
    entry: AreaEntry
    coverage: AreaCoverage
    slow: Slow
    labels: list[AreaLabel]
    """What each document calls the area, oldest document first."""
    lineage: Lineage
    went: Went
    """Where its work went, if it was split, merged or dropped."""
    risks: list[RiskLine]
    measures: Watched
    """Those that tell of it."""
    audits: list[Programme]
    """Programmes of audits that tell of it."""
    chains: list[Chain]
    """From activity to impact, for each of its outcomes."""
    evidence: list[Evidence]
    proof: AreaProof
    voices: list[VoiceEntry]
    formers: dict[int, list[Former]]
    """What its outcomes were called before, by their id."""
    planned: list[PlannedSource]
    """What is to be collected here."""
    success: Success
    """What success looks like here, and who agreed to it."""
    checks: list[AssuranceCheck]
    """Whether it still holds since it left formal monitoring, newest first."""
    last_day: date | None
    """The last whole day of an area that was split, merged or dropped, to look back to."""


def area_page(area: AreaOfWeakness, on: date, reader: Reader, *, may: May = nobody) -> AreaPage:
    """All that the page of an area shows. The number of queries doesn't depend on the plan."""
    regime, may_see_restricted = area.regime, may(Permission.VIEW_RESTRICTED)
    plan = read_plan(regime, on, [area])
    evidence = evidence_about(area=area, may_see_restricted=may_see_restricted)
    entry = whole_plan(plan)[0]
    measures = watched(area.local_area, on, reader, area)
    audits = programmes_about(area, on, reader)
    return AreaPage(
        entry=entry,
        coverage=coverage(plan, may=may).areas[0],
        slow=slow(plan, reader),
        measures=measures,
        audits=audits,
        chains=chains(
            entry,
            on,
            audits=audits,
            measures=measures.told,
            may_see_restricted=may_see_restricted,
        ),
        labels=list(
            area.labels.select_related("document", "citation__document").order_by(
                "document__dated_on", "pk"
            )
        ),
        lineage=lineage_of(area),
        went=Went([], [], []) if area.stands else went_from(area),
        risks=read_register(regime, on, risks_about(area).open()).lines(),
        evidence=evidence,
        proof=proof_of(evidence, area, on),
        voices=list(voice_rows().filter(regime=regime, area=area)),
        formers=former_refs(plan.outcomes),
        planned=planned_in(area),
        success=success_of(area, on, may_see_restricted=may_see_restricted),
        checks=_checks(area),
        last_day=_last_day(area),
    )


def _last_day(area: AreaOfWeakness) -> date | None:
    """One query, none for an area that stands."""
    if area.ended_on is None:
        return None
    before = area.ended_on - timedelta(days=1)
    was_there = changes_of(area).filter(history_date__date__lte=before).exists()
    return before if was_there else None


def _checks(area: AreaOfWeakness) -> list[AssuranceCheck]:
    """One query, none where nobody has planned a check."""
    assurance = getattr(area, "assurance", None)
    if assurance is None:
        return []
    return list(assurance.checks.select_related("checked_by").order_by("-checked_on", "-pk"))
