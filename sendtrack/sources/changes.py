"""Verbs that write source documents and the paragraphs cited from them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Max

from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.refusals import Refusal
from sendtrack.sources.models import (
    Citation,
    Conflict,
    DocumentKind,
    Fact,
    FactKind,
    Relation,
    SourceDocument,
)
from sendtrack.sources.policies import Stated, check_stated

CODE = "stated-"
"""How the codes of facts begin that people write down here."""


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
    """Record a paragraph's words, so that a row can rest on them. `paragraph` may be empty."""
    citation = Citation(
        local_area=document.local_area,
        document=document,
        paragraph=paragraph,
        words=words,
        position=document.citations.count() + 1,
    )
    with record(actor=by, reason=f"Cited {citation}"):
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


def state_fact(
    *,
    citation: Citation,
    code: str,
    statement: str,
    value: str,
    by: User,
    about: str = "",
    kind: FactKind | None = None,
    earliest: date | None = None,
    latest: date | None = None,
    number: Decimal | None = None,
    number_as_at: date | None = None,
    relation: Relation | None = None,
    related_to: str = "",
    whole: str = "",
    relation_number: Decimal | None = None,
) -> Fact:
    """Write down what a cited paragraph states; with `about` and `kind` it is compared."""
    fact = Fact(
        local_area=citation.local_area,
        citation=citation,
        code=code,
        statement=statement,
        value=value,
        about=about,
        kind=kind or "",
        earliest=earliest,
        latest=latest or earliest,
        number=number,
        number_as_at=number_as_at,
        relation=relation or "",
        related_to=related_to,
        whole=whole,
        relation_number=relation_number,
    )
    with record(actor=by, reason=f"Wrote down what {citation} states"):
        fact.save()
    return fact


def add_fact(
    *,
    document: SourceDocument,
    paragraph: str,
    words: str,
    statement: str,
    value: str,
    stated: Stated,
    by: User,
) -> Fact:
    """Write down what a paragraph states, with its words. A paragraph that is quoted already keeps
    the words it has."""
    for text, field, missing in (
        (paragraph, "paragraph", "Name the paragraph."),
        (statement, "statement", "Say what is stated."),
        (value, "value", "Enter what the document says of it."),
    ):
        if not text.strip():
            raise Refusal(missing, field=field)
    check_stated(stated)
    with record(actor=by, reason=f"Wrote down what {document} states in {paragraph.strip()}"):
        LocalArea.objects.select_for_update(no_key=True).get(pk=document.local_area_id)
        known = Fact.objects.of(document.local_area).filter(code__startswith=CODE)
        numbers = [int(code[len(CODE) :]) for code in known.values_list("code", flat=True)]
        fact = Fact(
            local_area=document.local_area,
            citation=_cited(document, paragraph.strip(), words.strip(), by),
            code=f"{CODE}{max(numbers, default=0) + 1}",
            statement=statement.strip(),
            value=value.strip(),
            about=stated.about.strip(),
            kind=stated.kind,
            earliest=stated.earliest,
            latest=stated.latest or stated.earliest,
            number=stated.number,
            number_as_at=stated.number_as_at,
            relation=stated.relation or "",
            related_to=stated.related_to.strip(),
            whole=stated.whole.strip(),
            relation_number=stated.relation_number,
        )
        fact.save()
    return fact


def _cited(document: SourceDocument, paragraph: str, words: str, by: User) -> Citation:
    quoted: Citation | None = document.citations.filter(paragraph=paragraph).first()
    if quoted is None:
        if not words:
            raise Refusal("Enter the words of the paragraph, as they stand.", field="words")
        return cite(document=document, paragraph=paragraph, words=words, by=by)
    if words and " ".join(words.split()) != " ".join(quoted.words.split()):
        raise Refusal(
            f"{document}, {paragraph} is quoted already in other words. Leave the words empty to "
            "use those, or name the part of the paragraph that you quote.",
            field="words",
        )
    return quoted


def remove_fact(*, fact: Fact, reason: str, by: User) -> Fact:
    """Take away what was written down wrongly; the history keeps it. What a point to read with
    care rests on stays."""
    if not reason.strip():
        raise Refusal("Say why it is taken away.", field="reason")
    with record(actor=by, reason=f"Took it away: {reason.strip()}"):
        current: Fact = fact.lock()
        if current.conflict_id is not None:
            raise Refusal("A point to read with care rests on it, so it stays.")
        current.delete()
    return fact


def decide(
    *, facts: Sequence[Fact], shown: Fact | None, because: str, by: User, on: date
) -> Conflict:
    """Decide which of several statements the record shows (None: all of them), and why.

    The point that the facts belong to keeps the decision; where they have none yet, one is made.
    The statements themselves stay as their documents make them.
    """
    because = because.strip()
    if not because:
        raise Refusal("Say why. The reason is shown beside the decision.", field="because")
    with record(actor=by, reason=because):
        point = next((fact.conflict for fact in facts if fact.conflict), None)
        point = point.lock() if point else _new_point(facts, because)
        point.decided, point.decided_because = shown, because
        point.decided_by, point.decided_on = by, on
        point.shown = f"{shown.value}, from {shown.citation}." if shown else "Each statement."
        point.save()
        for fact in facts:
            current: Fact = fact.lock()
            if current.conflict_id is None:
                current.conflict = point
                current.save()
    return point


def _new_point(facts: Sequence[Fact], because: str) -> Conflict:
    """A point of its own number. Others who make one wait until the transaction ends."""
    area = facts[0].local_area
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    last = Conflict.objects.of(area).aggregate(last=Max("number"))["last"] or 0
    topic = facts[0].about or facts[0].statement
    return Conflict(local_area=area, number=last + 1, topic=topic, explanation=because)
