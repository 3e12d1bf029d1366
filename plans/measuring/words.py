"""The words that a measure's definition and its readings are told in, as data."""

from django.db import models


class Unit(models.TextChoices):
    PERCENT = "percent", "Per cent"
    RATE = "rate", "Rate"
    COUNT = "count", "Count"
    DAYS = "days", "Days"
    WEEKS = "weeks", "Weeks"
    SCORE = "score", "Score"
    RATIO = "ratio", "Ratio"
    POUNDS = "pounds", "Pounds"


DIVIDED = frozenset({Unit.PERCENT, Unit.RATE, Unit.RATIO})
"""Units of a numerator over a denominator."""

COUNTED = frozenset({*DIVIDED, Unit.COUNT})
"""Units of figures that count children or plans: a small one could be a person."""


class Polarity(models.TextChoices):
    """What is better. Neither of the last two has a direction."""

    HIGH = "high", "Higher is better"
    LOW = "low", "Lower is better"
    BAND = "band", "Best inside a band"
    CONTEXT = "context", "Neither: it is context"


class Cohort(models.TextChoices):
    EHCP = "ehcp", "Children and young people with an EHC plan"
    SEN_SUPPORT = "sen_support", "Pupils with SEN support"
    ALL_SEN = "all_sen", "All with special educational needs"
    NO_SEN = "no_sen", "Pupils without special educational needs"
    ALL = "all", "All children and young people"
    NOT_CHILDREN = "not_children", "Not about children: staff, services, money"


class Geography(models.TextChoices):
    """Where those counted belong. Figures of two kinds are not compared."""

    MAINTAINING = "maintaining", "Council that maintains the plan, or home"
    SCHOOL = "school", "Where the school is"
    PROVIDER = "provider", "The provider, not the council"
    SUB_ICB = "sub_icb", "Part of the integrated care board"
    WHOLE_AREA = "whole_area", "The local area as a whole"


class SourceKind(models.TextChoices):
    LOCAL = "local", "The council's own records"
    SEN2 = "sen2", "SEN2 return"
    CENSUS = "census", "School census"
    EES = "ees", "DfE, Explore education statistics"
    TRIBUNAL = "tribunal", "Ministry of Justice, SEND Tribunal"
    NHS = "nhs", "NHS England or a health provider"
    AUDIT = "audit", "Multi-agency audit"
    SURVEY = "survey", "Survey"
    WORKFORCE = "workforce", "Workforce records"
    FINANCE = "finance", "Section 251 and budget returns"
    DERIVED = "derived", "The record of this improvement"


class Leads(models.TextChoices):
    """Whether it moves before the outcome does, or tells of it afterwards."""

    LEADING = "leading", "Leading: moves first"
    LAGGING = "lagging", "Lagging: tells afterwards"


class ChartRules(models.TextChoices):
    """Which published rules a control chart is read by. They differ: the chart says which."""

    MAKING_DATA_COUNT = "making-data-count", "Making Data Count"
    PLOT_THE_DOTS = "plot-the-dots", "Plot the Dots (NHSRplotthedots)"


class Finality(models.TextChoices):
    PROVISIONAL = "provisional", "Provisional"
    FINAL = "final", "Final"
    REVISED = "revised", "Revised"


class Absence(models.TextChoices):
    """Why a period has no figure. None of these is nought."""

    NOT_PRODUCED = "not_produced", "Not produced"
    NOT_AVAILABLE = "not_available", "Not available"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    SUPPRESSED = "suppressed", "Suppressed by its source"
    ROUNDS_TO_ZERO = "rounds_to_zero", "Rounds to nought, but is not nought"
    UNRELIABLE = "unreliable", "Too unreliable to use"
    NOT_SENT = "not_sent", "Not sent by its supplier"


SYMBOLS = {
    "x": Absence.NOT_AVAILABLE,
    ":": Absence.NOT_AVAILABLE,
    "z": Absence.NOT_APPLICABLE,
    "c": Absence.SUPPRESSED,
    "k": Absence.ROUNDS_TO_ZERO,
    "low": Absence.ROUNDS_TO_ZERO,
    "~": Absence.ROUNDS_TO_ZERO,
    "u": Absence.UNRELIABLE,
}
"""What the Department's data files write in place of a figure, older signs included."""

ABSENCE_MEANING = {
    Absence.NOT_PRODUCED: "There is none for this period, for anybody: a test that was cancelled.",
    Absence.NOT_AVAILABLE: "It exists somewhere and could not be had.",
    Absence.NOT_APPLICABLE: "It can't exist here: nobody to count.",
    Absence.SUPPRESSED: "Its source keeps it back because few children stand behind it.",
    Absence.ROUNDS_TO_ZERO: "Its source rounds it, and more than nobody stands behind it.",
    Absence.UNRELIABLE: "Its source says that it can't be relied on.",
    Absence.NOT_SENT: "Who supplies it has not sent it. A figure may still come.",
}


class PublishedState(models.TextChoices):
    """Where a file of published statistics has got to."""

    TO_READ = "to_read", "Waiting to be read"
    READ = "read", "Read"
    UNREADABLE = "unreadable", "Can't be used"
    TAKEN_OUT = "taken_out", "Taken out again"
