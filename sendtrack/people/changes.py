"""Verbs of an area's administrator: invite, send again, help with a password."""

from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.accounts.permissions import Role
from sendtrack.accounts.tokens import password_links
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import LocalArea, Person, Post, PostHolding
from sendtrack.people import letters
from sendtrack.publishing.changes import Recipient, post_message


def address_of(name: str, **kwargs: int | str) -> str:
    """A link for an email: always under our public address, whatever host a request came by."""
    return urljoin(settings.PUBLIC_ORIGIN, reverse(name, kwargs=kwargs))


@transaction.atomic
def invite(
    *,
    area: LocalArea,
    email: str,
    name: str,
    role: Role,
    from_on: date,
    to_on: date | None,
    person: Person | None,
    by: User,
) -> Invitation:
    """Offer a role to an address by email. Without `person`, a new record of them is made.

    The email in the outbox is the only place that holds the link.
    """
    if person is None:
        person = organisations.add_person(area=area, name=name, email=email, by=by)
    invitation, token = accounts.write_invitation(
        area=area,
        email=email,
        name=name,
        role=role,
        from_on=from_on,
        to_on=to_on,
        person=person,
        by=by,
        at=clock.now(),
    )
    _send(invitation, token, by)
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User) -> Invitation:
    """Send a new link for seven more days; the old one stops working."""
    renewed, token = accounts.renew_invitation(invitation=invitation, by=by, at=clock.now())
    _send(renewed, token, by)
    return renewed


def _send(invitation: Invitation, token: str, by: User) -> None:
    letter = letters.invitation(
        invitation=invitation, link=address_of("accounts:invitation", token=token), by=by
    )
    post_message(
        area=invitation.local_area,
        key=f"invitation-{invitation.pk}-{invitation.version}",
        subject=letter.subject,
        text=letter.text,
        recipients=[Recipient(invitation.email, invitation.name)],
    )


@transaction.atomic
def send_password_link(*, access: Access, by: User) -> User:
    """Send somebody the link with which they set a new password. It works once, for a day.

    Only the owner of the address can use it; nobody chooses a password for somebody else.
    """
    user = access.user
    token = password_links.make_token(user)
    now = clock.now()
    letter = letters.password(
        user=user, link=address_of("accounts:forgotten", user=user.pk, token=token), by=by
    )
    post_message(
        area=access.local_area,
        key=f"password-{user.pk}-{now:%Y%m%dT%H%M%S}",
        subject=letter.subject,
        text=letter.text,
        recipients=[Recipient(user.email, user.name)],
    )
    return user


@transaction.atomic
def appoint(
    *, post: Post, from_on: date, by: User, person: Person | None = None, name: str = ""
) -> PostHolding:
    """Put somebody in a post; without `person`, a new record with that name is made."""
    if person is None:
        person = organisations.add_person(area=post.local_area, name=name, by=by)
    return organisations.appoint(post=post, person=person, from_on=from_on, by=by)
