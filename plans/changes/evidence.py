"""Verbs that write evidence."""

from datetime import date

from plans.changes.consent import say_whose
from plans.changes.numbering import hold, next_number
from plans.models import Action, AreaOfWeakness, Evidence
from plans.policies.consent import Whose, check_consent
from plans.policies.evidence import (
    check_action_in_area,
    check_evidence_stands,
    check_may_be_public,
    check_period,
    check_still_stands,
    check_supersedes,
    checked_link,
)
from plans.policies.work import check_reason, check_words
from plans.states import Classification, EvidenceKind
from sendtrack.accounts.models import User
from sendtrack.files.changes import Upload, keep_file
from sendtrack.files.kinds import DOCUMENTS
from sendtrack.history import record
from sendtrack.organisations.models import Organisation, Post
from sendtrack.sources.models import Citation

NO_TITLE = "Say what this evidence is."
NO_SHOWS = "Say in one sentence what it shows."


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
    upload: Upload | None = None,
    link: str = "",
    period_from: date | None = None,
    period_to: date | None = None,
    tells_of: str | None = None,
    consent_on: date | None = None,
    consent_kept_at: str = "",
    owner: Post | None = None,
    classification: Classification = Classification.BOARD,
    reliability: str = "",
    stale_after: date | None = None,
    supersedes: Evidence | None = None,
    citation: Citation | None = None,
) -> Evidence:
    """Record a piece of evidence: what it shows, of which day, and the file, link or place of it.

    What a published document states may lack day and place; it then cites the document. A file
    that can't be kept is refused at the field `upload`, and nothing is recorded.
    """
    title = check_words(title, missing=NO_TITLE, field="title")
    shows = check_words(shows, missing=NO_SHOWS, field="shows")
    link = checked_link(link)
    if citation is None:
        has_place = bool(upload or link or kept_at.strip())
        check_evidence_stands(dated_on=dated_on, has_place=has_place)
    whose = Whose(tells_of=tells_of or "", consent_on=consent_on, consent_kept_at=consent_kept_at)
    check_consent(whose=whose, kind=kind, is_cited=citation is not None)
    check_action_in_area(action=action, area=area)
    check_period(period_from=period_from, period_to=period_to)
    check_may_be_public(classification=classification, is_checked=False)
    check_supersedes(older=supersedes, area=area)
    evidence = Evidence(
        local_area=area.local_area,
        area=area,
        action=action,
        kind=kind,
        title=title,
        shows=shows,
        dated_on=dated_on,
        period_from=period_from,
        period_to=period_to,
        organisation=organisation,
        owner=owner,
        link=link,
        kept_at=kept_at.strip(),
        classification=classification,
        reliability=reliability.strip(),
        stale_after=stale_after,
        supersedes=supersedes,
        citation=citation,
    )
    say_whose(evidence, whose, by=by)
    with record(actor=by, reason=f"Added evidence: {title}"):
        if upload is not None:
            evidence.file = keep_file(area=area.local_area, upload=upload, by=by, kinds=DOCUMENTS)
        hold(area.local_area)
        alike = Evidence.objects.of(area.local_area).values_list("ref", flat=True)
        evidence.ref = f"E{next_number(alike)}"
        evidence.save()
    return evidence


def edit_evidence(
    *,
    evidence: Evidence,
    version: int,
    kind: EvidenceKind,
    title: str,
    shows: str,
    dated_on: date | None,
    period_from: date | None,
    period_to: date | None,
    tells_of: str | None,
    consent_on: date | None,
    consent_kept_at: str,
    organisation: Organisation | None,
    owner: Post | None,
    link: str,
    kept_at: str,
    classification: Classification,
    reliability: str,
    stale_after: date | None,
    by: User,
    reason: str,
) -> Evidence:
    """Change what is said of a piece of evidence. Its file stays: another file is another piece
    that takes its place. Raises `Stale`."""
    title = check_words(title, missing=NO_TITLE, field="title")
    shows = check_words(shows, missing=NO_SHOWS, field="shows")
    link = checked_link(link)
    check_period(period_from=period_from, period_to=period_to)
    whose = Whose(tells_of=tells_of or "", consent_on=consent_on, consent_kept_at=consent_kept_at)
    with record(actor=by, reason=check_reason(reason)):
        current = evidence.lock(version=version)
        check_still_stands(current)
        check_consent(whose=whose, kind=kind, is_cited=current.citation_id is not None)
        if current.citation_id is None:
            has_place = bool(current.file_id or link or kept_at.strip())
            check_evidence_stands(dated_on=dated_on, has_place=has_place)
        is_checked = current.checked_on is not None
        check_may_be_public(classification=classification, is_checked=is_checked)
        current.kind, current.title, current.shows = kind, title, shows
        current.dated_on, current.period_from, current.period_to = dated_on, period_from, period_to
        current.organisation, current.owner = organisation, owner
        current.link, current.kept_at = link, kept_at.strip()
        current.classification, current.reliability = classification, reliability.strip()
        current.stale_after = stale_after
        say_whose(current, whose, by=by)
        current.save()
    return current


def check_for_personal_data(*, evidence: Evidence, by: User, on: date) -> Evidence:
    """Somebody has read it and found no child, no family and nothing to know them by.

    Said again by the same or another person, it is as new as the last time.
    """
    with record(actor=by, reason="Checked: it holds no personal data"):
        current = evidence.lock()
        check_still_stands(current)
        if (current.checked_on, current.checked_by_id) != (on, by.pk):
            current.checked_on, current.checked_by = on, by
            current.save()
    return current


def withdraw_evidence(
    *, evidence: Evidence, version: int, because: str, by: User, on: date
) -> Evidence:
    """Take a piece of evidence out of use, with the reason. It stays readable, its file does not
    leave any more. Raises `Stale`."""
    because = check_words(because, missing="Say why it is withdrawn.", field="because")
    with record(actor=by, reason=f"Withdrew it: {because}"):
        current = evidence.lock(version=version)
        check_still_stands(current)
        current.withdrawn_on, current.withdrawn_by = on, by
        current.withdrawn_because = because
        current.save()
    return current
