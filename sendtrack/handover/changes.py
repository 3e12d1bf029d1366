"""The verbs of the hand-over: each calls the verbs of the apps below, all in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from boards import changes as boards
from boards.models import LogItem
from boards.queries import Item, Load, loads_of
from plans import changes as plans
from plans.models import ContributionRequest, Measure
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.accounts.permissions import Role
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import Organisation, Person, Post
from sendtrack.organisations.succession import Succession, succeed_organisation
from sendtrack.people import changes as people
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


@dataclass(frozen=True)
class Settled:
    """What becomes of one post: a successor takes it up, or it stays vacant. `to` takes all of
    its work, `single` takes single items of it, by their keys; the rest stays with the post."""

    load: Load
    successor: Person | None = None
    new_name: str = ""
    invite_at: str = ""
    to: Post | None = None
    single: Mapping[str, Post] = field(default_factory=dict)


@transaction.atomic
def hand_over(
    *,
    person: Person,
    posts: Iterable[Settled],
    to_on: date,
    reason: str,
    by: User,
    access: Access | None = None,
) -> list[Item]:
    """Somebody leaves all their posts after their last day. Returns the items that changed hands.

    Work that goes to another post goes there at once; posts and the right to sign in (`access`,
    where it is to end) keep their days. Each changed row gets one history row with the reason.
    Raises `Refusal`, and then nothing has changed.
    """
    moved: list[Item] = []
    for settled in posts:
        moved += move_work(settled, by=by, reason=reason)
        successor = settled.successor
        if successor is None and settled.new_name:
            successor = organisations.add_person(
                area=person.local_area, name=settled.new_name, by=by
            )
        post = settled.load.post
        if successor is None:
            organisations.vacate(post=post, to_on=to_on, by=by, reason=reason)
            continue
        if successor == person:
            raise Refusal(f"{person} can't succeed themselves as {post}.")
        first_on = to_on + timedelta(days=1)
        organisations.appoint(post=post, person=successor, from_on=first_on, by=by, reason=reason)
        if settled.invite_at and access is not None:
            _invite(successor, settled.invite_at, access=access, from_on=first_on, by=by)
    if access is not None:
        _end_access(access, to_on=to_on, by=by, reason=reason)
    _withdraw_invitations(person, by=by)
    return moved


@transaction.atomic
def move_work(settled: Settled, *, by: User, reason: str) -> list[Item]:
    """Give the work of a post to others, one by one or all at once; what stays is left alone."""
    moved = []
    for item in settled.load.items:
        to = settled.single.get(item.key) or settled.to
        if to is None or to == settled.load.post:
            continue
        _move(item, to, by=by, reason=reason)
        moved.append(item)
    return moved


@transaction.atomic
def succeed(
    *,
    organisation: Organisation,
    name: str,
    short_name: str,
    from_on: date,
    source: str,
    by: User,
    on: date,
) -> tuple[Succession, int]:
    """Another body takes an organisation's place, and open work and seats go along with the posts.
    Returns what it made, and how many things changed hands.

    What was settled before stays with the old posts, and past readings show the old name. Raises
    `Refusal` for a day to come: work has no day of its own on which it could change hands.
    """
    if from_on > on:
        raise Refusal(
            f"Record this on {day_in_words(from_on)} or later: work changes hands at once.",
            field="from_on",
        )
    made = succeed_organisation(
        organisation=organisation,
        name=name,
        short_name=short_name,
        from_on=from_on,
        source=source,
        by=by,
    )
    following = {old.pk: new for old, new in made.posts}
    reason = f"{organisation.name} became {name} on {day_in_words(from_on)}: {source}"
    moved = 0
    supplied = Measure.objects.of(organisation.local_area).in_use().filter(supplier=organisation)
    for measure in supplied.order_by("pk"):
        owner = following.get(measure.owner_id)
        plans.pass_supply(measure=measure, to=made.successor, owner=owner, by=by, reason=reason)
        moved += 1
    for load in loads_of([old for old, _ in made.posts], from_on):
        new = following[load.post.pk]
        moved += len(move_work(Settled(load, to=new), by=by, reason=reason))
        for seat in load.seats:
            boards.pass_seat(seat=seat, to=new, from_on=from_on, by=by, reason=reason)
    asked = ContributionRequest.objects.of(organisation.local_area).open()
    for each in asked.filter(organisation=organisation).order_by("number"):
        plans.pass_contribution(asked=each, to=made.successor, by=by, reason=reason)
        moved += 1
    passed = plans.pass_parts(of=organisation, to=made.successor, by=by, reason=reason)
    return made, moved + len(passed)


def _move(item: Item, to: Post, *, by: User, reason: str) -> None:
    row = item.row
    if isinstance(row, LogItem):
        boards.hand_over_log_item(item=row, to=to, by=by, reason=reason)
    else:
        plans.hand_over_work(work=row, to=to, by=by, reason=reason)


def _end_access(access: Access, *, to_on: date, by: User, reason: str) -> None:
    """Let the right end with the last day, unless it ends before."""
    current = access.lock()
    if current.closed_at or (current.to_on is not None and current.to_on <= to_on):
        return
    accounts.change_access(
        access=current,
        version=current.version,
        role=Role(current.role),
        to_on=to_on,
        person=current.person,
        by=by,
        reason=reason,
    )


def _withdraw_invitations(person: Person, *, by: User) -> None:
    """An offer that somebody who leaves has not taken up is taken back."""
    unsettled = Invitation.objects.of(person.local_area).filter(
        person=person, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    for invitation in unsettled:
        accounts.withdraw_invitation(invitation=invitation, by=by, at=clock.now())


def _invite(successor: Person, email: str, *, access: Access, from_on: date, by: User) -> None:
    """Offer the successor the role that their predecessor had."""
    role = Role(access.role)
    people.invite(
        area=successor.local_area,
        email=email,
        name=successor.name,
        role=role,
        from_on=from_on,
        to_on=access.to_on if role == Role.ADVISER else None,
        person=successor,
        by=by,
    )
