"""The words in which audits of quality are told, as data."""

from django.db import models


class Subject(models.TextChoices):
    """What is audited."""

    PLANS = "plans", "EHC plans"
    REVIEWS = "reviews", "Annual reviews of EHC plans"
    HEALTH_ADVICE = "health_advice", "Health advice to assessments"
    CARE_ADVICE = "care_advice", "Social care advice to assessments"
    EDUCATION_ADVICE = "education_advice", "Education and psychology advice to assessments"
    SEN_SUPPORT = "sen_support", "SEN support in schools and settings"
    OTHER = "other", "Something else"


class Criterion(models.TextChoices):
    """What a tool judges besides the whole."""

    HEALTH = "health", "Health contribution is present and adequate"
    CARE = "care", "Social care contribution is present and adequate"
    CHILD = "child", "The child’s voice is evident"
    PARENT = "parent", "The parents’ voice is evident"
    LIVED = "lived", "Lived experience, needs and risk are described"
    OUTCOMES = "outcomes", "Outcomes are specific and can be measured"
    PROVISION = "provision", "Provision is specific and quantified"
    TIMELY = "timely", "It was written in time"


class Judged(models.TextChoices):
    """How a criterion was judged in one audit."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Did not apply"


class RoundState(models.TextChoices):
    """Where a round of audits is on a day."""

    AHEAD = "audit_ahead", "Planned"
    DUE = "audit_due", "Due within 30 days"
    OVERDUE = "audit_overdue", "Overdue"
    DONE = "audit_done", "Done"
    MISSED = "audit_missed", "Was not held"


OFSTED_GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")

OVERALL = "overall"
"""What a measure is fed from that counts grades, beside the keys of the criteria."""

COUNTED = ((OVERALL, "Good or better"), *Criterion.choices)
"""What of a round a measure can count."""

FEWEST_GRADES, MOST_GRADES = 2, 6
