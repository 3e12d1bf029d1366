"""What is read of the plan: pages, the board's dashboard and the report ask here."""

from plans.queries.actions import closed_update_month, desk, needs_update
from plans.queries.contributions import Contribution, contributions
from plans.queries.coverage import Coverage, coverage
from plans.queries.ladder import TargetRung, ladder, ladders
from plans.queries.movement import Direction, Movement, moved, newly_overdue
from plans.queries.reading import PlanReading, read_plan
from plans.queries.regimes import current_regime
from plans.queries.register import Register, read_register, risk_register
from plans.queries.risks import RiskLine
from plans.queries.slow import Slow, SlowAction, SlowOutcome, slow
from plans.queries.summaries import AreaSummary, area_summaries

__all__ = [
    "AreaSummary",
    "Contribution",
    "Coverage",
    "Direction",
    "Movement",
    "PlanReading",
    "Register",
    "RiskLine",
    "Slow",
    "SlowAction",
    "SlowOutcome",
    "TargetRung",
    "area_summaries",
    "closed_update_month",
    "contributions",
    "coverage",
    "current_regime",
    "desk",
    "ladder",
    "ladders",
    "moved",
    "needs_update",
    "newly_overdue",
    "read_plan",
    "read_register",
    "risk_register",
    "slow",
]
