"""XmR control charts as Making Data Count draws them (measures, A). Exact arithmetic throughout."""

from plans.statistics.control.chart import (
    Assurance,
    Chart,
    Group,
    Kind,
    Point,
    Variation,
    control_chart,
)
from plans.statistics.control.limits import Limits
from plans.statistics.control.reading import asked_as_json
from plans.statistics.control.series import (
    Improvement,
    Rules,
    Series,
    Unreadable,
    exact,
    readings_of,
)
from plans.statistics.control.signals import Label, Signals
from plans.statistics.control.warnings import warnings

__all__ = [
    "Assurance",
    "Chart",
    "Group",
    "Improvement",
    "Kind",
    "Label",
    "Limits",
    "Point",
    "Rules",
    "Series",
    "Signals",
    "Unreadable",
    "Variation",
    "asked_as_json",
    "control_chart",
    "exact",
    "readings_of",
    "warnings",
]
