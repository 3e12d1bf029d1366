from plans.models.action import Action, ActionUpdate, Outcome, Target
from plans.models.area import AreaLabel, AreaLineage, AreaOfWeakness
from plans.models.assurance import Assurance, AssuranceCheck
from plans.models.audit import (
    AuditAction,
    AuditFinding,
    AuditModerator,
    AuditPartner,
    AuditProgramme,
    AuditRound,
    AuditTool,
)
from plans.models.audit_feed import AuditFeed
from plans.models.chase import FigureChase
from plans.models.closure import Closure, Disposition
from plans.models.commentary import Commentary
from plans.models.control import Control
from plans.models.counting import TargetCount
from plans.models.criterion import CriterionAgreement, SuccessCriterion
from plans.models.disclosure import DisclosureRule, MeasurePart, Waiver
from plans.models.evidence import Evidence, EvidenceLink, TellsOf
from plans.models.issue import Issue, RiskEscalation, RiskLink
from plans.models.measure import (
    Definition,
    Measure,
    MeasureArea,
    Reading,
    Rebase,
    TrajectoryPoint,
)
from plans.models.planned import Collected, PlannedSource
from plans.models.progress import (
    ContributionRequest,
    Contributor,
    Dependency,
    Rebaseline,
    SlowAnswer,
    SlowRule,
)
from plans.models.published import (
    Comparator,
    ComparedCouncil,
    FileReading,
    NeighbourSet,
    PublishedData,
    PublishedFigure,
    PublishedFile,
    TakenFigures,
)
from plans.models.regime import LinkedAdviser, Regime
from plans.models.risk import Risk, RiskReview
from plans.models.scoring import ScoringScheme
from plans.models.statement import DataStatement
from plans.models.tracker import FigureImport, TrackerImport, TrackerReading
from plans.models.voice import VoiceEntry

__all__ = [
    "Action",
    "ActionUpdate",
    "AreaLabel",
    "AreaLineage",
    "AreaOfWeakness",
    "Assurance",
    "AssuranceCheck",
    "AuditAction",
    "AuditFeed",
    "AuditFinding",
    "AuditModerator",
    "AuditPartner",
    "AuditProgramme",
    "AuditRound",
    "AuditTool",
    "Closure",
    "Collected",
    "Commentary",
    "Comparator",
    "ComparedCouncil",
    "ContributionRequest",
    "Contributor",
    "Control",
    "CriterionAgreement",
    "DataStatement",
    "Definition",
    "Dependency",
    "DisclosureRule",
    "Disposition",
    "Evidence",
    "EvidenceLink",
    "FigureChase",
    "FigureImport",
    "FileReading",
    "Issue",
    "LinkedAdviser",
    "Measure",
    "MeasureArea",
    "MeasurePart",
    "NeighbourSet",
    "Outcome",
    "PlannedSource",
    "PublishedData",
    "PublishedFigure",
    "PublishedFile",
    "Reading",
    "Rebase",
    "Rebaseline",
    "Regime",
    "Risk",
    "RiskEscalation",
    "RiskLink",
    "RiskReview",
    "ScoringScheme",
    "SlowAnswer",
    "SlowRule",
    "SuccessCriterion",
    "TakenFigures",
    "Target",
    "TargetCount",
    "TellsOf",
    "TrackerImport",
    "TrackerReading",
    "TrajectoryPoint",
    "VoiceEntry",
    "Waiver",
]
