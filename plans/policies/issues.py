"""Rules for issues, escalation and what a risk hangs on."""

from datetime import date

from plans.models import Action, AreaOfWeakness, Issue, Outcome, Risk
from plans.states import EscalationLevel
from sendtrack.organisations.models import Post
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


def check_issue(*, owner: Post | None, severity: int, due_on: date | None) -> None:
    """Somebody answers for an issue, by a day, and it is known how bad it is."""
    if severity not in range(1, 6):
        raise Refusal("Choose a severity from 1 to 5.", field="severity")
    if owner is None:
        raise Refusal("Choose the post that resolves this issue.", field="owner")
    if due_on is None:
        raise Refusal("Enter the day by which it is to be resolved.", field="due_on")


def check_due_ahead(*, due_on: date, on: date) -> None:
    if due_on < on:
        raise Refusal(f"The day must be {day_in_words(on)} or after.", field="due_on")


def check_happened(*, risk: Risk, happened_on: date | None, on: date) -> None:
    """What happened lies between the day the risk was raised and today."""
    if happened_on is None:
        raise Refusal("Enter the day on which it happened.", field="happened_on")
    if happened_on > on:
        raise Refusal(f"The day must be {day_in_words(on)} or before.", field="happened_on")


def check_unresolved(issue: Issue) -> None:
    if issue.resolved_on is not None:
        raise Refusal(f"{issue.ref} was resolved on {day_in_words(issue.resolved_on)}.")


def check_moves(*, risk: Risk, level: str) -> None:
    if level not in EscalationLevel.values:
        raise Refusal("Choose a level.", field="level")
    if risk.escalation == level:
        raise Refusal(
            f"{risk.ref} is at this level already: {risk.get_escalation_display()}.", field="level"
        )


def check_link(*, risk: Risk, to: AreaOfWeakness | Outcome | Action | None) -> None:
    """A risk hangs on things of its own plan, and on each once."""
    if to is None:
        raise Refusal("Choose what the risk concerns.", field="to")
    area = to if isinstance(to, AreaOfWeakness) else to.area
    if area.regime_id != risk.regime_id:
        raise Refusal(f"{to.ref} belongs to another plan than {risk.ref}.", field="to")
    if isinstance(to, AreaOfWeakness) and risk.area_id == to.pk:
        raise Refusal(f"{risk.ref} belongs to area ({to.ref}) already.", field="to")
    kind = {AreaOfWeakness: "area", Outcome: "outcome", Action: "action"}[type(to)]
    if risk.links.filter(**{kind: to}).exists():
        raise Refusal(f"{risk.ref} is linked to {to.ref} already.", field="to")
