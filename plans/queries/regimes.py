"""The regime that a local area answers to."""

from datetime import date

from django.db.models import prefetch_related_objects

from plans.models import Regime
from plans.states import RegimeState
from sendtrack import clock
from sendtrack.history import as_at
from sendtrack.organisations.models import LocalArea


def current_regime(area: LocalArea) -> Regime | None:
    """The regime in force, with its document; None where there is none. One query."""
    regimes = Regime.objects.of(area).in_force().select_related("document", "addressed_to")
    return regimes.first()


def regime_as_at(area: LocalArea, day: date) -> Regime | None:
    """The regime that was in force at the end of a past day, as it stood. Two queries."""
    stood = as_at(Regime, clock.end_of(day), local_area_id=area.pk)
    in_force = [regime for regime in stood if regime.state == RegimeState.ACTIVE]
    prefetch_related_objects(in_force, "document", "addressed_to", "local_area")
    return in_force[0] if in_force else None
