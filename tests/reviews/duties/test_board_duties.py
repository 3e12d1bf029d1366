"""Paragraphs 4(b) and 4(c): the board meets monthly with those named, and invites the advisers."""

from datetime import date, time, timedelta

import pytest

from boards import changes as boards
from boards.states import SeatKind
from reviews.states import VerdictWord
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves

MEETS, INVITED = "board-meets", "advisers-invited"


@proves(MEETS, VerdictWord.MET)
def test_a_board_that_met_every_month_with_everybody_there(life: Life, verdict: Judges) -> None:
    life.meets_monthly()
    life.plans_meeting(date(2026, 4, 1))
    said = verdict(MEETS)
    assert said.word == VerdictWord.MET
    assert said.because == "The board met 6 times in 6 months; the longest gap was 35 days."
    assert (said.next_on, said.next_words) == (date(2026, 4, 1), "the board meets")


@proves(MEETS, VerdictWord.MET_LATE)
def test_a_gap_that_has_been_closed_since_is_late(life: Life, verdict: Judges) -> None:
    for day in (date(2025, 10, 1), date(2025, 12, 3), date(2026, 1, 7), date(2026, 2, 11)):
        life.meets(day)
    said = verdict(MEETS)
    assert said.word == VerdictWord.MET_LATE
    assert "the longest gap was 63 days" in said.because


@proves(MEETS, VerdictWord.NOT_MET)
def test_a_board_that_has_stopped_meeting(life: Life, verdict: Judges) -> None:
    life.meets_monthly(until=date(2026, 1, 7))
    said = verdict(MEETS)
    assert said.word == VerdictWord.NOT_MET
    assert "It has not met for 63 days." in said.because
    assert said.next_words == "No next meeting is planned."


def test_a_chief_executive_who_stayed_away_is_named_with_the_day(
    life: Life, verdict: Judges
) -> None:
    life.meets_monthly(until=date(2026, 2, 4))
    life.meets(date(2026, 3, 4), absent=[SeatKind.CHIEF_EXECUTIVE])
    said = verdict(MEETS)
    assert said.word == VerdictWord.NOT_MET
    assert "The Chief Executive did not attend on 4 March 2026." in said.because


def test_an_absence_long_ago_no_longer_counts(life: Life, verdict: Judges) -> None:
    life.meets(date(2025, 10, 1), absent=[SeatKind.HEALTH])
    for meeting in (date(2025, 11, 5), date(2025, 12, 3), date(2026, 1, 7)):
        life.meets(meeting)
    assert verdict(MEETS, on=date(2026, 1, 20)).word == VerdictWord.MET


def test_a_seat_that_the_notice_names_and_nobody_recorded(
    life: Life, place: Place, officer: User, verdict: Judges
) -> None:
    body = boards.set_up_board(regime=place.regime, name="Board", by=officer)
    meeting = boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=officer,
    )
    boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={},
        summary="",
        by=officer,
        on=date(2026, 3, 4),
    )
    said = verdict(MEETS)
    assert said.word == VerdictWord.NOT_MET
    assert "no seat is recorded for the Health Accountable Officer" in said.because


def test_a_log_item_that_the_latest_meeting_passed_over(life: Life, verdict: Judges) -> None:
    meetings = life.meets_monthly(until=date(2026, 2, 4))
    life.agrees(meetings[-1])
    life.meets(date(2026, 3, 4))
    said = verdict(MEETS)
    assert said.word == VerdictWord.NOT_MET
    assert "1 open item of the log has no entry for the latest meeting." in said.because


def test_an_item_marked_as_without_update_has_been_gone_through(
    life: Life, officer: User, verdict: Judges
) -> None:
    meetings = life.meets_monthly(until=date(2026, 2, 4))
    item = life.agrees(meetings[-1])
    latest = life.meets(date(2026, 3, 4))
    boards.update_log_item(item=item, meeting=latest, said="", close=False, by=officer)
    said = verdict(MEETS)
    assert said.word == VerdictWord.MET
    assert said.because.endswith("1 item of the log had no update.")


