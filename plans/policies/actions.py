"""Who may update an action, and what an update must say.

A declared status stands beside computed facts: where somebody says better than the facts allow,
the update asks for the reason, and the board sees both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.models import Action
from plans.policies.impact import SaidOfImpact, impact_refusals
from plans.queries.impact import Proof
from plans.states import MOVES, NEEDS_REASON, Priority, Status
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.organisations.models import PostHolding
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an update says. An empty `impact` leaves what was said of it. `due_on` is None, or the
    date the action already has, where the date stays."""

    status: Status
    happened: str
    impact: str = ""
    impact_expected_on: date | None = None
    difference: str = ""
    next_step: str = ""
    reason: str = ""
    help_wanted: str = ""
    due_on: date | None = None
    move_reason: str = ""

    @property
    def of_impact(self) -> SaidOfImpact:
        return SaidOfImpact(
            impact=self.impact, difference=self.difference, expected_on=self.impact_expected_on
        )

    def becomes(self, action: Action) -> Status:
        """What an action becomes: one that must be done waits for a second person's word."""
        if self.status == Status.COMPLETE and action.priority == Priority.MUST:
            return Status.TO_CONFIRM
        return self.status

    def moves(self, action: Action) -> bool:
        return self.due_on is not None and self.due_on != action.due_on

    def due_on_then(self, action: Action) -> date | None:
        """The date the action has once this is saved."""
        return self.due_on or action.due_on


def is_in_force(action: Action) -> bool:
    """Whether it belongs to the regime that the area answers to now."""
    return bool(action.area.regime.is_in_force)


def may_update(*, action: Action, access: Access, on: date) -> bool:
    """An officer updates any action of the regime in force; a partner those of the posts they
    hold on that day."""
    if not is_in_force(action):
        return False
    if access.allows(Permission.UPDATE_ANY_ACTION):
        return True
    if not access.allows(Permission.UPDATE_OWN_ACTIONS):
        return False
    if access.person_id is None or action.accountable_id is None:
        return False
    held = PostHolding.objects.filter(person=access.person_id, post=action.accountable_id)
    return held.current(on).exists()


def days_overdue(action: Action, on: date) -> int:
    """Days since an open action's date passed; 0 where it has not."""
    if action.due_on is None or action.is_settled:
        return 0
    return max(0, (on - action.due_on).days)


def conflict_with_facts(*, action: Action, status: Status, due_on: date | None, on: date) -> str:
    """Where the facts are worse than the status says, both in one sentence; else nothing.

    `due_on` is the date as it will be: an update that moves an overdue date has answered it.
    """
    if status in NEEDS_REASON or status == Status.COMPLETE:
        return ""
    if due_on is not None and due_on < on:
        days = (on - due_on).days
        return f"{status.label}, but {days} day{'' if days == 1 else 's'} overdue"
    if status == Status.NOT_STARTED and action.start_on is not None and action.start_on < on:
        return f"Not started, but it was to start on {day_in_words(action.start_on)}"
    return ""


def asks_for_reason(*, action: Action, status: Status, due_on: date | None, on: date) -> str:
    """The sentence that asks why; nothing where the status needs no reason."""
    if status in NEEDS_REASON:
        return f"Say why it is {status.label.lower()}"
    if conflict := conflict_with_facts(action=action, status=status, due_on=due_on, on=on):
        return f"{conflict}: say why"
    return ""


def check_delivery_goes_on(action: Action) -> None:
    """Delivery of what is complete, or said to be, is frozen."""
    if action.status == Status.TO_CONFIRM:
        raise Refusal(
            f"{action.ref} is said to be complete and waits for somebody to confirm it. Until then "
            "only its impact can be updated.",
            field="status",
        )
    if action.status == Status.COMPLETE:
        raise Refusal(
            f"{action.ref} is complete, so its delivery is frozen. Say what difference it makes, "
            "or open it again.",
            field="status",
        )


def refusals(*, action: Action, said: Said, proof: Proof, on: date) -> Iterator[Refusal]:
    """Everything that stands against an update, each at its question."""
    if not said.happened.strip():
        yield Refusal("Say what happened since the last update", field="happened")
    if action.status and said.status not in MOVES[Status(action.status)]:
        yield Refusal(
            f"It is {action.get_status_display().lower()}: it cannot go back to "
            f"{said.status.label.lower()}",
            field="status",
        )
    if said.status == Status.COMPLETE and not (proof.pieces or proof.early):
        yield Refusal(
            f"Complete needs evidence. Add at least one piece to {action.ref}, then say that it is "
            "complete",
            field="status",
        )
    of_date = list(_refusals_of_date(action=action, said=said, on=on))
    # A date that has to be put right first says nothing yet about being overdue.
    date_refused = any(refusal.field == "due_on" for refusal in of_date)
    due_on = None if date_refused else said.due_on_then(action)
    why = asks_for_reason(action=action, status=said.status, due_on=due_on, on=on)
    if why and not said.reason.strip():
        yield Refusal(why, field="reason")
    if said.status in NEEDS_REASON and not said.help_wanted.strip():
        yield Refusal("Say what help is wanted, and from whom", field="help_wanted")
    yield from impact_refusals(action=action, said=said.of_impact, proof=proof, on=on)
    yield from of_date


def _refusals_of_date(*, action: Action, said: Said, on: date) -> Iterator[Refusal]:
    if not said.moves(action):
        if said.move_reason.strip():
            yield Refusal(
                "Enter the new due date, or clear the reason for moving it", field="due_on"
            )
        return
    assert said.due_on is not None
    if said.status == Status.COMPLETE:
        yield Refusal(
            "A complete action keeps its due date, so that it shows whether it was met",
            field="due_on",
        )
    elif action.start_on is not None and said.due_on < action.start_on:
        yield Refusal(
            f"The due date must be on or after the start date, {day_in_words(action.start_on)}",
            field="due_on",
        )
    elif said.due_on < on:
        yield Refusal("The new due date must be today or later", field="due_on")
    if not said.move_reason.strip():
        yield Refusal("Say why the date moves. The first date is kept", field="move_reason")


def check_update(*, action: Action, said: Said, proof: Proof, on: date) -> None:
    """Raise the first `Refusal` that stands against an update."""
    check_delivery_goes_on(action)
    for refusal in refusals(action=action, said=said, proof=proof, on=on):
        raise refusal
