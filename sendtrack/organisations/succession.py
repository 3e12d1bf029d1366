"""A body is succeeded by another: renamed, merged or abolished. Old records keep the old name."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser

from sendtrack.history import record
from sendtrack.organisations.models import Organisation, Post, PostHolding
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


@dataclass(frozen=True)
class Succession:
    """What a succession made: the successor, and each post with the one it goes on as."""

    successor: Organisation
    posts: list[tuple[Post, Post]]


def succeed_organisation(
    *,
    organisation: Organisation,
    name: str,
    short_name: str,
    from_on: date,
    source: str,
    by: AbstractBaseUser,
) -> Succession:
    """Let another body take an organisation's place from a day on, on the word of a source.

    The old body ends the day before and keeps its posts, each of which goes on as a post of the
    new one; whoever holds it goes along. What hangs on the posts is for the apps above to move.
    Raises `Refusal` for a body that has ended, a name in use, and where a holder's first day is
    not before the successor's.
    """
    reason = f"{organisation.name} became {name} on {day_in_words(from_on)}: {source}"
    with record(actor=by, reason=reason):
        old: Organisation = organisation.lock()
        _check(old, name, from_on)
        old.to_on = from_on - timedelta(days=1)
        old.save()
        successor = Organisation(
            local_area=old.local_area,
            kind=old.kind,
            name=name,
            short_name=short_name,
            from_on=from_on,
            succeeds=old,
            succession_source=source,
        )
        successor.save()
        rows = Post.objects.filter(organisation=old).order_by("title", "pk")
        posts = [(post, _go_on(post, successor)) for post in rows]
        _take_along({old.pk: new for old, new in posts}, from_on)
    return Succession(successor, posts)


def _check(old: Organisation, name: str, from_on: date) -> None:
    if old.to_on is not None:
        raise Refusal(f"{old.name} ended on {day_in_words(old.to_on)}.")
    if old.from_on is not None and from_on <= old.from_on:
        raise Refusal(
            f"{old.name} began on {day_in_words(old.from_on)}. Enter a later day.", field="from_on"
        )
    if Organisation.objects.of(old.local_area).filter(name__iexact=name).exists():
        raise Refusal("This organisation is in the list already.", field="name")
    later = PostHolding.objects.filter(post__organisation=old, from_on__gte=from_on)
    first = later.select_related("person", "post").order_by("from_on").first()
    if first is not None:
        raise Refusal(
            f"{first.person} took up the post {first.post} on {day_in_words(first.from_on)}. "
            "Enter a later day.",
            field="from_on",
        )


def _go_on(post: Post, successor: Organisation) -> Post:
    following = Post(
        local_area=post.local_area,
        organisation=successor,
        title=post.title,
        covers=post.covers,
        succeeds=post,
    )
    following.save()
    return following


def _take_along(following: dict[int, Post], from_on: date) -> None:
    """Whoever holds a post goes along, until the last day they had."""
    held = PostHolding.objects.filter(post__in=list(following)).current(from_on)
    for holding in held.select_related("person").order_by("pk"):
        last_on = holding.to_on
        holding.to_on = from_on - timedelta(days=1)
        holding.save()
        PostHolding(
            local_area=holding.local_area,
            post=following[holding.post_id],
            person=holding.person,
            from_on=from_on,
            to_on=last_on,
        ).save()
