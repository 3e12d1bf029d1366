"""Paragraphs 5, 8 and 9: the Department's reviews, and what they are provided with."""

from datetime import date

from reviews.states import VerdictWord
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access, User
from tests.conftest import Place
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves

HELD, ASSESSED, PROVIDED = "reviews-held", "self-assessment", "reviewers-provided-for"


@proves(HELD, VerdictWord.MET)
def test_a_review_within_six_months_of_the_notice(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 3, 4))
    life.is_reviewed(date_words="September 2026")
    said = verdict(HELD)
    assert said.word == VerdictWord.MET
    assert said.because == "1 review is recorded, the latest of 4 March 2026."
    assert said.next_on is None
    assert said.next_words == "The next review is in September 2026."


@proves(HELD, VerdictWord.MET_LATE)
def test_a_first_review_after_eight_months_is_late(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 5, 11))
    assert verdict(HELD, on=date(2026, 6, 1)).word == VerdictWord.MET_LATE


@proves(HELD, VerdictWord.NOT_MET)
def test_seven_months_since_the_last_review(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 2, 4))
    said = verdict(HELD, on=date(2026, 9, 10))
    assert said.word == VerdictWord.NOT_MET
    assert "More than 6 months have passed since" in said.because


@proves(HELD, VerdictWord.NOT_YET_DUE)
def test_the_first_review_has_six_months(verdict: Judges) -> None:
    said = verdict(HELD, on=date(2026, 3, 9))
    assert said.word == VerdictWord.NOT_YET_DUE
    assert "by 9 March 2026" in said.because


@proves(HELD, VerdictWord.NO_EVIDENCE)
def test_no_review_recorded_is_no_evidence(verdict: Judges) -> None:
    assert verdict(HELD).word == VerdictWord.NO_EVIDENCE


def test_documents_that_are_silent_about_earlier_reviews_prove_only_the_one_they_tell_of(
    life: Life, place: Place, verdict: Judges
) -> None:
    place.regime.local_area.record_ends_on = date(2026, 6, 1)
    life.is_reviewed(date(2026, 5, 11))
    said = verdict(HELD, on=date(2026, 6, 1))
    assert said.word == VerdictWord.MET
    assert "Nothing here shows whether there were others before it." in said.because


def test_documents_that_end_long_after_a_review_do_not_prove_that_none_followed(
    life: Life, place: Place, verdict: Judges
) -> None:
    place.regime.local_area.record_ends_on = date(2026, 12, 1)
    life.is_reviewed(date(2026, 5, 11))
    assert verdict(HELD, on=date(2026, 12, 1)).word == VerdictWord.NO_EVIDENCE


@proves(ASSESSED, VerdictWord.MET)
def test_the_councils_own_assessment_came_first(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 3, 4), self_assessed_on=date(2026, 2, 20))
    assert verdict(ASSESSED).word == VerdictWord.MET


@proves(ASSESSED, VerdictWord.MET_LATE)
def test_an_assessment_on_the_day_of_the_review_is_late(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 3, 4), self_assessed_on=date(2026, 3, 4))
    assert verdict(ASSESSED).word == VerdictWord.MET_LATE


@proves(ASSESSED, VerdictWord.NOT_YET_DUE)
def test_before_the_first_review_no_assessment_is_due(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 4, 1))
    said = verdict(ASSESSED)
    assert said.word == VerdictWord.NOT_YET_DUE
    assert said.next_on == date(2026, 4, 1)


@proves(ASSESSED, VerdictWord.NO_EVIDENCE)
def test_a_review_without_a_recorded_assessment(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 3, 4))
    said = verdict(ASSESSED)
    assert said.word == VerdictWord.NO_EVIDENCE
    assert said.because == "No self-assessment is recorded before the review of 4 March 2026."


@proves(PROVIDED, VerdictWord.MET)
def test_an_adviser_who_can_sign_in_sees_the_data(adviser: User, verdict: Judges) -> None:
    said = verdict(PROVIDED)
    assert said.word == VerdictWord.MET
    assert "8(a) and 8(c), are arranged outside this record" in said.because


@proves(PROVIDED, VerdictWord.NOT_MET)
def test_advisers_whose_accounts_have_ended(
    adviser: User, administrator: User, verdict: Judges
) -> None:
    accounts.close_access(
        access=Access.objects.get(user=adviser), by=administrator, reason="Moved on"
    )
    assert verdict(PROVIDED).word == VerdictWord.NOT_MET


@proves(PROVIDED, VerdictWord.NO_EVIDENCE)
def test_no_adviser_has_an_account(verdict: Judges) -> None:
    assert verdict(PROVIDED).word == VerdictWord.NO_EVIDENCE
