"""The plan's actions as rows of a spreadsheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.models import Action, ActionUpdate, Outcome
from plans.queries.actions import ref_order
from plans.queries.measured import Measured
from plans.states import IMPACT_MEANING, MEANING, Impact, Priority, Status
from plans.tracker.columns import (
    COLUMNS,
    IMPACTS,
    NAME,
    OUTCOMES,
    POSTS,
    PRIORITIES,
    SPARE_ROWS,
    STATUSES,
    key_of,
)
from plans.tracker.sheets import Cell, Sheet
from sendtrack.organisations.models import LocalArea, Post
from sendtrack.periods import day_in_words

Values = dict[str, Cell]

STATUS_CHOICES = [status.label for status in MEANING if status != Status.TO_CONFIRM]
IMPACT_CHOICES = [impact.label for impact in IMPACT_MEANING]
PRIORITY_CHOICES = list(Priority.labels)

HOW_TO = (
    (
        "What may be changed",
        "The columns with a blue heading. Grey columns are there to be read. Sort and filter as "
        "you like, always with all columns together.",
    ),
    (
        "An update",
        "Write over “What happened” what has happened since the last update, and say how it is "
        "going. At risk and off track need the reason and the help wanted.",
    ),
    (
        "A new action",
        "Fill in a row below the others: outcome, action, accountable post and due date. Leave "
        "the key and the reference empty.",
    ),
    ("Dates", "Day, month, year: 9/11/2026 or 9 November 2026."),
    (
        "Taking away",
        "A row that is missing from the file is left in the plan as it is. Nothing is deleted.",
    ),
    (
        "Bringing it back",
        "Choose the file on the page “Work in a spreadsheet”. You see every change before "
        "anything is changed, and what somebody else has changed meanwhile.",
    ),
    (
        "An apostrophe in front",
        "Text that begins with = + - or @ has an apostrophe in front, so that no program takes it "
        "for a formula. It is taken off again.",
    ),
)


@dataclass(frozen=True)
class Told:
    """What the latest update of an action says, as far as the action itself does not."""

    happened: str = ""
    difference: str = ""


def told_of(actions: Iterable[Action]) -> dict[int, Told]:
    """By action: what its latest update says. One query."""
    updates = (
        ActionUpdate.objects.filter(action__in=[action.pk for action in actions])
        .exclude(happened="")
        .order_by("action_id", "-made_at", "-pk")
        .distinct("action_id")
    )
    return {each.action_id: Told(each.happened, each.difference) for each in updates}


def values_of(
    action: Action,
    told: Told,
    *,
    slug: str,
    posts: Mapping[int, str],
    measured: Measured | None = None,
) -> Values:
    """What an action says in each column. `posts` are names by id. No query."""
    status = Status(action.status).label if action.status else ""
    return {
        "key": key_of(slug, action.pk, action.version),
        "ref": action.ref,
        "area": f"({action.area.ref}) {action.area.short_title}",
        "outcome": str(action.outcome) if action.outcome_id else "",
        "title": action.title,
        "success_criteria": action.success_criteria,
        "accountable": posts.get(action.accountable_id or 0, ""),
        "priority": Priority(action.priority).label if action.priority else "",
        "start_on": action.start_on,
        "baseline_due_on": action.baseline_due_on,
        "due_on": action.due_on or action.date_words,
        "move_reason": "",
        "status": status,
        "happened": told.happened,
        "impact": Impact(action.impact).label if action.impact else "",
        "impact_expected_on": action.impact_expected_on,
        "difference": told.difference,
        "next_step": action.next_step,
        "reason": action.reason,
        "help_wanted": action.help_wanted,
        "measures": measured.in_words(action.outcome_id) if measured else "",
        "last_update_on": action.last_update_on,
    }


def post_names(area: LocalArea) -> dict[int, str]:
    """Every post of an area by its id, with its organisation. One query."""
    rows = Post.objects.of(area).select_related("organisation")
    return {post.pk: post.in_full for post in rows}


def tracker_sheet(
    area: LocalArea,
    actions: Iterable[Action],
    *,
    on: date,
    by: str,
    narrowed_to: str,
    choosable: Iterable[Post],
    outcomes: Iterable[Outcome],
    measured: Measured | None = None,
) -> Sheet:
    """The tracker of these actions. Two queries besides those of what is given."""
    rows = sorted(actions, key=lambda action: ref_order(action.ref))
    told, posts = told_of(rows), post_names(area)
    count = f"{len(rows)} action{'' if len(rows) == 1 else 's'}"
    return Sheet(
        name=NAME,
        columns=COLUMNS,
        rows=[
            values_of(
                each, told.get(each.pk, Told()), slug=area.slug, posts=posts, measured=measured
            )
            for each in rows
        ],
        title=f"Improvement plan of {area.name}: tracker",
        marking=area.marking,
        about=(
            ("Area", f"{area.name}{' (example data)' if area.is_example else ''}"),
            ("As at", day_in_words(on)),
            ("Made by", by),
            ("What it holds", f"{count}: {narrowed_to or 'all of the plan in force'}"),
            *HOW_TO,
            *((f"Status: {each.label}", words) for each, words in MEANING.items()),
            *((f"Impact: {each.label}", words) for each, words in IMPACT_MEANING.items()),
        ),
        lists={
            STATUSES: STATUS_CHOICES,
            IMPACTS: IMPACT_CHOICES,
            POSTS: [post.in_full for post in choosable],
            OUTCOMES: [str(outcome) for outcome in outcomes],
            PRIORITIES: PRIORITY_CHOICES,
        },
        spare_rows=SPARE_ROWS,
    )
