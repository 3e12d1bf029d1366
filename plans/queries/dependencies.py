"""What an action waits for, and what waits for it."""

from dataclasses import dataclass

from plans.models import Action, Dependency
from plans.models.progress import StandingQuerySet


@dataclass(frozen=True)
class Waits:
    for_others: list[Dependency]
    """What the action waits for; those that are complete too, until somebody ends them."""
    of_others: list[Dependency]
    """What waits for the action."""


def dependency_rows() -> StandingQuerySet:
    """Those that stand, with what a page shows of either end."""
    rows: StandingQuerySet = Dependency.objects.standing().select_related(
        "action__accountable__organisation", "needs__accountable__organisation"
    )
    return rows.order_by("pk")


def waits(action: Action) -> Waits:
    """Two queries."""
    return Waits(
        for_others=list(dependency_rows().filter(action=action)),
        of_others=list(dependency_rows().filter(needs=action)),
    )
