"""Disclosure control: what an audience may see of small counts, and proof that no more leaks."""

from plans.statistics.disclosure.audit import Exposure, derivable, exposed
from plans.statistics.disclosure.policy import NHS, PUBLISHED, RESTRICTED, Policy
from plans.statistics.disclosure.redaction import Cell, Redaction, Why, known
from plans.statistics.disclosure.releases import (
    cumulative,
    following,
    small_changes,
    step,
    told_twice,
)
from plans.statistics.disclosure.rolling import rolling
from plans.statistics.disclosure.suppress import CannotProtect, redact
from plans.statistics.disclosure.table import Bounds, DoesNotAddUp, Key, Share, Sum, Table

__all__ = [
    "NHS",
    "PUBLISHED",
    "RESTRICTED",
    "Bounds",
    "CannotProtect",
    "Cell",
    "DoesNotAddUp",
    "Exposure",
    "Key",
    "Policy",
    "Redaction",
    "Share",
    "Sum",
    "Table",
    "Why",
    "cumulative",
    "derivable",
    "exposed",
    "following",
    "known",
    "redact",
    "rolling",
    "small_changes",
    "step",
    "told_twice",
]
