"""Verbs that write targets and their results."""

from datetime import date
from decimal import Decimal

from plans.changes.numbering import hold
from plans.models import Outcome, Target
from plans.policies.targets import check_can_edit, check_horizon, check_result
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record

_MISSING = "Say what should be reached by then."


def set_target(
    *,
    outcome: Outcome,
    horizon_months: int,
    statement: str,
    unit: str,
    baseline: Decimal | None,
    value: Decimal | None,
    by: User,
) -> Target:
    """Set what an outcome should reach at 3, 6, 12 or 24 months.

    The day is counted from the regime's clock start. Without unit, baseline and value the target
    is kept, and shown as not measurable yet.
    """
    target = Target(
        local_area=outcome.local_area,
        outcome=outcome,
        horizon_months=horizon_months,
        statement=check_words(statement, missing=_MISSING, field="statement"),
        unit=unit.strip(),
        baseline=baseline,
        value=value,
    )
    with record(actor=by, reason=f"Set the target of {outcome.ref} for {horizon_months} months"):
        hold(outcome.local_area)
        check_horizon(outcome=outcome, horizon_months=horizon_months)
        target.due_on = outcome.area.regime.horizon(horizon_months)
        target.save()
    return target


def edit_target(
    *,
    target: Target,
    version: int,
    statement: str,
    unit: str,
    baseline: Decimal | None,
    value: Decimal | None,
    by: User,
    reason: str,
) -> Target:
    """Change how a target is worded, or give figures it lacked; its horizon and day stay, and its
    value once the plan is agreed. Raises `Stale`."""
    statement = check_words(statement, missing=_MISSING, field="statement")
    with record(actor=by, reason=check_reason(reason)):
        current = target.lock(version=version)
        unit = unit.strip()
        check_can_edit(target=current, unit=unit, baseline=baseline, value=value)
        current.statement = statement
        current.unit = unit
        current.baseline = baseline
        current.value = value
        current.save()
    return current


def record_result(
    *,
    target: Target,
    version: int,
    result: str,
    value: Decimal | None,
    on: date,
    source: str,
    by: User,
    words: str = "",
) -> Target:
    """Record whether a target was met: the value or words, the day, and the source.

    Where the value says the opposite of `result`, `words` must say why. Raises `Stale`.
    """
    words, source = words.strip(), source.strip()
    did = "Corrected" if target.result else "Recorded"
    reason = f"{did} the result of the target for {target.horizon_months} months"
    with record(actor=by, reason=reason):
        current = target.lock(version=version)
        check_result(target=current, result=result, value=value, words=words, on=on, source=source)
        current.result = result
        current.result_value = value
        current.result_words = words
        current.result_on = on
        current.result_source = source
        current.save()
    return current
