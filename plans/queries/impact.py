"""What an action's impact rests on: the evidence linked to it, its outcome's targets, its risks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plans.models import Action, Evidence, EvidenceLink, Risk, Target
from plans.queries.risks import with_scheme
from plans.states import EvidenceKind, RiskBand, TargetResult
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Proof:
    """The facts that a word about impact is held against."""

    kinds: Counter[str]
    """How many pieces of evidence of each kind are linked to the action."""
    target: Target | None
    """The latest target of its outcome whose day has come; None where there is none yet."""
    risks: list[Risk]
    """Open risks of its area that score very high."""

    @property
    def pieces(self) -> int:
        return self.kinds.total()

    @property
    def in_words(self) -> str:
        """ "2 pieces are linked: data, document or decision."."""
        if not self.pieces:
            return "None is linked to this action yet."
        kinds = ", ".join(
            EvidenceKind(kind).label.partition(" (")[0].lower() for kind in self.kinds
        )
        verb = " is" if self.pieces == 1 else "s are"
        return f"{self.pieces} piece{verb} linked: {kinds}."

    @property
    def has_measure(self) -> bool:
        """Whether data or an audit of practice is among the evidence."""
        return bool(self.kinds[EvidenceKind.DATA] or self.kinds[EvidenceKind.PRACTICE])

    @property
    def target_is_met(self) -> bool:
        """Whether the target says so; also where none has come due yet."""
        return self.target is None or self.target.result == TargetResult.MET


NO_PROOF = Proof(Counter(), None, [])
"""What an action has to show that isn't there yet."""


def proofs_of(area: LocalArea, actions: Iterable[Action], on: date) -> dict[int, Proof]:
    """The proof of many actions of one area. Five queries, however many there are."""
    rows = list(actions)
    pks = [action.pk for action in rows]
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    standing = Evidence.objects.standing()
    filed = standing.filter(action__in=pks).values_list("action", "pk", "kind")
    linked = standing.filter(links__action__in=pks).values_list("links__action", "pk", "kind")
    for action, _, kind in {*filed, *linked}:
        kinds[action][kind] += 1
    due = Target.objects.filter(outcome__in={action.outcome_id for action in rows}, due_on__lte=on)
    latest = {
        target.outcome_id: target
        for target in due.select_related("outcome__area").order_by("horizon_months")
    }
    risks: dict[int | None, list[Risk]] = defaultdict(list)
    of_areas = Risk.objects.filter(area__in={action.area_id for action in rows}).open()
    for risk in with_scheme(of_areas.order_by("ref"), area):
        if risk.band == RiskBand.VERY_HIGH:
            risks[risk.area_id].append(risk)
    return {
        action.pk: Proof(
            kinds[action.pk], latest.get(action.outcome_id or 0), risks[action.area_id]
        )
        for action in rows
    }


def proof_of(action: Action, on: date) -> Proof:
    """Four queries."""
    linked = EvidenceLink.objects.filter(action=action).values("evidence")
    pieces = Evidence.objects.standing().filter(Q(action=action) | Q(pk__in=linked))
    kinds = pieces.values_list("kind", flat=True)
    targets = Target.objects.filter(outcome=action.outcome_id, due_on__lte=on)
    risks = Risk.objects.filter(area=action.area_id).open()
    scored = with_scheme(risks.order_by("ref"), action.local_area)
    return Proof(
        kinds=Counter(kinds),
        target=targets.select_related("outcome__area").order_by("-horizon_months").first(),
        risks=[risk for risk in scored if risk.band == RiskBand.VERY_HIGH],
    )
