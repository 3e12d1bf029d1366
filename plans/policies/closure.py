"""Rules of closing a regime: nothing is left over, and everything that was promised is written."""

from collections.abc import Sequence
from datetime import date

from plans.models import Action, Closure, Disposition, Outcome, Regime
from plans.policies.impact import lacks_to_be_embedded
from plans.queries.closure import left_over
from plans.queries.impact import proofs_of
from plans.states import ClosureState, DispositionKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.publishing.policies import can_approve
from sendtrack.refusals import Refusal

TEXTS = {
    "progress": "what progress was made",
    "benefits": "what it has brought children, young people and families",
    "learning": "what was learned",
}
ASKS = {
    DispositionKind.EMBEDDED: "Say what shows that it holds.",
    DispositionKind.WATCHED: "Say who keeps watching it, and how.",
    DispositionKind.STOPPED: "Say why it stops.",
}


def check_is_writing(closure: Closure) -> None:
    """Raise `Refusal` once the closure has gone to the chair, or is done."""
    if words := why_not_to_write(closure):
        raise Refusal(words)


def why_not_to_write(closure: Closure) -> str:
    """What keeps the closure from being changed, and what to do next; empty where nothing does."""
    state = ClosureState(closure.state)
    if state in {ClosureState.WRITING, ClosureState.FAILED}:
        return ""
    if state == ClosureState.CLOSED:
        return "The chair has approved this closure. Its report stays as it is."
    now = state.label.lower()
    return (
        f"The closure is {now}, so nothing of it can be changed. The chair can send it back: ask "
        "for that if something has to change."
    )


def why_not_to_decide(closure: Closure, by: User) -> str:
    """What keeps this person from approving the closure or sending it back, and what comes next;
    empty where nothing does."""
    state = ClosureState(closure.state)
    if state == ClosureState.COMPILING:
        return "The report is being compiled. You can decide as soon as it can be read here."
    if state == ClosureState.CLOSED:
        return "The closure has been approved. There is nothing left to decide."
    if state != ClosureState.AWAITING_APPROVAL:
        return (
            "The closure is being written. You are told by email once an officer or the programme "
            "lead has sent it to you."
        )
    if closure.snapshot is not None and not can_approve(snapshot=closure.snapshot, by=by):
        return "You sent this closure to the chair, so somebody else must approve it."
    return ""


def check_can_dispose(
    *, closure: Closure, kind: DispositionKind, words: str, to_outcome: Outcome | None
) -> None:
    """Raise `Refusal` where something that the decision needs is missing."""
    check_is_writing(closure)
    if kind == DispositionKind.MOVED:
        if to_outcome is None:
            raise Refusal("Choose the outcome that takes the actions over.", field="to_outcome")
        plan = to_outcome.area.regime
        if plan.pk == closure.regime_id or not plan.is_in_force:
            raise Refusal("Choose an outcome of another plan that is in force.", field="to_outcome")
    elif not words:
        raise Refusal(ASKS[kind], field=f"{kind}_words")


def check_embedded(actions: Sequence[Action], on: date) -> None:
    """Raise `Refusal` where nothing but words says that an action is delivered and embedded."""
    if not actions:
        return
    proofs = proofs_of(actions[0].local_area, actions, on)
    for action in actions:
        if lacks := lacks_to_be_embedded(action, proofs[action.pk]):
            raise Refusal(
                f"{action.ref} needs {' and '.join(lacks)} to be called delivered and embedded. "
                f"{proofs[action.pk].in_words} Add evidence to the action first, or choose "
                "“Delivered, keep watching”.",
                field="kind",
            )


def check_decided_since(actions: Sequence[Disposition]) -> None:
    """Raise `Refusal` where somebody else has decided about actions in the meantime."""
    if actions:
        named = "; ".join(
            f"{row.action.ref}, {row.get_kind_display().lower()} ({row.decided_by})"
            for row in actions
        )
        raise Refusal(
            f"Somebody has decided since you opened this page: {named}. Save again to replace "
            "that, or untick what they decided.",
            field="actions",
        )


def check_nothing_left_over(regime: Regime) -> None:
    """Raise `Refusal` while an open action of the regime has no disposition."""
    refs = [action.ref for action in left_over(regime)]
    if refs:
        named = ", ".join(refs[:10]) + (" and others" if len(refs) > 10 else "")
        are = "action is" if len(refs) == 1 else "actions are"
        raise Refusal(
            f"{len(refs)} {are} left over: {named}. Say what becomes of each before the {regime} "
            "is closed."
        )


def check_can_ask(closure: Closure) -> None:
    """Raise `Refusal` unless everything stands that the chair approves."""
    check_is_writing(closure)
    check_nothing_left_over(closure.regime)
    for name, words in TEXTS.items():
        if not getattr(closure, name):
            raise Refusal(f"Write {words} before the closure goes to the chair.")
    if closure.regime.is_in_force and closure.ended_by_id is None:
        raise Refusal(
            f"Cite the document that closes the {closure.regime}, or record how it ended first."
        )


def can_ask(closure: Closure) -> bool:
    try:
        check_can_ask(closure)
    except Refusal:
        return False
    return True


CLOSED_BY_WORK = RegimeState.CLOSED
"""The end that a regime comes to by its closure. Other ends are recorded from their letters."""
