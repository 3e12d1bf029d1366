"""Verbs about invitations. The link's token is known to its reader alone; we keep a hash."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sendtrack.accounts.changes.rights import (
    check_ends_in_time,
    check_role_dates,
    grant_access,
)
from sendtrack.accounts.changes.sign_in import open_account
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.accounts.permissions import Role
from sendtrack.accounts.policies import check_can_accept, check_can_renew
from sendtrack.accounts.tokens import hashed
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea, Person
from sendtrack.refusals import Refusal

LASTS = timedelta(days=7)


def write_invitation(
    *,
    area: LocalArea,
    email: str,
    name: str,
    role: Role,
    from_on: date,
    to_on: date | None,
    person: Person | None,
    by: User,
    at: datetime,
) -> tuple[Invitation, str]:
    """Offer a role to an address, and return the token for its link, which is kept nowhere else.

    Raises `Refusal` where the address has access or an open invitation already.
    """
    check_role_dates(role=role, from_on=from_on, to_on=to_on)
    check_ends_in_time(role=role, to_on=to_on, on=timezone.localdate(at))
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        local_area=area,
        email=email.strip().lower(),
        name=name,
        role=role,
        from_on=from_on,
        to_on=to_on,
        person=person,
        token_hash=hashed(token),
        sent_at=at,
        expires_at=at + LASTS,
        invited_by=by,
    )
    with record(actor=by, reason=f"Invited {name} as {role.label}"):
        LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
        _check_is_new(area, invitation.email, at)
        invitation.save()
    return invitation, token


def _check_is_new(area: LocalArea, email: str, at: datetime, but: Invitation | None = None) -> None:
    held = (
        Access.objects.of(area)
        .filter(user__email__iexact=email, closed_at__isnull=True)
        .select_related("user")
        .first()
    )
    if held is not None:
        raise Refusal(
            f"{held.user} is in the list of people already. Change the role or the last day there.",
            field="email",
        )
    others = Invitation.objects.of(area).filter(email__iexact=email).exclude(pk=but and but.pk)
    if any(invitation.is_open(at) for invitation in others):
        raise Refusal(
            "There is an open invitation to this address. Send it again or withdraw it.",
            field="email",
        )


def renew_invitation(*, invitation: Invitation, by: User, at: datetime) -> tuple[Invitation, str]:
    """Give an invitation a new link and another seven days. The old link stops working."""
    token = secrets.token_urlsafe(32)
    with record(actor=by, reason=f"Invited {invitation.name} again"):
        current = invitation.lock()
        check_can_renew(current, at=at)
        _check_is_new(current.local_area, current.email, at, but=current)
        current.token_hash = hashed(token)
        current.sent_at, current.expires_at = at, at + LASTS
        current.save()
    return current, token


def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Take an offer back. Once accepted it is access, and is closed instead."""
    with record(actor=by, reason=f"Withdrew the invitation of {invitation.name}"):
        current = invitation.lock()
        if current.accepted_at is not None:
            raise Refusal(f"{current.name} has accepted already. Close the access instead.")
        if current.withdrawn_at is None:
            current.withdrawn_at = at
            current.save()
    return current


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, at: datetime, by: User | None = None, password: str | None = None
) -> Access:
    """Take the role that is offered: as `by`, or as a new account with that password.

    Raises `Refusal` where the link no longer works, and where `by` has another address than the
    one that was invited.
    """
    current = invitation.lock()
    check_can_accept(current, at=at)
    if by is not None and by.email.lower() != current.email.lower():
        raise Refusal(f"This invitation is for {current.email}. You are signed in as {by}.")
    _check_is_new(current.local_area, current.email, at, but=current)
    user = by or open_account(email=current.email, name=current.name, password=password)
    with record(actor=user, reason=f"Accepted the invitation by {current.invited_by}"):
        current.accepted_at, current.accepted_by = at, user
        current.save()
        return grant_access(
            user=user,
            area=current.local_area,
            role=Role(current.role),
            person=current.person,
            from_on=current.from_on,
            to_on=current.to_on,
            by=current.invited_by,
        )
