"""Verbs that write local areas, organisations, people and posts."""

from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from sendtrack.history import record
from sendtrack.organisations.models import (
    LocalArea,
    Organisation,
    OrganisationKind,
    Person,
    Post,
    PostHolding,
)
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

TAKEN = frozenset(
    {"accessibility", "account", "healthz", "invitation", "login", "logout", "operators"}
    | {"password", "readyz", "static"}
)
"""First words of addresses that are no area's."""


def open_area(
    *,
    slug: str,
    name: str,
    council_name: str,
    by: AbstractBaseUser,
    council_address: str = "",
    is_example: bool = False,
    record_ends_on: date | None = None,
) -> LocalArea:
    """Make a new tenant. Nobody can see it until somebody is given access."""
    if slug in TAKEN:
        raise Refusal(f"/{slug}/ is an address of sendtrack itself.", field="slug")
    area = LocalArea(
        slug=slug,
        name=name,
        council_name=council_name,
        council_address=council_address,
        is_example=is_example,
        record_ends_on=record_ends_on,
    )
    with record(actor=by, reason=f"Opened the local area {name}"):
        area.save()
    return area


def add_organisation(
    *,
    area: LocalArea,
    kind: OrganisationKind,
    name: str,
    by: AbstractBaseUser,
    short_name: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    succeeds: Organisation | None = None,
    succession_source: str = "",
) -> Organisation:
    """Add a partner. A successor names the body it takes over from, and the source that says so.

    Raises `Refusal` for a name twice.
    """
    organisation = Organisation(
        local_area=area,
        kind=kind,
        name=name,
        short_name=short_name,
        from_on=from_on,
        to_on=to_on,
        succeeds=succeeds,
        succession_source=succession_source,
    )
    with record(actor=by, reason=f"Added {name}"):
        if Organisation.objects.of(area).filter(name__iexact=name).exists():
            raise Refusal("This organisation is in the list already.", field="name")
        organisation.save()
    return organisation


def add_person(*, area: LocalArea, name: str, by: AbstractBaseUser, email: str = "") -> Person:
    person = Person(local_area=area, name=name, email=email)
    with record(actor=by, reason=f"Added {name}"):
        person.save()
    return person


def add_post(
    *, organisation: Organisation, title: str, by: AbstractBaseUser, covers: str = ""
) -> Post:
    """Add a position, vacant until somebody is appointed. Raises `Refusal` for a title twice."""
    with record(actor=by, reason=f"Added the post {title}"):
        owner = organisation.lock()
        if Post.objects.filter(organisation=owner, title__iexact=title).exists():
            raise Refusal(f"{owner} has a post with this title already.", field="title")
        post = Post(local_area=owner.local_area, organisation=owner, title=title, covers=covers)
        post.save()
    return post


def appoint(
    *, post: Post, person: Person, from_on: date, by: AbstractBaseUser, reason: str = ""
) -> PostHolding:
    """Put a person in a post from a day on; whoever holds it then leaves the day before.

    Raises `Refusal` where somebody took up the post on that day or later.
    """
    with record(actor=by, reason=reason or f"{person} became {post}"):
        post.lock()
        later = PostHolding.objects.filter(post=post, from_on__gte=from_on).first()
        if later is not None:
            raise Refusal(
                f"{later.person} took up this post on {day_in_words(later.from_on)}. "
                "Enter a later day.",
                field="from_on",
            )
        for leaving in PostHolding.objects.filter(post=post).current(from_on):
            leaving.to_on = from_on - timedelta(days=1)
            leaving.save()
        holding = PostHolding(local_area=post.local_area, post=post, person=person, from_on=from_on)
        holding.save()
    return holding


def vacate(*, post: Post, to_on: date, by: AbstractBaseUser, reason: str) -> PostHolding:
    """Write down the last day of whoever holds a post; after it the post is vacant.

    Raises `Refusal` where nobody holds it on that day.
    """
    with record(actor=by, reason=reason):
        post.lock()
        holding = PostHolding.objects.filter(post=post).current(to_on).first()
        if holding is None:
            raise Refusal(
                f"Nobody held this post on {day_in_words(to_on)}.",
                field="to_on",
            )
        holding.to_on = to_on
        holding.save()
    return holding
