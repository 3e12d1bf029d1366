"""Verbs that give the work of one post to another, when people or bodies change."""

from plans.models import Action, Risk
from plans.policies.work import check_reason
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post
from sendtrack.refusals import Refusal


def hand_over_action(*, action: Action, to: Post, by: User, reason: str) -> Action:
    """Make another post accountable for an action. Saves nothing where it is already."""
    _check_same_area(to, action)
    with record(actor=by, reason=check_reason(reason)):
        current = action.lock()
        if current.accountable_id != to.pk:
            current.accountable = to
            current.save()
    return current


def hand_over_risk(*, risk: Risk, to: Post, by: User, reason: str) -> Risk:
    """Give a risk to another owner. Saves nothing where they own it already."""
    _check_same_area(to, risk)
    with record(actor=by, reason=check_reason(reason)):
        current = risk.lock()
        if current.owner_id != to.pk:
            current.owner = to
            current.save()
    return current


def _check_same_area(to: Post, row: Action | Risk) -> None:
    if to.local_area_id != row.local_area_id:
        raise Refusal("Choose a post of this area.", field="to")
