from plans.models.action import Action, ActionUpdate, Outcome, Target
from plans.models.area import AreaLabel, AreaOfWeakness
from plans.models.evidence import Evidence, VoiceEntry
from plans.models.regime import LinkedAdviser, Regime
from plans.models.risk import Risk, RiskReview

__all__ = [
    "Action",
    "ActionUpdate",
    "AreaLabel",
    "AreaOfWeakness",
    "Evidence",
    "LinkedAdviser",
    "Outcome",
    "Regime",
    "Risk",
    "RiskReview",
    "Target",
    "VoiceEntry",
]
