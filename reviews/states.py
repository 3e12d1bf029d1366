"""States of reports and verdicts, as data."""

from django.db import models


class ReturnState(models.TextChoices):
    DUE = "due", "Due"
    COMPILING = "compiling", "Being compiled"
    AWAITING_APPROVAL = "awaiting_approval", "Waiting for the chair's approval"
    APPROVED = "approved", "Approved, being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be compiled"
    MISSED = "missed", "Not compiled here"


RETURN_MOVES: dict[ReturnState, frozenset[ReturnState]] = {
    ReturnState.DUE: frozenset({ReturnState.COMPILING}),
    ReturnState.COMPILING: frozenset(
        {ReturnState.AWAITING_APPROVAL, ReturnState.FAILED, ReturnState.COMPILING}
    ),
    ReturnState.AWAITING_APPROVAL: frozenset({ReturnState.APPROVED, ReturnState.DUE}),
    ReturnState.APPROVED: frozenset({ReturnState.SENT}),
    ReturnState.SENT: frozenset(),
    ReturnState.FAILED: frozenset({ReturnState.DUE}),
    ReturnState.MISSED: frozenset(),
}
"""The chair may send a report back (awaiting approval → due); a failed one may be tried again; a
compilation whose worker died is claimed again (compiling → compiling)."""


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
    DIAGNOSTIC = "diagnostic", "Diagnostic review"
