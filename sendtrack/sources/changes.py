"""Verbs that write source documents and the paragraphs cited from them."""

from datetime import date

from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import Citation, DocumentKind, SourceDocument


def add_document(
    *,
    area: LocalArea,
    kind: DocumentKind,
    code: str,
    title: str,
    issued_by: str,
    by: User,
    dated_on: date | None = None,
    published_on: date | None = None,
    file_name: str = "",
    note: str = "",
) -> SourceDocument:
    document = SourceDocument(
        local_area=area,
        kind=kind,
        code=code,
        title=title,
        issued_by=issued_by,
        dated_on=dated_on,
        published_on=published_on,
        file_name=file_name,
        note=note,
    )
    with record(actor=by, reason=f"Added the document {title}"):
        document.save()
    return document


def cite(*, document: SourceDocument, paragraph: str, words: str, by: User) -> Citation:
    """Record a paragraph's words, so that a row can rest on them."""
    citation = Citation(
        local_area=document.local_area,
        document=document,
        paragraph=paragraph,
        words=words,
        position=document.citations.count() + 1,
    )
    with record(actor=by, reason=f"Cited {document}, {paragraph}"):
        citation.save()
    return citation


def correct_words(*, citation: Citation, words: str, by: User, reason: str) -> Citation:
    """Put right a quotation that was taken down wrongly, wherever the record rests on it."""
    with record(actor=by, reason=reason):
        current = citation.lock()
        if current.words != words:
            current.words = words
            current.save()
    return current
