"""Why this colour? How a status came about: who said so, when, why, and what it was before."""

from dataclasses import dataclass

from plans.models import Action, ActionUpdate
from plans.queries.reading import PlanReading
from plans.queries.summaries import AreaSummary, area_summary
from plans.states import UpdateKind
from sendtrack.govuk.statuses import Status, status_of
from sendtrack.periods import day_in_words

_SAID = {
    UpdateKind.PROGRESS: "said so in the update for {}",
    UpdateKind.IMPACT: "said so of its impact in {}",
    UpdateKind.CONFIRMED: "confirmed in {} that it is complete",
    UpdateKind.RETURNED: "sent it back in {}",
    UpdateKind.REOPENED: "opened it again in {}",
}


@dataclass(frozen=True)
class Turn:
    """One change of a status or of an impact."""

    update: ActionUpdate
    before: str
    now: str
    """Keys of the status language."""

    @property
    def sentence(self) -> str:
        """What follows the word: "since 3 March 2026: Tom Whitaker said so in the update for March
        2026. Until then it was at risk."."""
        update = self.update
        how = _SAID[UpdateKind(update.kind)].format(f"{update.period_start:%B %Y}")
        said = f"since {day_in_words(update.made_on)}: {update.made_by} {how}."
        if self.before:
            said += f" Until then it was {status_of(self.before).word.lower()}."
        return said

    @property
    def because(self) -> str:
        """What was given as the reason; empty where none was asked for."""
        return self.update.reason or (
            "" if self.update.kind == UpdateKind.PROGRESS else self.update.happened
        )


@dataclass(frozen=True)
class Why:
    """An action's status and impact now, and every turn that led there, newest first."""

    action: Action
    delivery: list[Turn]
    impact: list[Turn]
    last_said: ActionUpdate | None

    @property
    def status(self) -> Status:
        return status_of(self.action.shown_status)

    @property
    def sentence(self) -> str:
        """Why it has its colour, in one sentence or two."""
        if self.delivery:
            turn = self.delivery[0]
            word = status_of(turn.now).word.lower()
            return f"{self.action.ref} has been {word} {turn.sentence}"
        if self.action.stated:
            return (
                f"Nobody has said here how {self.action.ref} is going. A document says: "
                f"{self.action.stated[:1].lower()}{self.action.stated[1:]}."
            )
        word = self.status.word.lower()
        return f"{self.action.ref} is {word}: nobody has said anything else since it was added."


def why(action: Action) -> Why:
    """How an action came to its status. One query, however long its story is."""
    return _why_of(
        action, list(action.updates.select_related("made_by").order_by("-made_at", "-pk"))
    )


@dataclass(frozen=True)
class AreaWhy:
    """Why an area has its colour: the rule, and the actions that make it so."""

    summary: AreaSummary
    worst: list[Why]


def area_why(plan: PlanReading) -> AreaWhy:
    """Of the first area of a plan. One query besides the plan's own."""
    summary = area_summary(plan, plan.areas[0])
    turned: dict[int, list[ActionUpdate]] = {action.pk: [] for action in summary.worst}
    updates = ActionUpdate.objects.filter(action__in=summary.worst).select_related("made_by")
    for update in updates.order_by("-made_at", "-pk"):
        turned[update.action_id].append(update)
    return AreaWhy(summary, [_why_of(each, turned[each.pk]) for each in summary.worst])


def _why_of(action: Action, said: list[ActionUpdate]) -> Why:
    return Why(
        action=action,
        delivery=[
            Turn(update, update.status_before, update.status)
            for update in said
            if update.status != update.status_before
        ],
        impact=[
            Turn(update, update.impact_before, update.impact)
            for update in said
            if update.impact and update.impact != update.impact_before
        ],
        last_said=said[0] if said else None,
    )
