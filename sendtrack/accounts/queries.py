"""Whose rights are in force, and which have ended."""

from datetime import date

from sendtrack.accounts.models import Access, AccessQuerySet, Invitation, User
from sendtrack.accounts.tokens import hashed


def current_accesses(user: User, on: date) -> AccessQuerySet:
    """The areas that somebody may enter on that day, by name."""
    return (
        Access.objects.current(on)
        .filter(user=user)
        .select_related("local_area")
        .order_by("local_area__name", "pk")
    )


def former_accesses(user: User, on: date) -> list[Access]:
    """The latest right at each area that somebody may no longer enter, by name of the area."""
    ended = (
        Access.objects.filter(user=user)
        .exclude(local_area__in=current_accesses(user, on).values("local_area"))
        .exclude(from_on__gt=on, closed_at__isnull=True)
        .select_related("local_area")
        .order_by("local_area__name", "local_area", "-from_on", "-pk")
    )
    return list(ended.distinct("local_area__name", "local_area"))


def coming_accesses(user: User, on: date) -> AccessQuerySet:
    """Rights that begin later."""
    return (
        Access.objects.filter(user=user, from_on__gt=on, closed_at__isnull=True)
        .select_related("local_area")
        .order_by("from_on", "pk")
    )


def invitation_behind(token: str) -> Invitation | None:
    """The invitation whose link has this token, whatever has become of it."""
    rows = Invitation.objects.select_related("local_area", "invited_by")
    return rows.filter(token_hash=hashed(token)).first()


def has_account(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


def open_account(number: int) -> User | None:
    """The account with that number, if somebody may sign in to it."""
    return User.objects.filter(pk=number, is_active=True).first()
