"""On course for the target? Pace, projection and a verdict with its gates (measures, F)."""

from plans.statistics.trajectory.outlook import (
    Aim,
    Finding,
    Outlook,
    Projection,
    Side,
    outlook,
    side_of,
)
from plans.statistics.trajectory.words import OutlookWords, in_sentences

__all__ = [
    "Aim",
    "Finding",
    "Outlook",
    "OutlookWords",
    "Projection",
    "Side",
    "in_sentences",
    "outlook",
    "side_of",
]
