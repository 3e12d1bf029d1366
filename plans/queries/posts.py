"""The posts that may answer for something in the plan."""

from datetime import date

from django.db.models import Q

from sendtrack.organisations.models import LocalArea, OrganisationKind, Person, Post
from sendtrack.organisations.models import PostQuerySet as Posts

_OUTSIDE = (OrganisationKind.DFE, OrganisationKind.NHS_ENGLAND, OrganisationKind.INSPECTORATE)


def accountable_posts(area: LocalArea, on: date, *, current: Post | None = None) -> Posts:
    """Posts of the area's own partners that exist on a day, each with its `holder_name`.

    Those who oversee the area don't answer for its plan. `current` stays on the list whatever has
    become of its organisation.
    """
    known = Q(organisation__to_on__isnull=True) | Q(organisation__to_on__gte=on)
    choosable = known & ~Q(organisation__kind__in=_OUTSIDE)
    if current is not None:
        choosable |= Q(pk=current.pk)
    posts = Post.objects.of(area).filter(choosable).with_holder(on)
    return posts.select_related("organisation").order_by("organisation__name", "title", "pk")


def holds(person: Person | None, post: Post, on: date) -> bool:
    """Whether somebody holds a post on a day. At most one query."""
    return person is not None and Post.objects.held_by(person, on).filter(pk=post.pk).exists()
