"""Rules about rights."""

from datetime import date, datetime

from django.utils import timezone

from sendtrack.accounts.models import Access, Invitation
from sendtrack.accounts.permissions import Role
from sendtrack.organisations.models import LocalArea
from sendtrack.refusals import Refusal


def check_keeps_an_administrator(
    *, access: Access, on: date, role: Role | None = None, to_on: date | None = None
) -> None:
    """Refuses to leave an area without an administrator, who alone could bring one back.

    Without `role` the access is to be closed. Call it inside a transaction: it holds the area, so
    that two administrators can't close each other at once.
    """
    stays = role == Role.ADMINISTRATOR and (to_on is None or to_on >= on)
    if access.role != Role.ADMINISTRATOR or stays:
        return
    LocalArea.objects.select_for_update(no_key=True).get(pk=access.local_area_id)
    administrators = (
        Access.objects.of(access.local_area).current(on).filter(role=Role.ADMINISTRATOR)
    )
    if access in administrators and administrators.count() == 1:
        raise Refusal(
            f"{access.user} is the only administrator of {access.local_area}. "
            "Give somebody else the role first."
        )


def check_can_renew(invitation: Invitation, *, at: datetime) -> None:
    """Refuses to send an invitation again that has been settled, or whose role would be over."""
    if invitation.accepted_at is not None:
        raise Refusal("This invitation has been used.")
    if invitation.withdrawn_at is not None:
        raise Refusal("This invitation has been withdrawn.")
    if invitation.to_on is not None and invitation.to_on < timezone.localdate(at):
        raise Refusal("The last day of the role that this invitation offers has passed.")


def check_can_accept(invitation: Invitation, *, at: datetime) -> None:
    """Says in one sentence why a link no longer works."""
    check_can_renew(invitation, at=at)
    if not invitation.is_open(at):
        raise Refusal("This invitation has expired. Ask for a new one.")
