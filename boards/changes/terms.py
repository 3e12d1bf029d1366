"""Verbs that write terms of reference and the agenda of meetings."""

from datetime import date

from boards.changes.governance import resting_on
from boards.models import AgendaItem, Body, Meeting, Responsibility, TermsOfReference
from boards.policies import terms as policies
from boards.policies.meetings import check_line, check_words
from plans.changes.authority import Authority
from plans.models import Evidence
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.sources.models import Citation

NO_TITLE = "Enter what the item is about."


def draft_terms(
    *,
    body: Body,
    text: str,
    responsibilities: str,
    by: User,
    evidence: Evidence | None = None,
    authority: Authority | Citation | None = None,
) -> TermsOfReference:
    """Keep a new version of a body's terms of reference: as text, as a file in the evidence, or as
    a document cited. `responsibilities`: one a line. The versions before stay."""
    words = policies.check_responsibilities(responsibilities)
    policies.check_terms_file(body, evidence)
    with record(actor=by, reason=f"Drafted terms of reference of {body}"):
        current = body.lock()
        citation = resting_on(authority, area=body.local_area, by=by)
        policies.check_something_said(text.strip(), evidence, citation)
        terms = TermsOfReference(
            local_area=body.local_area,
            body=current,
            number=current.terms.count() + 1,
            text=text.strip(),
            evidence=evidence,
            citation=citation,
        )
        terms.save()
        for number, each in enumerate(words, 1):
            Responsibility(
                local_area=body.local_area, terms=terms, number=number, words=each
            ).save()
    return terms


def agree_terms(
    *,
    terms: TermsOfReference,
    version: int,
    agreed_on: date | None,
    agreed_by: str,
    by: User,
    on: date,
    reason: str,
) -> TermsOfReference:
    """Record that drafted terms were agreed, by whom and on which day. Raises `Stale`."""
    reason = check_words(reason, field="reason", missing="Say how they were agreed.")
    who = check_line(agreed_by, field="agreed_by", missing="Enter who agreed them.")
    with record(actor=by, reason=reason):
        terms.body.lock()
        current: TermsOfReference = terms.lock(version=version)
        day = policies.check_can_agree(current, agreed_on=agreed_on, on=on)
        current.agreed_on, current.agreed_by = day, who
        current.save()
    return current


def add_agenda_item(
    *, meeting: Meeting, title: str, by: User, responsibility: Responsibility | None = None
) -> AgendaItem:
    """Put something on the agenda of a meeting, at its end."""
    title = check_line(title, field="title", missing=NO_TITLE)
    with record(actor=by, reason=f"Put on the agenda: {title}"):
        current = meeting.lock()
        policies.check_agenda_open(current)
        policies.check_serves(current, responsibility)
        last = current.agenda.order_by("-number").first()
        item = AgendaItem(
            local_area=current.local_area,
            meeting=current,
            number=last.number + 1 if last else 1,
            title=title,
            responsibility=responsibility,
        )
        item.save()
    return item


def edit_agenda_item(
    *,
    item: AgendaItem,
    version: int,
    title: str,
    responsibility: Responsibility | None,
    by: User,
    reason: str,
) -> AgendaItem:
    """Change what an item is about, or the responsibility that it serves. Raises `Stale`."""
    title = check_line(title, field="title", missing=NO_TITLE)
    reason = check_words(reason, field="reason", missing="Say why the item changes.")
    with record(actor=by, reason=reason):
        meeting = item.meeting.lock()
        current: AgendaItem = item.lock(version=version)
        policies.check_agenda_open(meeting)
        policies.check_serves(meeting, responsibility)
        current.title, current.responsibility = title, responsibility
        current.save()
    return current


def drop_agenda_item(*, item: AgendaItem, by: User) -> None:
    """Take something off the agenda of a meeting that is still ahead. Its history stays."""
    with record(actor=by, reason=f"Taken off the agenda: {item.title}"):
        policies.check_still_ahead(item.meeting.lock())
        item.lock().delete()
