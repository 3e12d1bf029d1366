"""What a tracker that comes back is compared with: the plan now, and as it was when it left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import QuerySet

from plans.figures.children import check_no_numbers
from plans.models import Action, ActionUpdate, Outcome, TrackerImport, TrackerReading
from plans.queries.actions import actions_in_force, ref_order
from plans.queries.impact import Proof, proofs_of
from plans.queries.plan import outcomes_in_force
from plans.queries.posts import accountable_posts
from plans.queries.tracker import (
    IMPACT_CHOICES,
    PRIORITY_CHOICES,
    STATUS_CHOICES,
    Told,
    Values,
    post_names,
    told_of,
    values_of,
)
from plans.tracker.columns import RowKey
from plans.tracker.found import Unreadable
from plans.tracker.headings import Table, find_table, squeezed
from plans.tracker.reading import read_safely
from sendtrack.files.queries import Damaged, open_stored
from sendtrack.organisations.models import LocalArea, Post

_LISTS = {"status": STATUS_CHOICES, "impact": IMPACT_CHOICES, "priority": PRIORITY_CHOICES}


@dataclass(frozen=True)
class PlanNow:
    """The plan that a file is compared with. Twelve queries, whatever its size."""

    area: LocalArea
    on: date
    actions: dict[int, Action]
    values: dict[int, Values]
    outcomes: list[Outcome]
    posts: dict[str, Post]
    """Those that may be chosen, by their full name."""
    post_names: dict[int, str]
    proofs: dict[int, Proof]
    were: dict[RowKey, Values] = field(default_factory=dict)
    """The rows of earlier versions that the file was made from."""

    @cached_property
    def by_ref(self) -> dict[str, Action]:
        return {action.ref.casefold(): action for action in self.actions.values()}

    @cached_property
    def by_title(self) -> dict[str, list[Action]]:
        found: dict[str, list[Action]] = defaultdict(list)
        for action in self.actions.values():
            found[squeezed(action.title)].append(action)
        return found

    def proof_of(self, action: Action) -> Proof:
        """What a word about the action's impact is held against."""
        return self.proofs[action.pk]

    def names_of_posts(self) -> dict[str, tuple[str, ...]]:
        """What each post may be called in a tracker: title, who holds it, organisation."""
        found = {}
        for name, post in self.posts.items():
            holder = getattr(post, "holder_name", None)
            found[name] = (name, post.title, *([holder] if holder else []))
        return found

    def knows(self, key: str, word: str) -> bool:
        """Whether a word is one of those that its column may hold, or a post of the area."""
        return word in _LISTS.get(key, self.posts)


def plan_now(
    area: LocalArea, on: date, keys: Iterable[RowKey] = (), *, described_on: date | None = None
) -> PlanNow:
    """The plan now, with the versions that `keys` name where they are no longer the newest.

    What an older file says is held against the targets of the day that it describes.
    """
    actions = {action.pk: action for action in actions_in_force(area)}
    told, names = told_of(actions.values()), post_names(area)
    posts = {post.in_full: post for post in accountable_posts(area, on)}
    outcomes = list(outcomes_in_force(area).order_by("area__position", "number"))
    values = {
        pk: values_of(action, told.get(pk, Told()), slug=area.slug, posts=names)
        for pk, action in actions.items()
    }
    return PlanNow(
        area=area,
        on=on,
        actions=actions,
        values=values,
        outcomes=outcomes,
        posts=posts,
        post_names=names,
        proofs=proofs_of(area, actions.values(), described_on or on),
        were=_as_they_were(area, actions, list(keys), names),
    )


def _as_they_were(
    area: LocalArea, actions: dict[int, Action], keys: list[RowKey], posts: dict[int, str]
) -> dict[RowKey, Values]:
    """Earlier versions, shown beside what is said now. Two queries."""
    past = [key for key in keys if key.pk in actions and key.version < actions[key.pk].version]
    rows = Action.history.filter(
        id__in={key.pk for key in past}, version__in={key.version for key in past}
    )
    updates: dict[int, list[ActionUpdate]] = defaultdict(list)
    said = ActionUpdate.objects.filter(action__in={key.pk for key in past}).exclude(happened="")
    for update in said.order_by("made_at", "pk"):
        updates[update.action_id].append(update)
    wanted, found = set(past), {}
    for row in rows:
        key = RowKey(row.id, row.version)
        if key not in wanted:
            continue
        action = row.instance
        action.area, action.outcome = actions[row.id].area, actions[row.id].outcome
        by_then = [each for each in updates[row.id] if each.made_at <= row.history_date]
        told = Told(by_then[-1].happened, by_then[-1].difference) if by_then else Told()
        found[key] = values_of(action, told, slug=area.slug, posts=posts)
    return found


def lock_actions(area: LocalArea) -> None:
    """Hold the plan's actions as they are until the transaction ends. One query."""
    rows = actions_in_force(area).order_by("pk").select_for_update(of=("self",))
    list(rows.values_list("pk", flat=True))


def imports_of(area: LocalArea) -> "QuerySet[TrackerImport]":
    rows: QuerySet[TrackerImport] = TrackerImport.objects.of(area)
    return rows.select_related("file__uploaded_by", "applied_by", "local_area").order_by("-number")


def actions_of(row: TrackerImport) -> list[Action]:
    """The actions that an import has changed or added, each with `is_added`. Two queries."""
    if row.applied_at is None:
        return []
    told = Action.history.filter(
        local_area=row.local_area,
        recorded_at__range=(row.applied_at - timedelta(minutes=10), row.applied_at),
        history_change_reason__startswith=f"{row}",
    )
    kinds = dict(told.values_list("id", "history_type"))
    actions = list(Action.objects.filter(pk__in=kinds))
    for action in actions:
        action.is_added = kinds[action.pk] == "+"
    return sorted(actions, key=lambda action: ref_order(action.ref))


def remembered(area: LocalArea) -> TrackerReading | None:
    """How the last tracker of this area was read."""
    found: TrackerReading | None = TrackerReading.objects.of(area).first()
    return found


def table_of(row: TrackerImport) -> Table:
    """The tracker in the file of an import, read again each time. Raises `Unreadable`."""
    try:
        with open_stored(row.file) as content:
            sheets = read_safely(content.read())
    except Damaged as error:
        raise Unreadable(
            "The file can no longer be read here. Upload it again as a new import."
        ) from error
    check_no_numbers(sheets)
    return find_table(sheets)
