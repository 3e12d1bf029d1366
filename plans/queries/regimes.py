"""The regime that a local area answers to."""

from plans.models import Regime
from sendtrack.organisations.models import LocalArea


def current_regime(area: LocalArea) -> Regime | None:
    """The regime in force, with its document; None where there is none. One query."""
    regimes = Regime.objects.of(area).in_force().select_related("document", "addressed_to")
    return regimes.first()
