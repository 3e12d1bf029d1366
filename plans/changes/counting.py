"""Verbs that tie a target of the plan to the measure that counts it."""

from plans.models import Measure, Target, TargetCount
from plans.policies.counting import check_counts
from plans.policies.work import check_reason
from sendtrack.accounts.models import User
from sendtrack.history import record


def count_target(
    *, target: Target, version: int, measure: Measure | None, by: User, reason: str
) -> TargetCount:
    """Let a measure count a target; the measure before it counts it no longer. `version` is that
    of the target. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        current = target.lock(version=version)
        chosen = check_counts(measure, current)
        row = TargetCount.objects.filter(target=current).first() or TargetCount(
            local_area_id=current.local_area_id, target=current
        )
        row.measure = chosen
        row.save()
    return row


def stop_counting(*, count: TargetCount, version: int, by: User, reason: str) -> TargetCount:
    """Let no measure count the target. Raises `Stale`."""
    with record(actor=by, reason=check_reason(reason)):
        count.lock(version=version).delete()
    return count
