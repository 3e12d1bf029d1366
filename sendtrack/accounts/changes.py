"""Verbs that write accounts and rights."""

from datetime import date

from django.db import transaction

from sendtrack import clock
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import NEEDS_END_DATE, Role
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Person
from sendtrack.refusals import Refusal


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None = None) -> User:
    """Make an account. It sees nothing until it is given access; without a password it can't
    sign in."""
    return User.objects.create_user(email=email, name=name, password=password)


def check_role_dates(*, role: Role, from_on: date, to_on: date | None) -> None:
    """Raise `Refusal` where the dates don't fit the role."""
    if to_on is not None and to_on < from_on:
        raise Refusal("The last day must be on or after the first day.", field="to_on")
    if role in NEEDS_END_DATE and to_on is None:
        raise Refusal("Enter the last day. An adviser's account always ends.", field="to_on")


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
    """End a right now. It stops working at the next request; the row stays."""
    with record(actor=by, reason=reason):
        current = access.lock()
        if current.closed_at is not None:
            return current
        current.closed_at = clock.now()
        current.closed_by = by
        current.save()
    return current
