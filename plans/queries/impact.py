"""What an action's impact rests on: evidence about it or its outcome, targets, risks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plans.models import Action, Evidence, Risk, ScoringScheme, Target
from plans.states import EvidenceKind, TargetResult
from sendtrack.organisations.models import LocalArea


@dataclass(frozen=True)
class Proof:
    """The facts that a word about impact is held against."""

    kinds: Counter[str]
    """How many pieces of evidence of each kind bear on the action or its outcome. Withdrawn and
    stale ones prove nothing."""
    target: Target | None
    """The latest target of its outcome whose day has come; None where there is none yet."""
    risks: list[Risk]
    """Open risks of its area, or linked to it, its outcome or its area, that score very high."""
    stale: int = 0
    """How many more pieces there are that are stale."""

    @property
    def pieces(self) -> int:
        return self.kinds.total()

    @property
    def in_words(self) -> str:
        """ "2 pieces are linked: data, document or decision."."""
        if not self.pieces:
            if self.stale:
                return f"What is linked is stale: {_counted(self.stale)}."
            return "None is linked to this action or its outcome yet."
        kinds = ", ".join(
            EvidenceKind(kind).label.partition(" (")[0].lower() for kind in self.kinds
        )
        verb = "is" if self.pieces == 1 else "are"
        old = f" {_counted(self.stale).capitalize()} more, but stale." if self.stale else ""
        return f"{_counted(self.pieces)} {verb} linked: {kinds}.{old}"

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


def _counted(pieces: int) -> str:
    return f"{pieces} piece{'' if pieces == 1 else 's'}"


def proofs_of(area: LocalArea, actions: Iterable[Action], on: date) -> dict[int, Proof]:
    """The proof of many actions of one area. Five queries, however many there are."""
    rows = list(actions)
    fresh, stale = _pieces(area, rows, on)
    due = Target.objects.filter(outcome__in={action.outcome_id for action in rows}, due_on__lte=on)
    latest = {
        target.outcome_id: target
        for target in due.select_related("outcome__area").order_by("horizon_months")
    }
    risks = _very_high(area, rows)
    return {
        action.pk: Proof(
            kinds=Counter(fresh[action.pk].values()),
            target=latest.get(action.outcome_id or 0),
            risks=risks[action.pk],
            stale=len(stale[action.pk]),
        )
        for action in rows
    }


def proof_of(action: Action, on: date) -> Proof:
    """Five queries."""
    return proofs_of(action.local_area, [action], on)[action.pk]


_Pieces = dict[int, dict[int, str]]
"""By action: the pieces that bear on it, each with its kind."""


def _pieces(area: LocalArea, actions: list[Action], on: date) -> tuple[_Pieces, _Pieces]:
    """What is filed under each action, or linked to it or to its outcome: fresh, and stale."""
    own = {action.pk for action in actions}
    served: dict[int, list[int]] = defaultdict(list)
    for action in actions:
        if action.outcome_id:
            served[action.outcome_id].append(action.pk)
    fresh: _Pieces = defaultdict(dict)
    stale: _Pieces = defaultdict(dict)
    bearing = Q(action__in=own) | Q(links__action__in=own) | Q(links__outcome__in=served)
    rows = Evidence.objects.of(area).counting().aged(on).filter(bearing)
    for pk, kind, is_stale, filed, linked, outcome in rows.values_list(
        "pk", "kind", "is_old", "action", "links__action", "links__outcome"
    ):
        for action in {filed, linked, *served.get(outcome, [])} & own:
            (stale if is_stale else fresh)[action][pk] = kind
    return fresh, stale


def _very_high(area: LocalArea, actions: list[Action]) -> dict[int, list[Risk]]:
    """By action: the open risks of its area, or linked to the action, its outcome or its area,
    that score very high. Three queries."""
    homes = {action.area_id for action in actions}
    served = {action.outcome_id for action in actions if action.outcome_id}
    about = (
        Q(area__in=homes)
        | Q(links__area__in=homes)
        | Q(links__outcome__in=served)
        | Q(links__action__in={action.pk for action in actions})
    )
    scheme = ScoringScheme.objects.in_force(area)
    rows = Risk.objects.of(area).open().scored().filter(about).order_by("pk").distinct()
    found: dict[int, list[Risk]] = {action.pk: [] for action in actions}
    for risk in rows.filter(current_score__gte=scheme.very_high_from).prefetch_related("links"):
        for action in actions:
            if _concerns(risk, action):
                found[action.pk].append(risk)
    return found


def _concerns(risk: Risk, action: Action) -> bool:
    """Whether a risk, with its links, bears on an action, its outcome or its area."""
    return risk.area_id == action.area_id or any(
        link.action_id == action.pk
        or link.area_id == action.area_id
        or (link.outcome_id is not None and link.outcome_id == action.outcome_id)
        for link in risk.links.all()
    )
