"""One action in full: what was said of it, what its status rests on, how its date moved."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Subquery

from plans.models import Action, ActionUpdate, Evidence, Target
from plans.models.action import ActionQuerySet
from plans.queries.evidence import evidence_about
from plans.queries.ladder import TargetRung, rung_of
from sendtrack.organisations.models import LocalArea, PostHolding

UPDATES_A_PAGE = 20


@dataclass(frozen=True)
class Story:
    """What an action's page tells beside the action itself."""

    updates: "Page[ActionUpdate]"
    """Newest first."""
    latest: ActionUpdate | None
    turned: ActionUpdate | None
    """The update since which the action has its status."""
    moves: list[ActionUpdate]
    """The updates that moved its date, oldest first."""
    evidence: list[Evidence]


def actions_to_show(area: LocalArea, on: date) -> ActionQuerySet:
    """Every action of the area, of whatever regime, with what its page shows of it and
    `holder_name`: who holds the accountable post on that day."""
    holding = PostHolding.objects.filter(post=OuterRef("accountable")).current(on)
    rows: ActionQuerySet = (
        Action.objects.of(area)
        .select_related(
            "area__regime",
            "outcome__area",
            "accountable__organisation",
            "citation__document",
            "said_complete_by",
            "confirmed_by",
        )
        .annotate(holder_name=Subquery(holding.values("person__name")[:1]))
    )
    return rows


def story(action: Action, *, may_see_restricted: bool, page: str | int | None = 1) -> Story:
    """Six queries, however long the story is."""
    said = action.updates.select_related("made_by").order_by("-made_at", "-pk")
    return Story(
        updates=Paginator(said, UPDATES_A_PAGE).get_page(page),
        latest=said.first(),
        turned=said.exclude(status=F("status_before")).first(),
        moves=list(said.exclude(due_on_after=None).order_by("made_at", "pk")),
        evidence=evidence_about(action=action, may_see_restricted=may_see_restricted),
    )


def ladder_served(action: Action, on: date) -> list[TargetRung]:
    """The target ladder of the outcome that an action serves. One query."""
    targets = Target.objects.filter(outcome=action.outcome_id).with_moves()
    targets = targets.select_related("outcome__area__local_area")
    return [rung_of(target, on) for target in targets.order_by("horizon_months")]


def last_said(action: Action) -> ActionUpdate | None:
    """The latest update of an action, with its author. One query."""
    return action.updates.select_related("made_by").order_by("-made_at", "-pk").first()
