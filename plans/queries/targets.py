"""Targets as people look for them, and how they moved."""

from plans.models import Rebaseline, Regime, Target
from plans.queries.plan import outcome_key
from plans.states import IN_FORCE, Asked
from sendtrack.organisations.models import LocalArea
from sendtrack.organisations.tenancy import AreaQuerySet


def targets_in_force(area: LocalArea, ref: str) -> AreaQuerySet:
    """The targets of the outcome "A1" of the regimes in force."""
    about = {f"outcome__{name}": value for name, value in outcome_key(ref).items()}
    rows: AreaQuerySet = Target.objects.of(area).filter(
        outcome__area__regime__state__in=IN_FORCE, **about
    )
    return rows.select_related("outcome__area__regime", "outcome__area__local_area")


def open_rebaselines(target: Target) -> AreaQuerySet:
    rows: AreaQuerySet = Rebaseline.objects.filter(target=target, state=Asked.ASKED)
    return rows.select_related("asked_by")


def moves_of(target: Target) -> list[Rebaseline]:
    """What was asked for and decided, newest first. One query."""
    rows = Rebaseline.objects.filter(target=target).select_related("asked_by", "decided_by")
    return list(rows.order_by("-asked_on", "-pk"))


def moves_to_decide(regime: Regime) -> list[Rebaseline]:
    """What somebody has asked to move in a plan, and nobody has decided. One query."""
    rows = Rebaseline.objects.filter(state=Asked.ASKED, target__outcome__area__regime=regime)
    return list(
        rows.select_related("asked_by", "target__outcome__area").order_by(
            "target__outcome__area__position", "target__outcome__number", "target__horizon_months"
        )
    )
