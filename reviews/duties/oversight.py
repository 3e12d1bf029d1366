"""Duties about the reviews by the Department: that they are held, prepared and provided for."""

from itertools import pairwise

from reviews.duties.known import Known
from reviews.duties.parameters import Every
from reviews.duties.registry import duty
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause, Review
from reviews.states import VerdictWord
from reviews.wording import counted, has_have, is_are
from sendtrack.periods import add_months, day_in_words

REVIEWS = Proof("The reviews and their letters", "reviews:reviews")
PEOPLE = Proof("The area administrator’s list of accounts")


def _held(known: Known) -> list[Review]:
    return [row for row in known.reviews if row.starts_on and row.starts_on <= known.on]


def _ahead(known: Known) -> Review | None:
    return next((row for row in known.reviews if row not in _held(known)), None)


def _next_words(ahead: Review | None) -> str:
    if ahead is None:
        return "No next review is recorded."
    return "the next review" if ahead.starts_on else f"The next review is in {ahead.date_words}."


@duty(
    "reviews-held",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_MET,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
    parameters=Every,
)
def reviews_held(clause: Clause, known: Known) -> Verdict:
    """Paragraph 5, a duty of the Department's officials. Met while the clause's months have not
    passed since the latest review; "met late" when an earlier gap was longer, unless the record is
    made from documents, which may leave reviews out."""
    months, start = Every.of(clause).months, known.regime.issued_on
    held, ahead = _held(known), _ahead(known)
    next_on, next_words = ahead.starts_on if ahead else None, _next_words(ahead)
    if not held:
        if known.on <= add_months(start, months):
            by = day_in_words(add_months(start, months))
            because = f"The first review falls due by {by}; none is recorded yet."
            return Verdict(VerdictWord.NOT_YET_DUE, because, (REVIEWS,), next_on, next_words)
        because = "No review by the Department is recorded here."
        return Verdict(VerdictWord.NO_EVIDENCE, because, (REVIEWS,), next_on, next_words)
    days = [start, *(row.starts_on for row in held if row.starts_on)]
    because = f"{counted(len(held), 'review')} {is_are(len(held))} recorded, the latest of "
    because += f"{day_in_words(days[-1])}."
    if known.on > add_months(days[-1], months):
        because += f" More than {months} months have passed since."
        return Verdict(known.lacking, because, (REVIEWS,), next_on, next_words)
    late = any(later > add_months(sooner, months) for sooner, later in pairwise(days))
    if late and known.from_documents:
        because += (
            f" {months} months have not passed since. Nothing here shows whether there were others "
            "before it."
        )
        return Verdict(VerdictWord.MET, because, (REVIEWS,), next_on, next_words)
    if late:
        because += f" More than {months} months passed before it without a review recorded here."
        return Verdict(VerdictWord.MET_LATE, because, (REVIEWS,), next_on, next_words)
    return Verdict(VerdictWord.MET, because, (REVIEWS,), next_on, next_words)


@duty(
    "self-assessment",
    says={
        VerdictWord.MET,
        VerdictWord.MET_LATE,
        VerdictWord.NOT_YET_DUE,
        VerdictWord.NO_EVIDENCE,
    },
)
def self_assessment(clause: Clause, known: Known) -> Verdict:
    """Paragraph 9. Judged on the latest review held: the day of the council's own assessment."""
    held, ahead = _held(known), _ahead(known)
    next_on, next_words = ahead.starts_on if ahead else None, _next_words(ahead)
    if not held:
        because = "No review has been held yet that it should come before."
        return Verdict(VerdictWord.NOT_YET_DUE, because, (REVIEWS,), next_on, next_words)
    review = held[-1]
    assert review.starts_on is not None
    reviewed, assessed = day_in_words(review.starts_on), review.self_assessed_on
    if assessed is None:
        because = f"No self-assessment is recorded before the review of {reviewed}."
        return Verdict(VerdictWord.NO_EVIDENCE, because, (REVIEWS,), next_on, next_words)
    because = f"The council's own assessment is of {day_in_words(assessed)}; the review was on "
    because += f"{reviewed}."
    word = VerdictWord.MET if assessed < review.starts_on else VerdictWord.MET_LATE
    return Verdict(word, because, (REVIEWS,), next_on, next_words)


@duty(
    "reviewers-provided-for",
    says={VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.NO_EVIDENCE},
)
def reviewers_provided_for(clause: Clause, known: Known) -> Verdict:
    """Paragraph 8(b) and (d), as far as this record can show it: an adviser may read the data,
    minutes and everything else here. Time with staff and facilities leave no trace in it."""
    ever, now = known.adviser_accounts
    beyond = "Time with staff and facilities, 8(a) and 8(c), are arranged outside this record."
    if not ever:
        because = f"No adviser has had an account here. {beyond}"
        return Verdict(VerdictWord.NO_EVIDENCE, because, (PEOPLE,))
    if not now:
        because = f"No adviser can sign in now: every account given has ended. {beyond}"
        return Verdict(VerdictWord.NOT_MET, because, (PEOPLE,))
    because = (
        f"{counted(now, 'adviser account')} {has_have(now)} the plan, risks, minutes, action log "
        f"and reports to read. {beyond}"
    )
    return Verdict(VerdictWord.MET, because, (PEOPLE,))
