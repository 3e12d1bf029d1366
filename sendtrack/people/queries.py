"""Who has access to an area, who is invited, and who holds which post."""

from dataclasses import dataclass
from datetime import date, datetime

from sendtrack.accounts.models import Access, AccessQuerySet, Invitation
from sendtrack.govuk.tags.dates import day
from sendtrack.organisations.models import (
    LocalArea,
    Organisation,
    Person,
    Post,
    PostHolding,
)
from sendtrack.organisations.tenancy import AreaQuerySet
from sendtrack.publishing.models import Delivery, DeliveryQuerySet


def accesses_of(area: LocalArea) -> AccessQuerySet:
    """Every right at the area, also those that have ended, by the person's name."""
    return (
        Access.objects.of(area)
        .select_related("user", "person", "local_area", "closed_by")
        .order_by("user__name", "-from_on", "pk")
    )


def state_of(access: Access, on: date) -> str:
    """In a few words: whether the right works on that day, and if not, why."""
    if access.closed_at is not None:
        return f"Closed on {day(access.closed_at)}"
    if not access.user.is_active:
        return "Account closed"
    if access.to_on is not None and access.to_on < on:
        return f"Ended on {day(access.to_on)}"
    if access.from_on > on:
        return f"Begins on {day(access.from_on)}"
    return "Open"


def works(access: Access, on: date) -> bool:
    """Whether the right works on that day or will later."""
    return (
        access.closed_at is None
        and access.user.is_active
        and (access.to_on is None or access.to_on >= on)
    )


def unsettled_invitations(area: LocalArea) -> list[Invitation]:
    """Neither accepted nor withdrawn, the latest first; some may have expired."""
    rows = Invitation.objects.of(area).filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return list(rows.select_related("invited_by", "local_area").order_by("-sent_at", "-pk"))


def invitation_state(invitation: Invitation, at: datetime) -> str:
    if invitation.accepted_at is not None:
        return f"Accepted on {day(invitation.accepted_at)}"
    if invitation.withdrawn_at is not None:
        return f"Withdrawn on {day(invitation.withdrawn_at)}"
    if invitation.is_open(at):
        return f"Works until {day(invitation.expires_at)}"
    return f"Expired on {day(invitation.expires_at)}"


def emails_of(invitation: Invitation) -> DeliveryQuerySet:
    """Each email with a link for this invitation, and what became of it, the latest first."""
    return (
        Delivery.objects.of(invitation.local_area)
        .filter(message__key__startswith=f"invitation-{invitation.pk}-")
        .select_related("message")
        .defer("message__mime")
        .order_by("-message__created_at", "-pk")
    )


def people_without_access(area: LocalArea) -> AreaQuerySet:
    """Those on record whom nobody signs in as."""
    taken = Access.objects.of(area).filter(closed_at__isnull=True, person__isnull=False)
    invited = Invitation.objects.of(area).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, person__isnull=False
    )
    rows = Person.objects.of(area).exclude(pk__in=taken.values("person"))
    return rows.exclude(pk__in=invited.values("person")).order_by("name", "pk")


@dataclass(frozen=True)
class Desk:
    """A post with whoever holds it."""

    post: Post
    holder: str
    since: date | None
    last_day: date | None


@dataclass(frozen=True)
class House:
    """An organisation with its posts."""

    organisation: Organisation
    desks: list[Desk]
    successor: Organisation | None = None
    """The body that has taken its place."""

    @property
    def can_be_succeeded(self) -> bool:
        outside = ("dfe", "nhs_england", "inspectorate")
        return self.organisation.to_on is None and self.organisation.kind not in outside


def houses(area: LocalArea, on: date) -> list[House]:
    """The organisations of the area with their posts and who holds each on that day."""
    holdings = {
        holding.post_id: holding
        for holding in PostHolding.objects.of(area).current(on).select_related("person")
    }
    desks: dict[int, list[Desk]] = {}
    for post in Post.objects.of(area).select_related("local_area").order_by("title", "pk"):
        held = holdings.get(post.pk)
        desk = Desk(
            post=post,
            holder=str(held.person) if held else "",
            since=held.from_on if held else None,
            last_day=held.to_on if held else None,
        )
        desks.setdefault(post.organisation_id, []).append(desk)
    rows = Organisation.objects.of(area).select_related("succeeds").order_by("name", "pk")
    organisations = sorted(rows, key=lambda each: each.to_on is not None)
    successors = {each.succeeds_id: each for each in organisations if each.succeeds_id}
    return [House(each, desks.get(each.pk, []), successors.get(each.pk)) for each in organisations]


def posts_held_by(person: Person | None, on: date) -> list[Post]:
    """For the page of somebody with access: what they answer for."""
    if person is None:
        return []
    held = Post.objects.of(person.local_area).held_by(person, on)
    return list(held.select_related("organisation").order_by("title", "pk"))


def holding_of(post: Post, on: date) -> PostHolding | None:
    """Who holds a post on that day, with the person."""
    return PostHolding.objects.filter(post=post).current(on).select_related("person").first()
