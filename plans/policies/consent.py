"""Whose story evidence tells, and whether the family agreed to its use."""

from dataclasses import dataclass
from datetime import date

from plans.models import Evidence, TellsOf
from plans.states import EvidenceKind
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

NO_CONSENT = (
    "A case study needs the family’s consent. Enter the day on which they agreed to its use. "
    "Where they have not agreed, it can’t be kept here: tell what several people say together"
)


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose experience evidence tells, and the consent to the story of one."""

    tells_of: str
    consent_on: date | None
    consent_kept_at: str


def check_consent(*, whose: Whose, kind: str, is_cited: bool) -> None:
    """The experience of one child or family stands here with consent only. What a published
    document tells may leave open whose experience it is."""
    if kind != EvidenceKind.EXPERIENCE:
        return
    if not whose.tells_of and not is_cited:
        raise Refusal("Select whose experience it tells", field="tells_of")
    if whose.tells_of != TellsOf.ONE:
        return
    if whose.consent_on is None:
        raise Refusal(NO_CONSENT, field="consent_on")
    if not whose.consent_kept_at.strip():
        raise Refusal(
            "Say where the council keeps the record of their consent, without a name",
            field="consent_kept_at",
        )


def check_consent_stands(evidence: Evidence) -> None:
    """Consent can be taken back once, and only where it was given."""
    if not evidence.is_case_study:
        raise Refusal(f"{evidence.ref} is no case study: no family’s consent is recorded for it.")
    if evidence.consent_ended_on is not None:
        raise Refusal(
            f"The family’s consent to {evidence.ref} was taken back on "
            f"{day_in_words(evidence.consent_ended_on)} already."
        )
