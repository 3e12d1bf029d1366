"""States of reports and verdicts, as data."""

from django.db import models


class ReturnState(models.TextChoices):
    DUE = "due", "Due"
    COMPILING = "compiling", "Being compiled"
    AWAITING_APPROVAL = "awaiting_approval", "Waiting for the chair's approval"
    SENT_BACK = "sent_back", "Sent back by the chair"
    APPROVED = "approved", "Approved, being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be compiled"
    MISSED = "not_compiled_here", "Not compiled here"


RETURN_MOVES: dict[ReturnState, frozenset[ReturnState]] = {
    ReturnState.DUE: frozenset({ReturnState.COMPILING, ReturnState.DUE}),
    ReturnState.COMPILING: frozenset(
        {
            ReturnState.AWAITING_APPROVAL,
            ReturnState.COMPILING,
            ReturnState.DUE,
            ReturnState.FAILED,
        }
    ),
    ReturnState.AWAITING_APPROVAL: frozenset({ReturnState.APPROVED, ReturnState.SENT_BACK}),
    ReturnState.SENT_BACK: frozenset({ReturnState.DUE}),
    ReturnState.APPROVED: frozenset({ReturnState.SENT}),
    ReturnState.SENT: frozenset(),
    ReturnState.FAILED: frozenset({ReturnState.DUE}),
    ReturnState.MISSED: frozenset(),
}
"""A report sent back waits until the lead asks for the next version: compiling it again from the
same record would only give the chair the same report. A compilation whose worker died is claimed
again (compiling → compiling); one that failed is tried again later (compiling → due), and given up
after five attempts (compiling → failed)."""


class VerdictWord(models.TextChoices):
    MET = "met", "Met"
    MET_LATE = "met_late", "Met late"
    NOT_MET = "not_met", "Not met"
    NOT_YET_DUE = "not_yet_due", "Not yet due"
    NO_EVIDENCE = "no_evidence", "No evidence recorded"
    NO_DUTY = "no_duty", "Sets no duty"


class ReviewKind(models.TextChoices):
    SIX_MONTH = "six_month", "Six-month progress review"
    REVISIT = "revisit", "Ofsted and CQC revisit"
    MONITORING = "monitoring", "Monitoring visit"
    DIAGNOSTIC = "diagnostic", "Diagnostic review"


class Holds(models.TextChoices):
    """Whether what a review named as a strength still holds."""

    NOT_LOOKED_AT = "not_looked_at", "Not looked at yet"
    HOLDS = "holds", "Holds"
    SLIPPING = "slipping", "Slipping"
    LOST = "lost", "Lost"
