"""Verbs that move a target: asked for by one person, decided by another."""

from datetime import date
from decimal import Decimal

from plans.models import Rebaseline, Target
from plans.policies.rebaselines import check_can_decide, check_can_move
from plans.policies.work import check_reason, check_words
from plans.states import Asked
from sendtrack.accounts.models import User
from sendtrack.history import record


def ask_rebaseline(
    *,
    target: Target,
    version: int,
    value: Decimal | None,
    due_on: date,
    reason: str,
    by: User,
    on: date,
) -> Rebaseline:
    """Ask for another value or day of a target. Nothing changes until somebody else agrees.
    Raises `Stale`."""
    with record(actor=by, reason=f"Asked to re-baseline: {check_reason(reason)}"):
        current: Target = target.lock(version=version)
        check_can_move(target=current, value=value, due_on=due_on, on=on)
        asked = Rebaseline(
            local_area_id=current.local_area_id,
            target=current,
            asked_by=by,
            asked_on=on,
            reason=reason.strip(),
            value_before=current.value,
            value_after=value,
            due_before=current.due_on,
            due_after=due_on,
        )
        asked.save()
    return asked


def decide_rebaseline(
    *, rebaseline: Rebaseline, version: int, agrees: bool, because: str, by: User, on: date
) -> Rebaseline:
    """Agree to another value or day of a target, or not. Never by whoever asked. Raises `Stale`."""
    because = check_words(because, missing="Say why.", field="because")
    word = "Agreed" if agrees else "Not agreed"
    with record(actor=by, reason=f"{word} to re-baseline: {because}"):
        current: Rebaseline = rebaseline.lock(version=version)
        check_can_decide(rebaseline=current, agrees=agrees, by=by)
        current.state = Asked.APPROVED if agrees else Asked.REFUSED
        current.decided_by, current.decided_on, current.decided_because = by, on, because
        current.save()
        if agrees:
            target: Target = current.target.lock()
            target.value, target.due_on = current.value_after, current.due_after
            target.save()
    return current
