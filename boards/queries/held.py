"""What hangs on a post: its open work in the plan and the log, and its seats at the board."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from boards.models import LogItem, Seat
from plans.models import Action, Risk
from sendtrack.organisations.models import LocalArea, Person, Post

Work = Action | Risk | LogItem


@dataclass(frozen=True)
class Item:
    """One open thing that a post answers for."""

    row: Work

    @property
    def key(self) -> str:
        """Its name among all items: "action-12"."""
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def words(self) -> str:
        """ "Action A1.2 Recruit two plan writers"."""
        kinds = {Action: "Action", Risk: "Risk", LogItem: "Log item"}
        return f"{kinds[type(self.row)]} {self.row}"


@dataclass
class Load:
    """A post with what hangs on it: open work, and the seats that it has on a day."""

    post: Post
    actions: list[Action] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    log: list[LogItem] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        rows: list[Work] = [*self.actions, *self.risks, *self.log]
        return [Item(row) for row in rows]

    @property
    def in_words(self) -> str:
        """ "3 actions, 1 risk and 1 seat at the board"."""
        counted = (
            (len(self.actions), "open action"),
            (len(self.risks), "open risk"),
            (len(self.log), "open log item"),
            (len(self.seats), "seat at the board", "seats at the board"),
        )
        said = list(_counted(counted))
        return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def _counted(counts: Iterable[tuple[int, str] | tuple[int, str, str]]) -> Iterator[str]:
    for number, one, *several in counts:
        if number:
            yield f"{number} {one if number == 1 else (*several, f'{one}s')[0]}"


def loads_of(posts: Iterable[Post], on: date) -> list[Load]:
    """What hangs on each of the posts. Four queries, whatever hangs there."""
    loads = {post.pk: Load(post) for post in posts}
    ids = list(loads)
    for action in Action.objects.filter(accountable__in=ids).open().order_by("ref", "pk"):
        loads[action.accountable_id].actions.append(action)
    for risk in Risk.objects.filter(owner__in=ids).open().order_by("ref", "pk"):
        loads[risk.owner_id].risks.append(risk)
    for item in LogItem.objects.filter(accountable__in=ids).open().order_by("due_on", "pk"):
        loads[item.accountable_id].log.append(item)
    for seat in Seat.objects.filter(post__in=ids).current(on).select_related("body"):
        loads[seat.post_id].seats.append(seat)
    return list(loads.values())


def loads_held_by(person: Person, on: date) -> list[Load]:
    """The posts that somebody holds on a day, with what hangs on each. Five queries."""
    held = Post.objects.of(person.local_area).held_by(person, on).select_related("organisation")
    return loads_of(held.order_by("organisation__name", "title", "pk"), on)


def vacant_loads(area: LocalArea, on: date) -> list[Load]:
    """The posts that nobody holds on a day and that answer for something. Five queries.

    None in a record of published documents, which name no holders.
    """
    if area.record_ends_on is not None:
        return []
    posts = Post.objects.of(area).with_holder(on).filter(holder_name__isnull=True)
    rows = posts.select_related("organisation").order_by("organisation__name", "title", "pk")
    return [load for load in loads_of(rows, on) if load.items or load.seats]
