"""Verbs that write what reviews named as strengths, and whether they still hold."""

from datetime import date

from plans.models import AreaOfWeakness
from reviews.changes.quoting import quote
from reviews.models import Review, Strength
from reviews.policies import check_look
from reviews.states import Holds
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.changes import correct_words
from sendtrack.sources.models import SourceDocument


def add_strength(
    *,
    review: Review,
    document: SourceDocument,
    words: str,
    by: User,
    paragraph: str = "",
    area: AreaOfWeakness | None = None,
) -> Strength:
    """Quote what a letter or report says has improved. Nobody has looked at it yet. `paragraph`
    stays empty where the document tells none. Raises `Refusal`."""
    words = _quoted(words)
    with record(actor=by, reason=f"Recorded a strength named in {document}"):
        review.lock()
        citation = quote(document=document, paragraph=paragraph, words=words, by=by)
        if review.strengths.filter(citation=citation).exists():
            raise Refusal("This strength is recorded already.", field="words")
        strength = Strength(
            local_area=review.local_area,
            review=review,
            number=review.strengths.count() + 1,
            citation=citation,
            area=area,
        )
        strength.save()
    return strength


def edit_strength(
    *,
    strength: Strength,
    version: int,
    words: str,
    area: AreaOfWeakness | None,
    by: User,
    reason: str,
) -> Strength:
    """Correct the quotation of a strength, or its area. Raises `Refusal`, `Stale`."""
    words, reason = _quoted(words), reason.strip()
    if not reason:
        raise Refusal("Say why you are changing it.", field="reason")
    with record(actor=by, reason=reason):
        current = strength.lock(version=version)
        correct_words(citation=current.citation, words=words, by=by, reason=reason)
        current.area = area
        current.save()
    return current


def look_at_strength(
    *,
    strength: Strength,
    version: int,
    holds: Holds,
    shown_by: str,
    looked_on: date,
    by: User,
    on: date,
) -> Strength:
    """Say whether a strength still holds, and what shows it. The last look is in the history.
    Raises `Refusal`, `Stale`."""
    shown_by = shown_by.strip()
    check_look(strength=strength, holds=holds, shown_by=shown_by, looked_on=looked_on, on=on)
    found = Holds(holds)
    told = f"Looked at strength {strength.number}: {found.label.lower()}"
    with record(actor=by, reason=told):
        current = strength.lock(version=version)
        current.holds, current.shown_by = found, shown_by
        current.looked_on, current.looked_by = looked_on, by
        current.save()
    return current


def _quoted(words: str) -> str:
    if not words.strip():
        raise Refusal("Enter the words of the letter or report.", field="words")
    return words.strip()
