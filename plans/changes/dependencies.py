"""Verbs about what waits for what."""

from datetime import date

from plans.changes.numbering import hold
from plans.models import Action, Dependency
from plans.policies.dependencies import check_may_wait
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record


def add_dependency(*, action: Action, needs: Action | None, why: str, by: User) -> Dependency:
    """Record that an action can't go on before another one is complete. A circle is refused."""
    why = check_words(why, missing="Say what it waits for.", field="why")
    with record(actor=by, reason=f"{action.ref} waits for {needs.ref if needs else ''}: {why}"):
        hold(action.local_area)
        needs = check_may_wait(action=action, needs=needs)
        dependency = Dependency(local_area=action.local_area, action=action, needs=needs, why=why)
        dependency.save()
    return dependency


def end_dependency(
    *, dependency: Dependency, version: int, reason: str, by: User, on: date
) -> Dependency:
    """Record that an action no longer waits for another one. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current: Dependency = dependency.lock(version=version)
        current.ended_on = on
        current.save()
    return current
