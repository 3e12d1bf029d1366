"""What an action's impact rests on: evidence about it or its outcome, targets, risks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from plans.models import Action, Evidence, Risk, ScoringScheme, Target
from plans.queries.recency import is_before_end, is_before_start
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
    early: int = 0
    """How many more pieces there are from before the action began: they show where it started."""
    has_later: bool = True
    """Whether a piece is of the day of its completion or later; also where it is not complete."""

    @property
    def pieces(self) -> int:
        return self.kinds.total()

    @property
    def in_words(self) -> str:
        """ "2 pieces are linked: data, document or decision.", kinds in the order of their
        list, whatever order they were read in."""
        if not self.pieces:
            if self.stale:
                return f"What is linked is stale: {_counted(self.stale)}.{self._from_before}"
            if self.early:
                return f"What is linked is from before it began: {_counted(self.early)}."
            return "None is linked to this action or its outcome yet."
        kinds = ", ".join(
            kind.label.partition(" (")[0].lower() for kind in EvidenceKind if self.kinds[kind]
        )
        verb = "is" if self.pieces == 1 else "are"
        old = f" {_counted(self.stale).capitalize()} more, but stale." if self.stale else ""
        return f"{_counted(self.pieces)} {verb} linked: {kinds}.{old}{self._from_before}"

    @property
    def _from_before(self) -> str:
        if not self.early:
            return ""
        return f" {_counted(self.early).capitalize()} more, but from before it began."

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
    found = _pieces(area, rows, on)
    due = Target.objects.filter(outcome__in={action.outcome_id for action in rows}, due_on__lte=on)
    latest = {
        target.outcome_id: target
        for target in due.select_related("outcome__area").order_by("horizon_months")
    }
    risks = _very_high(area, rows)
    return {
        action.pk: Proof(
            kinds=Counter(found.fresh[action.pk].values()),
            target=latest.get(action.outcome_id or 0),
            risks=risks[action.pk],
            stale=len(found.stale[action.pk]),
            early=len(found.early[action.pk]),
            has_later=action.completed_on is None or bool(found.later[action.pk]),
        )
        for action in rows
    }


def proof_of(action: Action, on: date) -> Proof:
    """Five queries."""
    return proofs_of(action.local_area, [action], on)[action.pk]


_Pieces = dict[int, dict[int, str]]
"""By action: the pieces that bear on it, each with its kind."""


@dataclass(frozen=True)
class _Found:
    """What is filed under each action, or linked to it or to its outcome. A piece is fresh, stale,
    or from before the action began; of the fresh ones, `later` are from after its completion."""

    fresh: _Pieces = field(default_factory=lambda: defaultdict(dict))
    stale: _Pieces = field(default_factory=lambda: defaultdict(dict))
    early: _Pieces = field(default_factory=lambda: defaultdict(dict))
    later: _Pieces = field(default_factory=lambda: defaultdict(dict))

    def put(self, action: Action, piece: tuple[int, str], day: date | None, is_old: bool) -> None:
        pk, kind = piece
        if is_old:
            self.stale[action.pk][pk] = kind
        elif is_before_start(day, action):
            self.early[action.pk][pk] = kind
        else:
            self.fresh[action.pk][pk] = kind
            if day is not None and not is_before_end(day, action):
                self.later[action.pk][pk] = kind


def _pieces(area: LocalArea, actions: list[Action], on: date) -> _Found:
    own = {action.pk: action for action in actions}
    served: dict[int, list[int]] = defaultdict(list)
    for action in actions:
        if action.outcome_id:
            served[action.outcome_id].append(action.pk)
    found = _Found()
    bearing = Q(action__in=own) | Q(links__action__in=own) | Q(links__outcome__in=served)
    rows = Evidence.objects.of(area).counting().aged(on).filter(bearing)
    for pk, kind, day, is_old, filed, linked, outcome in rows.values_list(
        "pk", "kind", "dated_on", "is_old", "action", "links__action", "links__outcome"
    ):
        for action in {filed, linked, *served.get(outcome, [])} & own.keys():
            found.put(own[action], (pk, kind), day, is_old)
    return found


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
