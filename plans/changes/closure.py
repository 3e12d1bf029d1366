"""Verbs of closing a regime: decide about its actions, write what was learned, carry it out."""

from collections.abc import Iterable, Mapping
from datetime import date

from plans.changes.authority import Authority, cited
from plans.changes.regimes import end_regime
from plans.models import Action, Closure, Disposition, Outcome, Regime
from plans.policies.closure import (
    CLOSED_BY_WORK,
    check_can_dispose,
    check_decided_since,
    check_embedded,
    check_is_writing,
    check_nothing_left_over,
)
from plans.states import ClosureState, DispositionKind
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.sources.models import Citation


def begin_closure(*, regime: Regime, by: User) -> Closure:
    """The closure of a regime, begun where nobody has yet."""
    with record(actor=by, reason=f"Began to close the {regime}"):
        regime.lock()
        closure = Closure.objects.filter(regime=regime).first()
        if closure is None:
            closure = Closure(local_area=regime.local_area, regime=regime)
            closure.save()
    return closure


def dispose(
    *,
    closure: Closure,
    actions: Iterable[Action],
    kind: DispositionKind,
    words: str,
    by: User,
    on: date,
    to_outcome: Outcome | None = None,
    seen: Mapping[int, int] | None = None,
) -> list[Disposition]:
    """Say what becomes of these actions; said again, the last word holds. Nothing moves before the
    chair has approved the closure. Raises `Refusal`.

    `seen` holds the version of each decision, by action, that the form was opened with: one that
    somebody else has made since is not replaced unread.
    """
    actions = list(actions)
    reason = f"Decided what becomes of it: {kind.label.lower()}"
    with record(actor=by, reason=reason):
        current = closure.lock()
        check_can_dispose(closure=current, kind=kind, words=words, to_outcome=to_outcome)
        if kind == DispositionKind.EMBEDDED:
            check_embedded(actions, on)
        rows = current.dispositions.select_for_update(of=("self",))
        known = {row.action_id: row for row in rows.select_related("action", "decided_by")}
        if seen is not None:
            chosen = [known[action.pk] for action in actions if action.pk in known]
            check_decided_since([r for r in chosen if r.version != seen.get(r.action_id, 0)])
        return [
            _decide(
                known.get(action.pk)
                or Disposition(local_area=action.local_area, closure=current, action=action),
                kind=kind,
                words=words,
                to_outcome=to_outcome,
                by=by,
                on=on,
            )
            for action in actions
        ]


def _decide(
    row: Disposition,
    *,
    kind: DispositionKind,
    words: str,
    to_outcome: Outcome | None,
    by: User,
    on: date,
) -> Disposition:
    row.kind, row.words, row.to_outcome = kind, words, to_outcome
    row.from_area_id = row.action.area_id
    row.decided_by, row.decided_on = by, on
    row.save()
    return row


def write_closure(
    *,
    closure: Closure,
    progress: str,
    benefits: str,
    learning: str,
    outstanding: str,
    risks_words: str,
    log_words: str,
    version: int,
    by: User,
) -> Closure:
    """Keep what has been written so far. Raises `Refusal` once it has gone to the chair; `Stale`
    where somebody else has written since the form with `version` was opened."""
    with record(actor=by, reason="Wrote the closure"):
        current = closure.lock(version=version)
        check_is_writing(current)
        current.progress, current.benefits, current.learning = progress, benefits, learning
        current.outstanding = outstanding
        current.risks_words, current.log_words = risks_words, log_words
        current.save()
    return current


def cite_closure(
    *, closure: Closure, authority: Authority, on: date, version: int, by: User
) -> Closure:
    """Cite the document with which a regime in force is closed, and its day. Raises `Refusal`,
    `Stale`."""
    with record(actor=by, reason="Cited the document that closes the regime"):
        current = closure.lock(version=version)
        check_is_writing(current)
        citation: Citation = cited(authority, area=current.local_area, by=by)
        current.how, current.ended_by, current.ended_on = CLOSED_BY_WORK, citation, on
        current.save()
    return current


def carry_out(*, closure: Closure, by: User) -> Closure:
    """Close: actions that move arrive in the other plan with their reference and history, and a
    regime in force ends on the document cited.

    Call with the chair's approval, inside its transaction. Raises `Refusal` where an action has
    been left over since.
    """
    regime = closure.regime
    with record(actor=by, reason=f"The {regime} was closed"):
        current = closure.lock()
        check_nothing_left_over(regime)
        moved = current.dispositions.filter(kind=DispositionKind.MOVED)
        for row in moved.select_related("to_outcome__area").order_by("pk"):
            action = row.action.lock()
            action.outcome, action.area = row.to_outcome, row.to_outcome.area
            action.save()
        if regime.is_in_force:
            assert current.ended_by is not None
            end_regime(
                regime=regime,
                how=CLOSED_BY_WORK,
                citation=current.ended_by,
                on=current.ended_on,
                by=by,
                reason=f"The {regime} was closed",
            )
        current.state, current.lease_until = ClosureState.CLOSED, None
        current.save()
    return current
