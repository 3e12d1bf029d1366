"""Verbs about who else has a part in an action."""

from datetime import date

from plans.models import Action, Contributor
from plans.policies.contributors import check_may_contribute
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Organisation


def add_contributor(
    *, action: Action, organisation: Organisation | None, what: str, by: User
) -> Contributor:
    """Record what an organisation does for an action that a post of another one answers for."""
    what = check_words(what, missing="Say what it contributes.", field="what")
    with record(actor=by, reason=f"{organisation} contributes to {action.ref}: {what}"):
        current = action.lock()
        row = Contributor(
            local_area=current.local_area,
            action=current,
            organisation=check_may_contribute(action=current, organisation=organisation),
            what=what,
        )
        row.save()
    return row


def end_contributor(
    *, contributor: Contributor, version: int, reason: str, by: User, on: date
) -> Contributor:
    """Record that an organisation has no part in an action any more. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = contributor.lock(version=version)
        current.ended_on = on
        current.save()
    return current


def pass_parts(*, of: Organisation, to: Organisation, by: User, reason: str) -> list[Contributor]:
    """Let a successor take over every part that an organisation has; history keeps its name."""
    with record(actor=by, reason=check_reason(reason)):
        passed = [row.lock() for row in Contributor.objects.standing().filter(organisation=of)]
        for row in passed:
            row.organisation = to
            row.save()
    return passed
