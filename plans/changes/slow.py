"""Verbs about slow progress: the tests that an area asks, and what owners answer."""

from datetime import date

from plans.changes.numbering import hold
from plans.models import Action, SlowAnswer, SlowRule
from plans.policies.slow import check_limit
from plans.policies.work import check_reason, check_words
from plans.states import SlowKind
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea


def set_slow_rule(
    *,
    area: LocalArea,
    kind: SlowKind,
    version: int,
    is_on: bool,
    limit: int | None,
    by: User,
    reason: str,
) -> SlowRule:
    """Switch a test for slow progress on or off, or set its limit. `version` is 0 while the area
    has never set it. Raises `Stale`."""
    check_limit(kind=kind, limit=limit)
    with record(actor=by, reason=check_reason(reason)):
        hold(area)
        known = SlowRule.objects.of(area).filter(kind=kind).first()
        if known is None:
            rule = SlowRule(local_area=area, kind=kind)
        else:
            rule = known.lock(version=version)
        rule.is_on, rule.limit = is_on, limit
        rule.save()
    return rule


def answer_slow(*, action: Action, why: str, change: str, by: User, on: date) -> SlowAnswer:
    """Say why an action is slow and what will change. Answers are added, never changed."""
    why = check_words(why, missing="Say why it is slow.", field="why")
    change = check_words(change, missing="Say what will change, and by when.", field="change")
    answer = SlowAnswer(
        local_area_id=action.local_area_id,
        action=action,
        said_on=on,
        said_by=by,
        why=why,
        change=change,
    )
    with record(actor=by, reason=f"Said why {action.ref} is slow: {why}"):
        answer.save()
    return answer
