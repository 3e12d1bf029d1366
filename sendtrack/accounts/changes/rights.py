"""Verbs that give, change and end rights."""

from datetime import date

from django.utils import timezone

from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import NEEDS_END_DATE, Role
from sendtrack.accounts.policies import check_keeps_an_administrator
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Person
from sendtrack.periods import add_months, day_in_words
from sendtrack.refusals import Refusal

LONGEST_STAY_MONTHS = 36


def check_role_dates(*, role: Role, from_on: date, to_on: date | None) -> None:
    """Raise `Refusal` where the dates don't fit the role."""
    if to_on is not None and to_on < from_on:
        raise Refusal("The last day must be on or after the first day.", field="to_on")
    if role in NEEDS_END_DATE and to_on is None:
        raise Refusal("Enter the last day. An adviser's account always ends.", field="to_on")


def check_ends_in_time(*, role: Role, to_on: date | None, on: date) -> None:
    """Refuses a last day of an adviser that lies so far ahead that it is none."""
    latest = add_months(on, LONGEST_STAY_MONTHS)
    if role in NEEDS_END_DATE and to_on is not None and to_on > latest:
        raise Refusal(
            "An adviser's last day can be at most three years ahead: enter "
            f"{day_in_words(latest)} or an earlier day.",
            field="to_on",
        )


def grant_access(
    *,
    user: User,
    area: LocalArea,
    role: Role,
    from_on: date,
    by: User,
    to_on: date | None = None,
    person: Person | None = None,
) -> Access:
    """Give a role at a local area, from and to a day."""
    check_role_dates(role=role, from_on=from_on, to_on=to_on)
    access = Access(
        local_area=area, user=user, person=person, role=role, from_on=from_on, to_on=to_on
    )
    with record(actor=by, reason=f"Gave {user} the role {role.label}"):
        access.save()
    return access


def close_access(*, access: Access, by: User, reason: str) -> Access:
    """End a right now. It stops working at the next request; the row stays.

    Raises `Refusal` for the area's last administrator.
    """
    with record(actor=by, reason=reason):
        current = access.lock()
        if current.closed_at is not None:
            return current
        now = clock.now()
        check_keeps_an_administrator(access=current, on=timezone.localdate(now))
        current.closed_at = now
        current.closed_by = by
        current.save()
    return current


def change_access(
    *,
    access: Access,
    version: int,
    role: Role,
    to_on: date | None,
    person: Person | None,
    by: User,
    reason: str,
) -> Access:
    """Give a right another role, last day or person. Works from the next request on.

    Raises `Stale`, and `Refusal` where the dates don't fit, the right is closed or the area would
    be left without an administrator.
    """
    with record(actor=by, reason=reason):
        current = access.lock(version=version)
        if current.closed_at is not None:
            raise Refusal("This access has been closed. Invite the person again.")
        check_role_dates(role=role, from_on=current.from_on, to_on=to_on)
        today = timezone.localdate(clock.now())
        check_ends_in_time(role=role, to_on=to_on, on=today)
        check_keeps_an_administrator(access=current, on=today, role=role, to_on=to_on)
        current.role, current.to_on, current.person = role, to_on, person
        current.save()
    return current
