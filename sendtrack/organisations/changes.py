"""Verbs that write local areas, organisations, people and posts."""

from datetime import date

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
    """Add a partner. A successor names the body it takes over from, and the source that says so."""
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
        organisation.save()
    return organisation


def add_person(*, area: LocalArea, name: str, by: AbstractBaseUser, email: str = "") -> Person:
    person = Person(local_area=area, name=name, email=email)
    with record(actor=by, reason=f"Added {name}"):
        person.save()
    return person


def add_post(*, organisation: Organisation, title: str, by: AbstractBaseUser) -> Post:
    post = Post(local_area=organisation.local_area, organisation=organisation, title=title)
    with record(actor=by, reason=f"Added the post {title}"):
        post.save()
    return post


def appoint(*, post: Post, person: Person, from_on: date, by: AbstractBaseUser) -> PostHolding:
    """Put a person in a post from a day on; whoever holds it then leaves the day before."""
    holding = PostHolding(local_area=post.local_area, post=post, person=person, from_on=from_on)
    with record(actor=by, reason=f"{person} became {post}"):
        for leaving in PostHolding.objects.filter(post=post).current(from_on):
            leaving.to_on = date.fromordinal(from_on.toordinal() - 1)
            leaving.save()
        holding.save()
    return holding
