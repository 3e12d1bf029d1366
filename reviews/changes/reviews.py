"""Verbs that write reviews by the Department, and what it will look for next."""

from datetime import date
from itertools import chain, count

from django.utils.text import slugify

from plans.models import AreaOfWeakness, Regime
from reviews.changes.quoting import quote
from reviews.models import LineOfEnquiry, Review
from reviews.states import ReviewKind
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.changes import add_document, correct_words
from sendtrack.sources.models import Citation, DocumentKind, SourceDocument


def add_review(
    *,
    regime: Regime,
    kind: ReviewKind,
    by: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
    date_words: str = "",
    by_whom: str = "",
    found: str = "",
    letter: SourceDocument | None = None,
    letter_title: str = "",
    letter_dated_on: date | None = None,
    citation: Citation | None = None,
    self_assessed_on: date | None = None,
) -> Review:
    """Record a review that was held or announced. A day or the document's own words are needed:
    where it says "June 2023", no day is made up. With `letter_title` the letter is recorded too.
    """
    _check_when(starts_on, ends_on, date_words)
    review = Review(
        local_area=regime.local_area,
        regime=regime,
        kind=ReviewKind(kind),
        starts_on=starts_on,
        ends_on=ends_on,
        date_words=date_words.strip(),
        by_whom=by_whom.strip(),
        found=found.strip(),
        citation=citation,
        self_assessed_on=self_assessed_on,
    )
    when = starts_on or date_words
    with record(actor=by, reason=f"Recorded the {review.get_kind_display().lower()} of {when}"):
        review.letter = letter or _new_letter(review, letter_title, letter_dated_on, by)
        review.save()
    return review


def edit_review(
    *,
    review: Review,
    version: int,
    kind: ReviewKind,
    starts_on: date | None,
    ends_on: date | None,
    date_words: str,
    by_whom: str,
    found: str,
    letter: SourceDocument | None,
    by: User,
    reason: str,
    letter_title: str = "",
    letter_dated_on: date | None = None,
) -> Review:
    """Correct or complete what is recorded of a review. Raises `Refusal`, `Stale`."""
    if not reason.strip():
        raise Refusal("Say why you are changing it.", field="reason")
    _check_when(starts_on, ends_on, date_words)
    with record(actor=by, reason=reason):
        current = review.lock(version=version)
        current.kind = ReviewKind(kind)
        current.starts_on, current.ends_on = starts_on, ends_on
        current.date_words = date_words.strip()
        current.by_whom, current.found = by_whom.strip(), found.strip()
        current.letter = letter or _new_letter(current, letter_title, letter_dated_on, by)
        current.save()
    return current


def _check_when(starts_on: date | None, ends_on: date | None, date_words: str) -> None:
    if starts_on is None and not date_words.strip():
        raise Refusal(
            "Enter the day of the review, or its month as the letter gives it.", field="when"
        )
    if ends_on is not None and (starts_on is None or ends_on < starts_on):
        raise Refusal("The last day must be on or after the first day.", field="ends_on")


def _new_letter(
    review: Review, title: str, dated_on: date | None, by: User
) -> SourceDocument | None:
    """The letter of a review, where its title is told. Same titles get different addresses."""
    title = title.strip()
    if not title:
        return None
    rows = SourceDocument.objects.of(review.local_area)
    stem = slugify(title)[:50] or "letter"
    taken = set(rows.filter(code__startswith=stem).values_list("code", flat=True))
    code = next(
        each for each in chain([stem], (f"{stem}-{n}" for n in count(2))) if each not in taken
    )
    return add_document(
        area=review.local_area,
        kind=DocumentKind.REVIEW_LETTER,
        code=code,
        title=title,
        issued_by=review.regime.issued_by,
        dated_on=dated_on,
        by=by,
    )


def record_self_assessment(
    *, review: Review, version: int, on: date, by: User, reason: str = ""
) -> Review:
    """Record the day of the council's own assessment before a review (paragraph 9), or correct
    it with a reason. Raises `Refusal`, `Stale`."""
    reason = reason.strip()
    told = f"Corrected the self-assessment: {reason}" if reason else "Recorded the self-assessment"
    with record(actor=by, reason=told):
        current = review.lock(version=version)
        if current.self_assessed_on is not None and not reason:
            raise Refusal("Say why you are changing the day.", field="reason")
        current.self_assessed_on = on
        current.save()
    return current


def quote_line_of_enquiry(
    *,
    review: Review,
    document: SourceDocument,
    paragraph: str,
    words: str,
    by: User,
    asked_for: Review | None = None,
    area: AreaOfWeakness | None = None,
) -> LineOfEnquiry:
    """Quote a line of enquiry from a letter, and record it. A passage that is quoted already is
    used as it is. Raises `Refusal` where the same place was quoted with other words."""
    with record(actor=by, reason=f"Quoted {document}, {paragraph.strip()}"):
        citation = quote(document=document, paragraph=paragraph, words=words, by=by)
        if review.lines_of_enquiry.filter(citation=citation).exists():
            raise Refusal("This line of enquiry is recorded already.", field="words")
        return add_line_of_enquiry(
            review=review, citation=citation, by=by, asked_for=asked_for, area=area
        )


def add_line_of_enquiry(
    *,
    review: Review,
    citation: Citation,
    by: User,
    asked_for: Review | None = None,
    area: AreaOfWeakness | None = None,
) -> LineOfEnquiry:
    """Record what the Department's letter says it will look for, in its words."""
    with record(actor=by, reason=f"Recorded a line of enquiry of {citation}"):
        review.lock()
        line = LineOfEnquiry(
            local_area=review.local_area,
            review=review,
            asked_for=asked_for,
            number=review.lines_of_enquiry.count() + 1,
            citation=citation,
            area=area,
        )
        line.save()
    return line


def edit_line(
    *,
    line: LineOfEnquiry,
    version: int,
    words: str,
    asked_for: Review | None,
    area: AreaOfWeakness | None,
    by: User,
    reason: str,
) -> LineOfEnquiry:
    """Correct the quotation of a line of enquiry, its review or its area. Raises `Refusal`,
    `Stale`."""
    words, reason = words.strip(), reason.strip()
    if not words:
        raise Refusal("Enter the words of the letter.", field="words")
    if not reason:
        raise Refusal("Say why you are changing it.", field="reason")
    with record(actor=by, reason=reason):
        current = line.lock(version=version)
        correct_words(citation=current.citation, words=words, by=by, reason=reason)
        current.asked_for, current.area = asked_for, area
        current.save()
    return current


def answer_line(*, line: LineOfEnquiry, version: int, answer: str, by: User) -> LineOfEnquiry:
    """Answer a line of enquiry, or correct the answer. Raises `Stale`."""
    answer = answer.strip()
    if not answer:
        raise Refusal("Enter the answer to this line of enquiry.", field="answer")
    with record(actor=by, reason=f"Answered line of enquiry {line.number}"):
        current = line.lock(version=version)
        current.answer = answer
        current.save()
    return current
