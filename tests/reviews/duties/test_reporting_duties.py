"""Paragraphs 4(d), 4(f) and 11: reports are sent, in time, and name what is slow."""

from datetime import date

import pytest

from reviews.states import VerdictWord
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves

SENT, SLOW, FORMAL = "reports-sent", "slow-progress-shown", "formal-reports"

FIRST, SECOND = date(2025, 11, 9), date(2026, 1, 9)
"""The last days of the first two periods; their reports are due on 21 November and 23 January."""

pytestmark = pytest.mark.usefixtures("quick_pdf")


@proves(SENT, VerdictWord.MET)
def test_a_report_sent_within_ten_working_days(life: Life, chair: User, verdict: Judges) -> None:
    life.reports(ended=FIRST, sent_on=date(2025, 11, 12), chair=chair)
    life.reports(ended=SECOND, sent_on=date(2026, 1, 23), chair=chair)
    said = verdict(SENT, on=date(2026, 2, 1))
    assert said.word == VerdictWord.MET
    assert said.because == (
        "The report for the period to 9 January 2026 was sent on 23 January 2026; it was due on "
        "23 January 2026. Of 2 periods so far, 2 on time, 0 late."
    )
    assert said.evidence[0].keywords == {"period_end": SECOND}
    assert (said.next_on, said.next_words) == (
        date(2026, 3, 23),
        "the report for the period to 9 March 2026",
    )


@proves(SENT, VerdictWord.MET_LATE)
def test_a_report_sent_on_the_eleventh_working_day(
    life: Life, chair: User, verdict: Judges
) -> None:
    life.reports(ended=SECOND, sent_on=date(2026, 1, 26), chair=chair)
    said = verdict(SENT, on=date(2026, 2, 1))
    assert said.word == VerdictWord.MET_LATE
    assert said.because.endswith("Of 2 periods so far, 0 on time, 1 late, 1 not compiled here.")


@proves(SENT, VerdictWord.NOT_MET)
def test_a_report_that_the_chair_left_lying(life: Life, verdict: Judges) -> None:
    life.compiles(life.opens_report(date(2026, 1, 10)), date(2026, 1, 10))
    said = verdict(SENT, on=date(2026, 1, 24))
    assert said.word == VerdictWord.NOT_MET
    assert "has not been sent: late, not approved." in said.because


@proves(SENT, VerdictWord.NOT_YET_DUE)
def test_the_first_report_has_until_its_day(life: Life, verdict: Judges) -> None:
    life.opens_report(date(2025, 11, 10))
    said = verdict(SENT, on=date(2025, 11, 21))
    assert said.word == VerdictWord.NOT_YET_DUE
    assert said.next_on == date(2025, 11, 21)


@proves(SENT, VerdictWord.NO_EVIDENCE)
def test_periods_that_passed_before_we_were_here_are_no_evidence(
    life: Life, verdict: Judges
) -> None:
    life.opens_report(date(2026, 1, 10))
    said = verdict(SENT, on=date(2026, 1, 15))
    assert said.word == VerdictWord.NO_EVIDENCE
    assert "Nothing recorded here shows whether a report was sent" in said.because


def test_a_real_council_is_not_called_late_for_what_its_documents_do_not_say(
    life: Life, place: Place, verdict: Judges
) -> None:
    place.regime.local_area.record_ends_on = date(2026, 2, 24)
    life.opens_report(date(2026, 1, 10))
    said = verdict(SENT, on=date(2026, 2, 24))
    assert said.word == VerdictWord.NO_EVIDENCE
    assert "late" not in said.because
    assert said.next_on is None
    assert "sets no day of sending" in said.next_words


@proves(SLOW, VerdictWord.MET)
def test_the_latest_report_named_what_is_slow(life: Life, chair: User, verdict: Judges) -> None:
    life.acts(due_on=date(2025, 12, 1))
    life.reports(ended=SECOND, sent_on=date(2026, 1, 20), chair=chair)
    said = verdict(SLOW, on=date(2026, 2, 1))
    assert said.word == VerdictWord.MET
    assert said.because == (
        "The latest report named 1 slow objective with the reasons, and 1 organisation whose "
        "contributions need strengthening."
    )


@proves(SLOW, VerdictWord.NOT_MET)
def test_a_late_report_tells_nobody_what_is_slow(life: Life, verdict: Judges) -> None:
    life.opens_report(date(2026, 1, 10))
    assert verdict(SLOW, on=date(2026, 1, 24)).word == VerdictWord.NOT_MET


@proves(SLOW, VerdictWord.NOT_YET_DUE)
def test_before_the_first_report_nothing_is_named(verdict: Judges) -> None:
    assert verdict(SLOW, on=date(2025, 10, 1)).word == VerdictWord.NOT_YET_DUE


@proves(SLOW, VerdictWord.NO_EVIDENCE)
def test_reports_sent_before_we_were_here_name_nothing_that_we_know(
    life: Life, verdict: Judges
) -> None:
    life.opens_report(date(2026, 1, 10))
    assert verdict(SLOW, on=date(2026, 1, 15)).word == VerdictWord.NO_EVIDENCE


@proves(FORMAL, VerdictWord.MET)
def test_a_report_came_before_the_monitoring_meeting(
    life: Life, chair: User, verdict: Judges
) -> None:
    life.reports(ended=SECOND, sent_on=date(2026, 1, 20), chair=chair)
    life.is_reviewed(date(2026, 3, 4))
    said = verdict(FORMAL)
    assert said.word == VerdictWord.MET
    assert "was sent before the meeting of 4 March 2026" in said.because


@proves(FORMAL, VerdictWord.NOT_MET)
def test_a_report_that_came_after_the_meeting_did_not_serve_it(
    life: Life, chair: User, verdict: Judges
) -> None:
    life.is_reviewed(date(2026, 1, 14))
    life.reports(ended=SECOND, sent_on=date(2026, 1, 20), chair=chair)
    assert verdict(FORMAL).word == VerdictWord.NOT_MET


@proves(FORMAL, VerdictWord.NOT_YET_DUE)
def test_before_the_first_monitoring_meeting_no_formal_report_is_due(
    life: Life, verdict: Judges
) -> None:
    life.is_reviewed(date_words="June 2026")
    said = verdict(FORMAL)
    assert said.word == VerdictWord.NOT_YET_DUE
    assert said.next_words == "The next monitoring meeting is in June 2026."


@proves(FORMAL, VerdictWord.NO_EVIDENCE)
def test_a_meeting_before_any_report_from_here(life: Life, verdict: Judges) -> None:
    life.is_reviewed(date(2026, 1, 14))
    assert verdict(FORMAL).word == VerdictWord.NO_EVIDENCE
