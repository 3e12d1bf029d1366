"""What hangs on a post: its open work in the plan and the log, and its seats at the board."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from boards.models import LogItem, Seat
from plans.models import (
    Action,
    Assurance,
    AuditProgramme,
    Control,
    Evidence,
    Issue,
    Measure,
    PlannedSource,
    Risk,
)
from plans.states import IN_FORCE, Classification, RiskState
from sendtrack.organisations.models import LocalArea, Person, Post


@dataclass(frozen=True)
class Kind:
    """A kind of work: its open rows, and the column that names the post which answers for each."""

    model: Any
    column: str
    label: str
    route: str
    """Of the page that shows one of them."""
    rows: Callable[[], Any]
    plural: str = ""
    is_open: bool = True
    """Whether its rows are work that ends, so that they are called open."""

    def counted(self, many: int) -> str:
        """ "3 open actions"."""
        open_ = "open " if self.is_open else ""
        return f"{many} {open_}{self.label if many == 1 else self.plural or f'{self.label}s'}"


KINDS = (
    Kind(
        Action,
        "accountable",
        "action",
        "plans:action",
        lambda: (
            Action.objects.open().filter(area__regime__state__in=IN_FORCE).order_by("ref", "pk")
        ),
    ),
    Kind(
        Risk,
        "owner",
        "risk",
        "plans:risk",
        lambda: Risk.objects.open().order_by("ref", "pk"),
    ),
    Kind(
        Control,
        "owner",
        "control",
        "plans:risk",
        lambda: (
            Control.objects.in_place()
            .filter(risk__state=RiskState.OPEN)
            .select_related("risk")
            .order_by("risk__ref", "number", "pk")
        ),
    ),
    Kind(
        Issue,
        "owner",
        "issue",
        "plans:issue",
        lambda: Issue.objects.open().order_by("ref", "pk"),
    ),
    Kind(
        Evidence,
        "owner",
        "piece of evidence",
        "plans:evidence-item",
        lambda: Evidence.objects.standing().order_by("ref", "pk"),
        plural="pieces of evidence",
        is_open=False,
    ),
    Kind(
        Assurance,
        "owner",
        "check of area",
        "plans:area",
        lambda: (
            Assurance.objects.filter(area__ended_on__isnull=True, area__regime__state__in=IN_FORCE)
            .select_related("area")
            .order_by("area__position", "pk")
        ),
        plural="checks of areas",
        is_open=False,
    ),
    Kind(
        PlannedSource,
        "owner",
        "planned source",
        "plans:planned-item",
        lambda: PlannedSource.objects.waiting().order_by("next_due_on", "pk"),
        is_open=False,
    ),
    Kind(
        AuditProgramme,
        "lead",
        "programme of audits",
        "plans:audit-programme",
        lambda: AuditProgramme.objects.filter(ended_on__isnull=True).order_by("ref", "pk"),
        plural="programmes of audits",
        is_open=False,
    ),
    Kind(
        Measure,
        "owner",
        "measure",
        "plans:measure",
        lambda: Measure.objects.in_use().order_by("pk"),
        is_open=False,
    ),
    Kind(
        LogItem,
        "accountable",
        "log item",
        "boards:log-item",
        lambda: LogItem.objects.open().order_by("due_on", "pk"),
    ),
)


@dataclass(frozen=True)
class Item:
    """One open thing that a post answers for."""

    row: Any
    kind: Kind

    @property
    def key(self) -> str:
        """Its name among all items: "action-12"."""
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def is_restricted(self) -> bool:
        restricted = Classification.RESTRICTED
        return self.kind.model is Evidence and self.row.classification == restricted

    @property
    def ref(self) -> str:
        """By which its page is found: a control stands on the page of its risk."""
        return str(self.row.risk.ref if self.kind.model is Control else self.row.ref)

    @property
    def words(self) -> str:
        """ "Action A1.2 Recruit two plan writers". Restricted evidence keeps its title inside."""
        if self.is_restricted:
            return f"Restricted evidence {self.row.ref}"
        said = f"{self.row}: {self.row.what}" if self.kind.model is Control else str(self.row)
        return f"{self.kind.label.capitalize()} {said}"


@dataclass
class Load:
    """A post with what hangs on it: open work, and the seats that it has on a day."""

    post: Post
    items: list[Item] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """ "3 open actions, 1 open risk and 1 seat at the board"."""
        said = []
        for kind in KINDS:
            many = sum(item.kind is kind for item in self.items)
            if many:
                said.append(kind.counted(many))
        if self.seats:
            many = len(self.seats)
            said.append(f"{many} seat{'' if many == 1 else 's'} at the board")
        return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def loads_of(posts: Iterable[Post], on: date) -> list[Load]:
    """What hangs on each of the posts. A query for each kind, whatever hangs there."""
    loads = {post.pk: Load(post) for post in posts}
    ids = list(loads)
    for kind in KINDS:
        for row in kind.rows().filter(**{f"{kind.column}__in": ids}):
            loads[getattr(row, f"{kind.column}_id")].items.append(Item(row, kind))
    for seat in Seat.objects.filter(post__in=ids).current(on).select_related("body"):
        loads[seat.post_id].seats.append(seat)
    return list(loads.values())


def loads_held_by(person: Person, on: date) -> list[Load]:
    """The posts that somebody holds on a day, with what hangs on each."""
    held = Post.objects.of(person.local_area).held_by(person, on).select_related("organisation")
    return loads_of(held.order_by("organisation__name", "title", "pk"), on)


def vacant_loads(area: LocalArea, on: date, *, may_see_restricted: bool = False) -> list[Load]:
    """The posts that nobody holds on a day and that answer for something. Whoever may not see
    restricted evidence does not learn that there is any.

    None in a record of published documents, which name no holders.
    """
    if area.record_ends_on is not None:
        return []
    posts = Post.objects.of(area).with_holder(on).filter(holder_name__isnull=True)
    rows = posts.select_related("organisation").order_by("organisation__name", "title", "pk")
    loads = loads_of(rows, on)
    for load in loads:
        load.items = [each for each in load.items if may_see_restricted or not each.is_restricted]
    return [load for load in loads if load.items or load.seats]
