"""Verbs about whether an area that left formal monitoring still holds."""

from datetime import date

from plans.changes.numbering import hold
from plans.models import AreaOfWeakness, Assurance, AssuranceCheck
from plans.policies.assurance import check_day, check_plan, check_to_be_assured
from plans.policies.work import check_reason, check_words
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Post


def plan_assurance(
    *,
    area: AreaOfWeakness,
    version: int,
    owner: Post | None,
    looks_at: str,
    every_months: int | None,
    first_due_on: date,
    by: User,
    reason: str,
) -> Assurance:
    """Say who looks at what, and how often. `version` is 0 while nobody has. Raises `Stale`."""
    looks_at = check_words(looks_at, missing="Say what shows that it holds.", field="looks_at")
    owner, every_months = check_plan(owner=owner, every_months=every_months)
    with record(actor=by, reason=check_reason(reason)):
        hold(area.local_area)
        check_to_be_assured(area.lock())
        known = Assurance.objects.filter(area=area).first()
        if known is None:
            row = Assurance(local_area=area.local_area, area=area)
        else:
            row = known.lock(version=version)
        row.owner, row.looks_at = owner, looks_at
        row.every_months, row.first_due_on = every_months, first_due_on
        row.save()
    return row


def record_check(
    *,
    assurance: Assurance,
    version: int,
    checked_on: date,
    holds: bool,
    found: str,
    by: User,
    on: date,
) -> AssuranceCheck:
    """Record what a look at the area found. Raises `Stale` where somebody has just recorded one."""
    found = check_words(found, missing="Say what you found, and how you know.", field="found")
    reason = f"Checked whether it holds: {'it does' if holds else 'it does not'}. {found}"
    with record(actor=by, reason=reason):
        current: Assurance = assurance.lock(version=version)
        check_to_be_assured(current.area)
        check_day(assurance=current, checked_on=checked_on, on=on)
        check = AssuranceCheck(
            local_area=current.local_area,
            assurance=current,
            checked_on=checked_on,
            checked_by=by,
            holds=holds,
            found=found,
        )
        current.last_checked_on, current.last_holds = checked_on, holds
        current.save()
        check.save()
    return check
