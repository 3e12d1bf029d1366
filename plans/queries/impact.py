"""What an action's impact rests on: the evidence linked to it, its outcome's targets, its risks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from plans.models import Action, Evidence, Risk, Target
from plans.queries.risks import with_scheme
from plans.states import EvidenceKind, RiskBand, TargetResult


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


def proof_of(action: Action, on: date) -> Proof:
    """Four queries."""
    kinds = Evidence.objects.filter(action=action).values_list("kind", flat=True)
    targets = Target.objects.filter(outcome=action.outcome_id, due_on__lte=on)
    risks = Risk.objects.filter(area=action.area_id).open()
    scored = with_scheme(risks.order_by("ref"), action.local_area)
    return Proof(
        kinds=Counter(kinds),
        target=targets.select_related("outcome__area").order_by("-horizon_months").first(),
        risks=[risk for risk in scored if risk.band == RiskBand.VERY_HIGH],
    )
