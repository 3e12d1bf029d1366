"""What can be found: each kind of row, the words it is found by, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from boards.models import Decision, LogItem, LogUpdate, Meeting
from plans.models import (
    Action,
    ActionUpdate,
    AreaOfWeakness,
    ContributionRequest,
    Evidence,
    Issue,
    Measure,
    Outcome,
    Risk,
    SuccessCriterion,
    VoiceEntry,
)
from plans.queries.things import area_url
from reviews.models import Clause
from sendtrack.govuk.tags.dates import day
from sendtrack.organisations.models import Post
from sendtrack.sources.models import Citation, SourceDocument


@dataclass(frozen=True)
class Place:
    """Where something found stands, and what it is called there."""

    title: str
    path: str
    ref: str = ""
    said: str = ""
    """What places it among others: the area it belongs to, the day, the document."""


@dataclass(frozen=True)
class Kind:
    """A kind of row. `words` are its columns (an index of the migrations holds them where there
    may be many rows), `area` the way to its area of weakness, `newest` the column that orders
    rows of which there are too many to be ranked."""

    key: str
    label: str
    model: Any
    words: tuple[str, ...]
    place: Callable[[Any, str], Place]
    related: tuple[str, ...] = ()
    area: str = ""
    newest: str = ""
    is_indexed: bool = True


def _in(area: AreaOfWeakness | None) -> str:
    return f"Area ({area.ref}) {area.short_title}" if area else "The whole plan"


def _on(when: date | None, words: str = "") -> str:
    return f"{words}{day(when)}" if when else ""


def _said(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def area_place(row: AreaOfWeakness, slug: str) -> Place:
    path = area_url(row, slug)
    ended = _on(row.ended_on, f"{row.get_ended_how_display()} on ")
    return Place(row.short_title, path, f"Area ({row.ref})", ended or row.get_state_display())


def outcome_place(row: Outcome, slug: str) -> Place:
    page = area_url(row.area, slug)
    return Place(row.statement, f"{page}#{row.ref.lower()}", row.ref, _in(row.area))


def action_place(row: Action, slug: str) -> Place:
    path = reverse("plans:action", args=[slug, row.ref])
    return Place(row.title, path, row.ref, _said(_in(row.area), _on(row.due_on, "due ")))


def _update(row: ActionUpdate, slug: str) -> Place:
    path = reverse("plans:action", args=[slug, row.action.ref])
    said = _said(_on(row.made_on, "said on "), row.get_status_display())
    return Place(row.action.title, path, row.action.ref, said)


def risk_place(row: Risk, slug: str) -> Place:
    path = reverse("plans:risk", args=[slug, row.ref])
    return Place(row.event, path, row.ref, _said(_in(row.area), row.get_state_display()))


def criterion_place(row: SuccessCriterion, slug: str) -> Place:
    path = reverse("plans:criterion", args=[slug, row.ref])
    dropped = _on(row.dropped_on, "Dropped on ")
    return Place(row.words, path, row.ref, _said(_in(row.area), dropped))


def issue_place(row: Issue, slug: str) -> Place:
    path = reverse("plans:issue", args=[slug, row.ref])
    said = _said(row.get_state_display(), _on(row.happened_on, "happened on "))
    return Place(row.what, path, row.ref, said)


def request_place(row: ContributionRequest, slug: str) -> Place:
    path = reverse("plans:contribution", args=[slug, row.number])
    said = _said(row.organisation.name, _on(row.due_on, "by "))
    return Place(row.what, path, f"Request {row.number}", said)


def measure_place(row: Measure, slug: str) -> Place:
    path = reverse("plans:measure", args=[slug, row.ref])
    said = _said(row.plain_name, _on(row.retired_on, "not counted since "))
    return Place(row.name, path, row.ref, said)


def log_place(row: LogItem, slug: str) -> Place:
    path = reverse("boards:log-item", args=[slug, row.ref])
    return Place(row.what, path, row.ref, _said(row.get_state_display(), _on(row.due_on, "by ")))


def _log_update(row: LogUpdate, slug: str) -> Place:
    path = reverse("boards:log-item", args=[slug, row.item.ref])
    said = _on(row.meeting.meets_on, "said at the meeting of ")
    return Place(row.item.what, path, row.item.ref, said)


def _decision(row: Decision, slug: str) -> Place:
    path = reverse("boards:meeting", args=[slug, row.meeting.meets_on])
    said = _on(row.meeting.meets_on, "decided on ")
    return Place(row.words, path, f"Decision {row.number}", said)


def meeting_place(row: Meeting, slug: str) -> Place:
    path = reverse("boards:meeting", args=[slug, row.meets_on])
    return Place(f"Meeting of {day(row.meets_on)}", path, "", row.get_state_display())


def evidence_place(row: Evidence, slug: str) -> Place:
    path = reverse("plans:evidence-item", args=[slug, row.ref])
    said = _said(row.get_kind_display(), _in(row.area), _on(row.dated_on))
    return Place(row.title, path, row.ref, said)


def voice_place(row: VoiceEntry, slug: str) -> Place:
    said = _said(row.get_group_display(), _on(row.heard_on, "heard on "))
    return Place(row.how, reverse("plans:voice", args=[slug, row.ref]), row.ref, said)


def _document(row: SourceDocument, slug: str) -> Place:
    path = reverse("sources:document", args=[slug, row.code])
    return Place(row.title, path, "", _said(row.issued_by, _on(row.dated_on)))


def citation_place(row: Citation, slug: str) -> Place:
    page = reverse("sources:document", args=[slug, row.document.code])
    place = row.place[:1].upper() + row.place[1:]
    return Place(place, f"{page}#{row.anchor}", "", row.document.title)


def clause_place(row: Clause, slug: str) -> Place:
    path = reverse("reviews:regime-duty", args=[slug, row.regime.code, row.paragraph])
    if row.regime.is_shown:
        path = reverse("reviews:duty", args=[slug, row.paragraph])
    return Place(row.title, path, f"Paragraph {row.paragraph}", str(row.regime))


def _post(row: Post, slug: str) -> Place:
    """Leads to the actions of its organisation: what it answers for is what people look for."""
    path = reverse("plans:actions", args=[slug])
    holder = getattr(row, "holder_name", None)
    said = _said(row.organisation.name, f"held by {holder}" if holder else "vacant")
    asked = urlencode({"organisation": row.organisation.name})
    return Place(row.title, f"{path}?{asked}", "", said)


KINDS = (
    Kind(
        "areas",
        "Areas of weakness",
        AreaOfWeakness,
        ("short_title",),
        area_place,
        ("regime",),
        area="pk",
        is_indexed=False,
    ),
    Kind("outcomes", "Outcomes", Outcome, ("statement",), outcome_place, ("area__regime",), "area"),
    Kind(
        "actions",
        "Actions",
        Action,
        ("ref", "title", "success_criteria", "next_step", "reason", "help_wanted", "note"),
        action_place,
        ("area",),
        "area",
    ),
    Kind(
        "updates",
        "Updates of actions",
        ActionUpdate,
        ("happened", "difference", "next_step", "reason", "help_wanted", "move_reason"),
        _update,
        ("action",),
        "action__area",
        newest="made_at",
    ),
    Kind(
        "risks", "Risks", Risk, ("ref", "cause", "event", "effect"), risk_place, ("area",), "area"
    ),
    Kind(
        "issues",
        "Risks that have happened",
        Issue,
        ("ref", "what", "plan", "resolution"),
        issue_place,
        is_indexed=False,
    ),
    Kind(
        "requests",
        "What partners were asked for",
        ContributionRequest,
        ("what", "answer", "settled_because"),
        request_place,
        ("organisation",),
        is_indexed=False,
    ),
    Kind(
        "measures",
        "Measures",
        Measure,
        ("ref", "name", "plain_name", "rationale"),
        measure_place,
        area="area_links__area",
        is_indexed=False,
    ),
    Kind("log", "Action log", LogItem, ("ref", "what"), log_place),
    Kind(
        "log-updates",
        "What was said of the action log",
        LogUpdate,
        ("said",),
        _log_update,
        ("item", "meeting"),
        newest="meeting__meets_on",
    ),
    Kind("decisions", "Decisions", Decision, ("words", "because"), _decision, ("meeting",)),
    Kind("minutes", "Minutes", Meeting, ("summary", "not_held_because"), meeting_place),
    Kind("evidence", "Evidence", Evidence, ("title", "shows"), evidence_place, ("area",), "area"),
    Kind("voices", "Views heard", VoiceEntry, ("how", "said", "changed"), voice_place, (), "area"),
    Kind(
        "documents",
        "Documents",
        SourceDocument,
        ("title", "issued_by", "note"),
        _document,
        is_indexed=False,
    ),
    Kind(
        "paragraphs",
        "Paragraphs of documents",
        Citation,
        ("paragraph", "words"),
        citation_place,
        ("document",),
    ),
    Kind(
        "duties",
        "Duties",
        Clause,
        ("paragraph", "title"),
        clause_place,
        ("regime",),
        is_indexed=False,
    ),
    Kind("posts", "Posts", Post, ("title",), _post, ("organisation",), is_indexed=False),
)
BY_KEY = {kind.key: kind for kind in KINDS}
