"""What is read of the plan: pages, the board's dashboard and the report ask here."""

from plans.queries.actions import closed_update_month, desk, needs_update
from plans.queries.contributions import Contribution, contributions
from plans.queries.movement import Direction, Movement, moved, newly_overdue
from plans.queries.regimes import current_regime
from plans.queries.slow import Slow, slow
from plans.queries.summaries import AreaSummary, area_summaries

__all__ = [
    "AreaSummary",
    "Contribution",
    "Direction",
    "Movement",
    "Slow",
    "area_summaries",
    "closed_update_month",
    "contributions",
    "current_regime",
    "desk",
    "moved",
    "needs_update",
    "newly_overdue",
    "slow",
]
