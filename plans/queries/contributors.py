"""Who else has a part in an action."""

from plans.models import Action, Contributor
from plans.models.progress import StandingQuerySet


def contributor_rows() -> StandingQuerySet:
    """The parts that stand, with what a page shows of them."""
    rows: StandingQuerySet = Contributor.objects.standing().select_related(
        "organisation", "action__accountable__organisation"
    )
    return rows.order_by("organisation__name", "action__area__position", "action_id")


def contributors(action: Action) -> list[Contributor]:
    """One query."""
    return list(contributor_rows().filter(action=action))
