"""Evidence of impact: what there is, on what it bears, and where one kind stands alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import F, Q

from plans.models import AreaOfWeakness, AuditProgramme, Evidence, EvidenceLink, Regime
from plans.models.evidence import EvidenceQuerySet
from plans.queries.recency import too_early_for
from plans.queries.things import url_of, words_of
from plans.states import EvidenceKind
from sendtrack.organisations.models import LocalArea

MOST_ASKED = (EvidenceKind.PRACTICE, EvidenceKind.EXPERIENCE)
"""What paragraph 4(e) of the Notice asks for by name."""


def evidence_rows(*, may_see_restricted: bool) -> EvidenceQuerySet:
    """Evidence that counts, newest first, with what a list shows of each."""
    return (
        Evidence.objects.counting()
        .seen_by(may_see_restricted=may_see_restricted)
        .select_related(
            "area__local_area",
            "area__regime",
            "action",
            "organisation",
            "file",
            "citation__document",
        )
        .order_by(F("dated_on").desc(nulls_last=True), "-pk")
    )


def evidence_about(*, may_see_restricted: bool, **thing: object) -> list[Evidence]:
    """What bears on one thing of the plan: filed under it, or linked to it; on an area, also what
    is linked to its outcomes and their targets. One query.

    `evidence_about(action=action, may_see_restricted=…)`
    """
    reached = Q(**thing)
    if "area" in thing:
        reached |= Q(outcome__area=thing["area"]) | Q(target__outcome__area=thing["area"])
    linked = EvidenceLink.objects.filter(reached).values("evidence")
    filed = {name: value for name, value in thing.items() if name in ("area", "action")}
    asked = [Q(pk__in=linked), *([Q(**filed)] if filed else [])]
    rows = evidence_rows(may_see_restricted=may_see_restricted)
    return list(rows.filter(reduce(or_, asked)))


def library(
    area: LocalArea, *, may_see_restricted: bool, may_see_taken_back: bool = False
) -> EvidenceQuerySet:
    """All evidence of an area that answers to the regime in force, withdrawn pieces too. Stories
    that a family has taken back are shown to nobody but those who keep the plan."""
    rows: EvidenceQuerySet = (
        Evidence.objects.of(area)
        .seen_by(may_see_restricted=may_see_restricted, may_see_taken_back=may_see_taken_back)
        .select_related("area", "file")
    )
    return rows


def one_piece(area: LocalArea, **sees: bool) -> EvidenceQuerySet:
    """With everything that the page of one piece shows."""
    return library(area, **sees).select_related(
        "area__regime",
        "area__local_area",
        "action",
        "organisation",
        "owner__organisation",
        "file__uploaded_by",
        "checked_by",
        "withdrawn_by",
        "consent_by",
        "consent_ended_by",
        "citation__document",
    )


@dataclass(frozen=True)
class Bearing:
    """One more thing that a piece bears on, as its page names and reaches it."""

    pk: int
    words: str
    url: str
    early: str
    """What the piece can't show of an action, because it is from before its start or end."""


def audits_beside(piece: Evidence) -> list[AuditProgramme]:
    """The programmes of the area that a piece about the quality of practice tells of. At most one
    query, and no count."""
    if piece.kind != EvidenceKind.PRACTICE:
        return []
    return list(AuditProgramme.objects.filter(area=piece.area_id).order_by("pk"))


def links_of(evidence: Evidence) -> list[Bearing]:
    """What else it bears on. One query."""
    rows = evidence.links.select_related(
        "evidence",
        "area__local_area",
        "area__regime",
        "outcome__area__local_area",
        "outcome__area__regime",
        "outcome__local_area",
        "target__outcome__area__local_area",
        "target__outcome__area__regime",
        "target__local_area",
        "action__local_area",
        "risk__local_area",
        "measure__local_area",
    )
    return [
        Bearing(row.pk, words_of(row.thing), url_of(row.thing), too_early_for(evidence, row.action))
        for row in rows.order_by("pk")
    ]


@dataclass(frozen=True)
class AreaProof:
    """What kinds of evidence an area has, and what they are worth together, in words."""

    area: AreaOfWeakness
    kinds: tuple[EvidenceKind, ...]
    count: int
    stale: int

    @property
    def missing(self) -> tuple[EvidenceKind, ...]:
        return tuple(kind for kind in MOST_ASKED if kind not in self.kinds)

    @property
    def is_triangulated(self) -> bool:
        """Two different kinds at least that are not stale."""
        return len(self.kinds) > 1

    @property
    def sentence(self) -> str:
        names = [_short(kind) for kind in self.kinds]
        if not names:
            old = " What there is, is stale." if self.stale else ""
            return f"Nothing shows yet whether anything is better here.{old}"
        if len(names) == 1:
            return f"Only {names[0]}: one kind alone proves little."
        *others, last = names
        return f"{', '.join(others)} and {last} can be compared.".capitalize()

    @property
    def next_step(self) -> str:
        """What would make the proof stronger; empty where every kind that is asked for is there."""
        if not self.missing:
            return ""
        wanted = " and ".join(_short(kind) for kind in self.missing)
        asked = ": paragraph 4(e) of the Notice asks for it" if self.area.regime.is_notice else ""
        return f"Add {wanted}{asked}."


def _short(kind: EvidenceKind) -> str:
    label = kind.label.partition(" (")[0]
    return label[:1].lower() + label[1:]


def triangulation(regime: Regime, on: date, *, may_see_restricted: bool) -> list[AreaProof]:
    """For each area of weakness, what stands beside what. Three queries, whatever there is."""
    rows = (
        Evidence.objects.filter(area__regime=regime)
        .counting()
        .seen_by(may_see_restricted=may_see_restricted)
        .exclude(dated_on__gt=on)
    )
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    stale: Counter[int] = Counter()
    old = set(rows.stale(on).values_list("pk", flat=True))
    for key, area, kind in rows.values_list("pk", "area_id", "kind"):
        if key in old:
            stale[area] += 1
        else:
            kinds[area][kind] += 1
    return [
        AreaProof(
            area=area,
            kinds=tuple(kind for kind in EvidenceKind if kinds[area.pk][kind]),
            count=kinds[area.pk].total() + stale[area.pk],
            stale=stale[area.pk],
        )
        for area in regime.areas.standing().order_by("position")
    ]


def proof_of(pieces: Iterable[Evidence], area: AreaOfWeakness, on: date) -> AreaProof:
    """The same for one area whose evidence has been read. No query."""
    pieces = list(pieces)
    fresh = {piece.kind for piece in pieces if not piece.is_stale(on)}
    return AreaProof(
        area=area,
        kinds=tuple(kind for kind in EvidenceKind if kind in fresh),
        count=len(pieces),
        stale=sum(piece.is_stale(on) for piece in pieces),
    )
