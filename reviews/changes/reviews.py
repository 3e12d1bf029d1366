"""Verbs that write reviews by the Department, and what it will look for next."""

from datetime import date

from plans.models import AreaOfWeakness, Regime
from reviews.models import LineOfEnquiry, Review
from reviews.states import ReviewKind
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from sendtrack.sources.models import Citation, SourceDocument


def add_review(
    *,
    regime: Regime,
    kind: ReviewKind,
    by: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
    date_words: str = "",
    letter: SourceDocument | None = None,
    citation: Citation | None = None,
    self_assessed_on: date | None = None,
) -> Review:
    """Record a review that was held or announced. A day or the document's own words are needed:
    where it says "June 2023", no day is made up."""
    if starts_on is None and not date_words.strip():
        raise Refusal("Enter the day of the review, or its month as the letter gives it.")
    review = Review(
        local_area=regime.local_area,
        regime=regime,
        kind=ReviewKind(kind),
        starts_on=starts_on,
        ends_on=ends_on,
        date_words=date_words.strip(),
        letter=letter,
        citation=citation,
        self_assessed_on=self_assessed_on,
    )
    when = starts_on or date_words
    with record(actor=by, reason=f"Recorded the {review.get_kind_display().lower()} of {when}"):
        review.save()
    return review


def record_self_assessment(*, review: Review, version: int, on: date, by: User) -> Review:
    """Record the day of the council's own assessment before a review (paragraph 9)."""
    with record(actor=by, reason="Recorded the self-assessment"):
        current = review.lock(version=version)
        current.self_assessed_on = on
        current.save()
    return current


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