@proves(MEETS, VerdictWord.NOT_YET_DUE)
def test_the_first_meeting_has_a_month_from_the_notice(verdict: Judges) -> None:
    assert verdict(MEETS, on=date(2025, 10, 9)).word == VerdictWord.NOT_YET_DUE


@proves(MEETS, VerdictWord.NO_EVIDENCE)
def test_half_a_year_without_a_recorded_meeting_is_no_evidence(verdict: Judges) -> None:
    assert verdict(MEETS).word == VerdictWord.NO_EVIDENCE


def invited_monthly(life: Life, *, days: int = 14) -> None:
    for day in (date(2026, 1, 7), date(2026, 2, 4), date(2026, 3, 4)):
        life.meets(day, invited_on=day - timedelta(days=days))


@proves(INVITED, VerdictWord.MET)
def test_advisers_invited_a_fortnight_ahead_each_time(life: Life, verdict: Judges) -> None:
    invited_monthly(life)
    life.plans_meeting(date(2026, 4, 1))
    said = verdict(INVITED)
    assert said.word == VerdictWord.MET
    assert said.because == (
        "Judged over 3 meetings: all linked advisers were invited at least 5 days ahead."
    )
    assert said.next_on == date(2026, 3, 27)


@proves(INVITED, VerdictWord.MET_LATE)
def test_an_invitation_two_days_ahead_is_late(life: Life, verdict: Judges) -> None:
    invited_monthly(life, days=2)
    said = verdict(INVITED)
    assert said.word == VerdictWord.MET_LATE
    assert "Department for Education for 4 March 2026" in said.because


@proves(INVITED, VerdictWord.NOT_MET)
def test_a_meeting_to_which_nobody_was_invited(life: Life, verdict: Judges) -> None:
    invited_monthly(life)
    life.meets(date(2026, 3, 10))
    said = verdict(INVITED)
    assert said.word == VerdictWord.NOT_MET
    assert said.because.endswith(
        "no invitation is recorded of Department for Education for 10 March 2026 and NHS England "
        "for 10 March 2026."
    )


@proves(INVITED, VerdictWord.NOT_YET_DUE)
def test_before_the_first_meeting_nobody_can_have_been_invited(verdict: Judges) -> None:
    assert verdict(INVITED).word == VerdictWord.NOT_YET_DUE


@proves(INVITED, VerdictWord.NO_EVIDENCE)
def test_meetings_without_any_recorded_invitation_are_no_evidence(
    life: Life, verdict: Judges
) -> None:
    life.meets_monthly()
    assert verdict(INVITED).word == VerdictWord.NO_EVIDENCE


@pytest.mark.parametrize("kind", [MEETS, INVITED])
def test_where_the_record_is_made_of_documents_silence_is_no_evidence(
    kind: str, place: Place, verdict: Judges
) -> None:
    place.regime.local_area.record_ends_on = date(2026, 3, 11)
    assert verdict(kind).word == VerdictWord.NO_EVIDENCE


@pytest.mark.parametrize(
    ("is_sent", "next_on", "next_words"),
    [
        (False, date(2026, 4, 3), "invitations to the next meeting are wanted"),
        (
            True,
            None,
            "To the meeting of 8 April 2026 all linked advisers were invited on 11 March 2026.",
        ),
    ],
)
def test_the_next_invitations_are_wanted_until_they_were_sent(
    life: Life, verdict: Judges, is_sent: bool, next_on: date | None, next_words: str
) -> None:
    invited_monthly(life)
    following = life.plans_meeting(date(2026, 4, 8))
    if is_sent:
        life.invites(following, date(2026, 3, 11))
    said = verdict(INVITED)
    assert (said.next_on, said.next_words) == (next_on, next_words)
