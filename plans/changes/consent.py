"""Verbs about the consent of a family to the use of their story."""

from datetime import date

from plans.models import Evidence
from plans.policies.consent import Whose, check_consent_stands
from plans.policies.work import check_words
from plans.states import EvidenceKind
from sendtrack.accounts.models import User
from sendtrack.history import record

TAKEN_BACK = "The family no longer agrees to its use"


def say_whose(evidence: Evidence, whose: Whose, *, by: User) -> None:
    """Set whose experience a piece tells, and the consent where it is the story of one. Saves
    nothing. Whoever enters another consent is who recorded it."""
    is_asked = evidence.kind == EvidenceKind.EXPERIENCE
    evidence.tells_of = whose.tells_of if is_asked else ""
    consent = (whose.consent_on, whose.consent_kept_at.strip())
    if not evidence.is_case_study:
        evidence.consent_on, evidence.consent_kept_at, evidence.consent_by = None, "", None
    elif consent != (evidence.consent_on, evidence.consent_kept_at):
        evidence.consent_on, evidence.consent_kept_at = consent
        evidence.consent_by = by


def take_back_consent(
    *, evidence: Evidence, version: int, because: str, by: User, on: date
) -> Evidence:
    """The family no longer agrees: the piece is withdrawn, and none but those who keep the plan
    see its words any more. Raises `Stale`."""
    because = check_words(because, missing="Say how we know.", field="because")
    with record(actor=by, reason=f"Consent taken back: {because}"):
        current = evidence.lock(version=version)
        check_consent_stands(current)
        current.consent_ended_on, current.consent_ended_by = on, by
        current.consent_ended_because = because
        if current.withdrawn_on is None:
            current.withdrawn_on, current.withdrawn_by = on, by
            current.withdrawn_because = TAKEN_BACK
        current.save()
    return current
