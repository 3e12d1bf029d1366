"""Verbs that write evidence and views heard."""

from datetime import date

from plans.models import Action, AreaOfWeakness, Evidence, Regime, VoiceEntry
from plans.policies.evidence import (
    check_action_in_area,
    check_area_in_regime,
    check_evidence_stands,
)
from plans.policies.work import check_words
from plans.states import EvidenceKind, VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import Organisation
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation


def add_evidence(
    *,
    area: AreaOfWeakness,
    action: Action | None,
    kind: EvidenceKind,
    title: str,
    shows: str,
    dated_on: date | None,
    organisation: Organisation | None,
    kept_at: str,
    by: User,
    citation: Citation | None = None,
) -> Evidence:
    """Record a piece of evidence: what it shows, of which day, and where it is kept.

    What a published document states may lack day and place; it then cites the document.
    """
    title = check_words(title, missing="Say what this evidence is.", field="title")
    shows = check_words(shows, missing="Say in one sentence what it shows.", field="shows")
    if citation is None:
        check_evidence_stands(dated_on=dated_on, kept_at=kept_at.strip())
    check_action_in_area(action=action, area=area)
    evidence = Evidence(
        local_area=area.local_area,
        area=area,
        action=action,
        kind=kind,
        title=title,
        shows=shows,
        dated_on=dated_on,
        organisation=organisation,
        kept_at=kept_at.strip(),
        citation=citation,
    )
    with record(actor=by, reason=f"Added evidence: {title}"):
        evidence.save()
    return evidence


def add_voice(
    *,
    regime: Regime,
    area: AreaOfWeakness | None,
    group: VoiceGroup,
    heard_on: date | None,
    how: str,
    said: str,
    changed: str,
    by: User,
    citation: Citation | None = None,
) -> VoiceEntry:
    """Record whose views were heard, what they said and what changed (paragraph 4g).

    `changed` stays empty until there is a response.
    """
    how = check_words(how, missing="Say how they were heard.", field="how")
    said = check_words(said, missing="Say what they said.", field="said")
    if citation is None and heard_on is None:
        raise Refusal("Enter the day they were heard.", field="heard_on")
    check_area_in_regime(area=area, regime=regime)
    voice = VoiceEntry(
        local_area=regime.local_area,
        regime=regime,
        area=area,
        group=group,
        heard_on=heard_on,
        how=how,
        said=said,
        changed=changed.strip(),
        citation=citation,
    )
    with record(actor=by, reason=f"Recorded views heard from {VoiceGroup(group).label.lower()}"):
        voice.save()
    return voice
