"""The document that ends a regime, or changes one of its areas, and the words that do it."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from sendtrack.accounts.models import User
from sendtrack.organisations.models import LocalArea
from sendtrack.refusals import Refusal
from sendtrack.sources.changes import add_document, cite
from sendtrack.sources.models import Citation, DocumentKind, SourceDocument


@dataclass(frozen=True)
class Authority:
    """A paragraph of a document that is here, or of one that comes in with it."""

    paragraph: str
    words: str
    document: SourceDocument | None = None
    title: str = ""
    issued_by: str = ""
    dated_on: date | None = None
    kind: DocumentKind = DocumentKind.OTHER


def cited(authority: Authority, *, area: LocalArea, by: User) -> Citation:
    """The citation of an authority, recorded with its document where they are not here yet.

    Call inside the transaction of the verb that rests on it. Raises `Refusal` where the paragraph
    is here with other words.
    """
    document = authority.document or add_document(
        area=area,
        kind=authority.kind,
        code=_free_code(area, authority),
        title=authority.title,
        issued_by=authority.issued_by,
        dated_on=authority.dated_on,
        by=by,
    )
    known = document.citations.filter(paragraph=authority.paragraph).first()
    if known is None:
        return cite(document=document, paragraph=authority.paragraph, words=authority.words, by=by)
    if known.words.split() != authority.words.split():
        raise Refusal(
            f"“{document}”, {authority.paragraph} is here already with other words: "
            f"“{known.words}” Enter these words, or name the place more exactly: "
            f"“{authority.paragraph}, second sentence”.",
            field="words",
        )
    return known


def _free_code(area: LocalArea, authority: Authority) -> str:
    plain = slugify(authority.title)[:45] or "document"
    if authority.dated_on:
        plain = f"{plain}-{authority.dated_on.year}"
    taken = set(SourceDocument.objects.of(area).values_list("code", flat=True))
    codes = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)
