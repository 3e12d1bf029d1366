"""The history of evidence and of views heard, in the words of their pages."""

from django.core.paginator import Page

from plans.models import Evidence, EvidenceLink, VoiceEntry
from sendtrack.history import changes_of
from sendtrack.timeline import Change, Source, timeline

EVIDENCE_LABELS = {
    "area": "Area of weakness",
    "ref": "",
    "shows": "What it shows",
    "dated_on": "Dated",
    "period_from": "Describes the time from",
    "period_to": "Describes the time to",
    "owner": "Who answers questions",
    "kept_at": "Kept at",
    "classification": "Who may see it",
    "reliability": "How far it can be relied on",
    "checked_on": "Checked for personal data on",
    "checked_by": "Checked by",
    "stale_after": "Stale after",
    "tells_of": "Whose experience it tells",
    "consent_on": "The family agreed on",
    "consent_kept_at": "Record of consent kept at",
    "consent_by": "Consent recorded by",
    "consent_ended_on": "Consent taken back on",
    "consent_ended_by": "",
    "consent_ended_because": "",
    "supersedes": "",
    "citation": "Source",
    "withdrawn_on": "Withdrawn on",
    "withdrawn_by": "",
    "withdrawn_because": "",
}
LINK_LABELS = {"evidence": "", "area": "Area of weakness"}
VOICE_LABELS = {
    "regime": "",
    "area": "Area of weakness",
    "ref": "",
    "channel": "In which way",
    "heard_on": "Heard on",
    "how": "How they were heard",
    "people": "",
    "said": "What they said",
    "changed": "What changed",
    "told_on": "Told on",
    "told_how": "How they were told",
    "citation": "Source",
}
"""How many people were heard is left out: a small number never leaves the form."""


def history_of_evidence(evidence: Evidence, page: str | int | None) -> "Page[Change]":
    """Every change of a piece of evidence and of what it is linked to."""
    links = EvidenceLink.history.filter(evidence_id=evidence.pk)
    return timeline(
        Source("Evidence", changes_of(evidence), EVIDENCE_LABELS),
        Source("Link", links, LINK_LABELS),
        page=page,
    )


def history_of_voice(voice: VoiceEntry, page: str | int | None) -> "Page[Change]":
    return timeline(Source("Views heard", changes_of(voice), VOICE_LABELS), page=page)
