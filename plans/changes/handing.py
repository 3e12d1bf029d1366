"""The verb that gives the work of one post to another, when people or bodies change."""

from typing import TypeVar

from plans.models import (
    Action,
    Assurance,
    AuditProgramme,
    ContributionRequest,
    Control,
    Evidence,
    Issue,
    Measure,
    PlannedSource,
    Risk,
)
from plans.policies.work import check_reason
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Organisation, Post
from sendtrack.refusals import Refusal

Work = TypeVar(
    "Work",
    Action,
    Assurance,
    AuditProgramme,
    Control,
    Evidence,
    Issue,
    Measure,
    PlannedSource,
    Risk,
)

HELD_AS = {
    Action: "accountable",
    Assurance: "owner",
    AuditProgramme: "lead",
    Control: "owner",
    Evidence: "owner",
    Issue: "owner",
    Measure: "owner",
    PlannedSource: "owner",
    Risk: "owner",
}
"""The column that names the post which answers for a row."""


def hand_over_work(*, work: Work, to: Post, by: User, reason: str) -> Work:
    """Let another post answer for an action, a risk, a control, an issue or a piece of evidence.
    Saves nothing where it does already."""
    if to.local_area_id != work.local_area_id:
        raise Refusal("Choose a post of this area.", field="to")
    column = HELD_AS[type(work)]
    with record(actor=by, reason=check_reason(reason)):
        current = work.lock()
        if getattr(current, f"{column}_id") != to.pk:
            setattr(current, column, to)
            current.save()
    return current


def pass_supply(
    *, measure: Measure, to: Organisation, owner: Post | None, by: User, reason: str
) -> Measure:
    """The figures of a measure come from the body that takes another's place; the post that
    answers for it follows where `owner` names it."""
    if to.local_area_id != measure.local_area_id:
        raise Refusal("Choose an organisation of this area.", field="to")
    with record(actor=by, reason=check_reason(reason)):
        current = measure.lock()
        current.supplier = to
        current.owner = owner or current.owner
        current.save()
    return current


def pass_contribution(
    *, asked: ContributionRequest, to: Organisation, by: User, reason: str
) -> ContributionRequest:
    """What a body was asked for and has not settled is owed by the body that takes its place."""
    if to.local_area_id != asked.local_area_id:
        raise Refusal("Choose an organisation of this area.", field="to")
    with record(actor=by, reason=check_reason(reason)):
        current = asked.lock()
        current.organisation = to
        current.save()
    return current
