"""Rules of what becomes of the risks of a regime that ends."""

from collections.abc import Sequence

from django.db import models

from plans.models import Regime, Risk
from plans.policies.work import check_words
from sendtrack.refusals import Refusal


class RiskEnding(models.TextChoices):
    """What becomes of an open risk of a regime that ends."""

    MOVED = "moved", "They go into the register of another plan"
    CLOSED = "closed", "They are closed"


def check_can_settle(
    *,
    regime: Regime,
    risks: Sequence[Risk],
    kind: RiskEnding,
    to_regime: Regime | None,
    words: str,
) -> str:
    """The words without space around them. Raise `Refusal` where the choice is not whole."""
    if not risks:
        raise Refusal("Choose at least one risk.", field="risks")
    if any(risk.regime_id != regime.pk for risk in risks):
        raise Refusal(
            "Some of these risks have been moved since. Look at the list again.", field="risks"
        )
    if kind == RiskEnding.CLOSED:
        return check_words(words, missing="Say why they can be closed.", field="closed_words")
    if to_regime is None:
        raise Refusal("Choose the plan that takes them over.", field="to_regime")
    same_place = to_regime.local_area_id == regime.local_area_id
    if to_regime.pk == regime.pk or not same_place or not to_regime.is_in_force:
        raise Refusal("Choose another plan that is in force.", field="to_regime")
    return check_words(
        words, missing="Say why they belong there. It is kept with each.", field="moved_words"
    )
