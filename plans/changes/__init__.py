"""The verbs that write the plan. Nothing else does."""

from plans.changes.regimes import add_area, link_adviser, open_regime, step_down_area

__all__ = ["add_area", "link_adviser", "open_regime", "step_down_area"]
