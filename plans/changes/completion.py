"""Verbs for the end of an action: a second person confirms or returns it, or it is opened again."""

from datetime import date

from plans.models import Action, ActionUpdate
from plans.policies.completion import check_complete, check_to_confirm
from plans.policies.work import check_words
from plans.states import Status, UpdateKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.periods import month_of


def confirm_completion(
    *, action: Action, version: int, by: User, on: date, note: str = ""
) -> ActionUpdate:
    """Confirm as a second person that an action is complete. Its day of completion stays the one
    on which it was said. Raises `Refusal` to whoever said so, `Stale`."""
    words = note.strip() or "Confirmed that it is complete."
    with record(actor=by, reason=f"Completion confirmed. {note.strip()}".strip()):
        current: Action = action.lock(version=version)
        check_to_confirm(action=current, by=by)
        current.confirmed_by, current.confirmed_on = by, on
        update = _turn(current, Status.COMPLETE, UpdateKind.CONFIRMED, words, by, on)
        update.save()
        current.save()
    return update


def return_completion(
    *, action: Action, version: int, by: User, on: date, reason: str
) -> ActionUpdate:
    """Send an action back that was said to be complete: it is on track again, and its accountable
    post reads why. Raises `Stale`."""
    reason = check_words(reason, missing="Say what is still missing.", field="reason")
    with record(actor=by, reason=f"Completion returned: {reason}"):
        current: Action = action.lock(version=version)
        check_to_confirm(action=current, by=by)
        update = _open(current, UpdateKind.RETURNED, reason, by, on)
        update.save()
        current.save()
    return update


def reopen_action(*, action: Action, version: int, by: User, on: date, reason: str) -> ActionUpdate:
    """Open a complete action again. Raises `Stale`."""
    reason = check_words(reason, missing="Say why it is open again.", field="reason")
    with record(actor=by, reason=f"Opened again: {reason}"):
        current: Action = action.lock(version=version)
        check_complete(current)
        update = _open(current, UpdateKind.REOPENED, reason, by, on)
        update.save()
        current.save()
    return update


def _open(action: Action, kind: UpdateKind, reason: str, by: User, on: date) -> ActionUpdate:
    update = _turn(action, Status.ON_TRACK, kind, reason, by, on)
    update.reason = action.reason = reason
    action.completed_on = None
    action.said_complete_by = action.confirmed_by = action.confirmed_on = None
    return update


def _turn(
    action: Action, status: Status, kind: UpdateKind, words: str, by: User, on: date
) -> ActionUpdate:
    """The update that tells of a turn which nobody's progress has brought about."""
    update = ActionUpdate(
        local_area_id=action.local_area_id,
        kind=kind,
        action=action,
        period_start=month_of(on).start,
        made_on=on,
        made_at=clock.now(),
        made_by=by,
        status_before=action.status,
        status=status,
        happened=words,
        impact_before=action.impact,
        impact=action.impact,
        impact_expected_on=action.impact_expected_on,
    )
    action.status = status
    action.status_since = on
    return update
