"""Verbs that escalate a risk, link it to the plan, and turn it into an issue."""

from datetime import date

from plans.changes.numbering import hold, next_number
from plans.models import Action, AreaOfWeakness, Issue, Outcome, Risk, RiskEscalation, RiskLink
from plans.policies.issues import (
    check_due_ahead,
    check_happened,
    check_issue,
    check_link,
    check_moves,
    check_unresolved,
)
from plans.policies.risks import check_open
from plans.policies.work import check_reason, check_words
from plans.states import EscalationLevel, IssueState, RiskState
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post


def escalate_risk(
    *, risk: Risk, version: int, level: str, reason: str, by: User, on: date
) -> RiskEscalation:
    """Move a risk to the desk of another level, up or down, and say why. Raises `Stale`."""
    reason = check_words(reason, missing="Say why, and what is asked of them.", field="reason")
    check_moves(risk=risk, level=level)
    with record(actor=by, reason=f"To {EscalationLevel(level).label}: {reason}"):
        current = risk.lock(version=version)
        check_open(current)
        move = RiskEscalation(
            local_area=current.local_area,
            risk=current,
            level_before=current.escalation,
            level=level,
            reason=reason,
            escalated_on=on,
            escalated_by=by,
        )
        move.save()
        current.escalation = level
        current.save()
    return move


def link_risk(*, risk: Risk, to: AreaOfWeakness | Outcome | Action | None, by: User) -> RiskLink:
    """Say that a risk concerns one more area, outcome or action of its plan."""
    check_link(risk=risk, to=to)
    assert to is not None
    with record(actor=by, reason=f"Linked {risk.ref} to {to.ref}"):
        current = risk.lock()
        check_open(current)
        link = RiskLink(
            local_area=current.local_area,
            risk=current,
            area=to if isinstance(to, AreaOfWeakness) else None,
            outcome=to if isinstance(to, Outcome) else None,
            action=to if isinstance(to, Action) else None,
        )
        link.save()
    return link


def unlink_risk(*, link: RiskLink, by: User, reason: str) -> RiskLink:
    """Take a link away; its history says when and why."""
    with record(actor=by, reason=check_reason(reason)):
        link.lock().delete()
    return link


def _words(what: str, plan: str) -> tuple[str, str]:
    return (
        check_words(what, missing="Say what has happened.", field="what"),
        check_words(plan, missing="Say what is done to resolve it.", field="plan"),
    )


def turn_into_issue(
    *,
    risk: Risk,
    version: int,
    what: str,
    happened_on: date,
    severity: int,
    priority: str,
    plan: str,
    owner: Post,
    due_on: date,
    by: User,
    on: date,
) -> Issue:
    """The risk has happened: it leaves the open register, and the issue begins. Raises `Stale`."""
    what, plan = _words(what, plan)
    check_issue(owner=owner, severity=severity, due_on=due_on)
    check_happened(risk=risk, happened_on=happened_on, on=on)
    check_due_ahead(due_on=due_on, on=on)
    with record(actor=by, reason=f"It has happened: {what}"):
        current = risk.lock(version=version)
        check_open(current)
        hold(current.local_area)
        alike = Issue.objects.of(current.local_area).values_list("ref", flat=True)
        issue = Issue(
            local_area=current.local_area,
            regime=current.regime,
            risk=current,
            ref=f"I{next_number(alike)}",
            what=what,
            happened_on=happened_on,
            severity=severity,
            priority=priority,
            plan=plan,
            owner=owner,
            due_on=due_on,
        )
        issue.save()
        current.state = RiskState.HAPPENED
        current.closed_on = on
        current.closed_because = f"It has happened and is issue {issue.ref}: {what}"
        current.save()
    return issue


def edit_issue(
    *,
    issue: Issue,
    version: int,
    what: str,
    severity: int,
    priority: str,
    plan: str,
    owner: Post,
    due_on: date,
    by: User,
    reason: str,
    on: date,
) -> Issue:
    """Change how an issue is described, who resolves it, how or by when. Raises `Stale`."""
    what, plan = _words(what, plan)
    check_issue(owner=owner, severity=severity, due_on=due_on)
    with record(actor=by, reason=check_reason(reason)):
        current = issue.lock(version=version)
        check_unresolved(current)
        if due_on != current.due_on:
            check_due_ahead(due_on=due_on, on=on)
        current.what = what
        current.severity = severity
        current.priority = priority
        current.plan = plan
        current.owner = owner
        current.due_on = due_on
        current.save()
    return current


def resolve_issue(*, issue: Issue, version: int, resolution: str, by: User, on: date) -> Issue:
    """Say how an issue was put right. Raises `Stale`."""
    resolution = check_words(resolution, missing="Say how it was put right.", field="resolution")
    with record(actor=by, reason=f"Resolved: {resolution}"):
        current = issue.lock(version=version)
        check_unresolved(current)
        current.state = IssueState.RESOLVED
        current.resolved_on = on
        current.resolution = resolution
        current.save()
    return current
