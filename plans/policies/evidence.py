"""Rules for evidence and for views heard."""

from datetime import date

from plans.models import Action, AreaOfWeakness, Regime
from sendtrack.refusals import Refusal


def check_evidence_stands(*, dated_on: date | None, kept_at: str) -> None:
    """Evidence without a document to cite has a day and a place."""
    if dated_on is None:
        raise Refusal("Enter the day the evidence is of.", field="dated_on")
    if not kept_at:
        raise Refusal(
            "Say where the evidence is kept, so that a reviewer can ask for it.", field="kept_at"
        )


def check_action_in_area(*, action: Action | None, area: AreaOfWeakness) -> None:
    if action is not None and action.area_id != area.pk:
        raise Refusal(f"{action.ref} belongs to another area of weakness.", field="action")


def check_area_in_regime(*, area: AreaOfWeakness | None, regime: Regime) -> None:
    if area is not None and area.regime_id != regime.pk:
        raise Refusal(f"{area} does not belong to the {regime}.", field="area")
