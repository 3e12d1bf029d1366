"""Meetings: planned, moved, recorded with who came, or not held for a reason."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from boards import changes as boards
from boards.models import Attendance, Meeting
from boards.states import AttendanceMode, MeetingState, SeatKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.organisations import changes as organisations
from sendtrack.refusals import Refusal
from tests.boards.conftest import Plan, Table
from tests.conftest import Place

MARCH = date(2026, 3, 4)
APRIL = date(2026, 4, 1)


def move(meeting: Meeting, by: User, **changes: object) -> Meeting:
    wanted: dict[str, object] = {
        "meets_on": meeting.meets_on,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "reason": "The chair is ill",
        "version": meeting.version,
        "on": clock.today(),
        **changes,
    }
    return boards.move_meeting(meeting=meeting, by=by, **wanted)  # type: ignore[arg-type]


def test_a_regime_has_one_board(place: Place, table: Table, officer: User) -> None:
    with pytest.raises(Refusal, match="has a board already"):
        boards.set_up_board(regime=place.regime, name="Another board", by=officer)


def test_a_post_has_one_seat_and_none_at_the_board_of_another_area(
    place: Place, elsewhere: Place, table: Table, officer: User
) -> None:
    with pytest.raises(Refusal, match="has a seat already"):
        boards.seat(body=table.body, kind=SeatKind.MEMBER, post=place.posts["chair"], by=officer)
    with pytest.raises(Refusal, match="post of this area"):
        boards.seat(body=table.body, kind=SeatKind.MEMBER, post=elsewhere.posts["lead"], by=officer)


def test_one_post_at_a_time_sits_where_the_notice_names_one(
    place: Place, table: Table, officer: User
) -> None:
    with pytest.raises(Refusal, match="End that seat first") as refused:
        boards.seat(
            body=table.body,
            kind=SeatKind.CHAIR,
            post=place.posts["lead"],
            from_on=date(2026, 4, 1),
            by=officer,
        )
    assert refused.value.field == "kind"


@pytest.mark.parametrize("from_on", [None, MARCH, date(2026, 1, 1)])
def test_a_seat_does_not_begin_before_a_meeting_that_is_recorded(
    place: Place, hold: Callable[..., Meeting], officer: User, from_on: date | None
) -> None:
    meeting = hold(MARCH)
    with pytest.raises(Refusal, match="is recorded already") as refused:
        boards.seat(
            body=meeting.body,
            kind=SeatKind.MEMBER,
            post=place.posts["lead"],
            from_on=from_on,
            by=officer,
        )
    assert refused.value.field == "from_on"


def test_no_meeting_is_planned_before_the_notice_nor_moved_into_the_past(
    plan: Plan, officer: User
) -> None:
    with pytest.raises(Refusal, match="on or after 9 September 2025, when the"):
        plan(date(2025, 9, 8))
    with pytest.raises(Refusal, match="must be today or later") as refused:
        move(plan(APRIL), officer, meets_on=clock.today() - timedelta(days=1))
    assert refused.value.field == "meets_on"


def test_two_meetings_of_a_board_on_one_day_are_refused(plan: Plan) -> None:
    plan(APRIL)
    with pytest.raises(Refusal, match="already has a meeting on 1 April 2026"):
        plan(APRIL)


def test_a_meeting_ends_after_it_starts(table: Table, officer: User) -> None:
    with pytest.raises(Refusal) as refused:
        boards.plan_meeting(
            body=table.body,
            meets_on=APRIL,
            starts_at=time(14),
            ends_at=time(14),
            place="Town Hall",
            by=officer,
        )
    assert refused.value.field == "ends_at"


def test_a_meeting_has_a_place_on_one_line(table: Table, officer: User) -> None:
    at = {"body": table.body, "starts_at": time(14), "ends_at": time(16), "by": officer}
    with pytest.raises(Refusal, match="where the board meets"):
        boards.plan_meeting(meets_on=APRIL, place=" \n ", **at)  # type: ignore[arg-type]
    meeting = boards.plan_meeting(
        meets_on=APRIL,
        place="Town Hall\r\nBcc: somebody@elsewhere.example",
        **at,  # type: ignore[arg-type]
    )
    assert meeting.place == "Town Hall Bcc: somebody@elsewhere.example"


def test_moving_a_meeting_asks_for_a_reason_and_makes_a_new_calendar_version(
    plan: Plan, officer: User
) -> None:
    meeting = plan(APRIL)
    with pytest.raises(Refusal, match="Say why"):
        move(meeting, officer, meets_on=date(2026, 4, 8), reason=" ")
    moved = move(meeting, officer, meets_on=date(2026, 4, 8))
    assert moved.calendar_sequence == meeting.calendar_sequence + 1
    assert moved.calendar_uid == meeting.calendar_uid
    assert changes_of(moved)[0].history_change_reason == "The chair is ill"


def test_moving_a_meeting_to_where_it_is_or_onto_another_is_refused(
    plan: Plan, officer: User
) -> None:
    meeting = plan(APRIL)
    plan(date(2026, 5, 6))
    with pytest.raises(Refusal, match="Change the day"):
        move(meeting, officer)
    with pytest.raises(Refusal, match="already has a meeting on 6 May 2026"):
        move(meeting, officer, meets_on=date(2026, 5, 6))
    move(meeting, officer, place="Online")


def test_the_second_of_two_people_who_move_a_meeting_is_told(plan: Plan, officer: User) -> None:
    meeting = plan(APRIL)
    move(meeting, officer, place="Online")
    with pytest.raises(Stale):
        move(meeting, officer, place="The library")


def test_recording_a_meeting_asks_for_every_seat_of_the_day(
    table: Table, plan: Plan, officer: User
) -> None:
    meeting = plan(MARCH)
    attendance = table.came()
    del attendance[table.seats["icb_chief"]]
    with pytest.raises(Refusal, match="Say whether Chief Executive of the ICB came") as refused:
        boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance=attendance,
            summary="",
            by=officer,
            on=MARCH,
        )
    assert refused.value.field == f"mode_{table.seats['icb_chief'].pk}"
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
    assert not Attendance.objects.filter(meeting=meeting).exists()


def test_a_seat_that_ended_or_has_not_begun_is_not_asked_for(
    place: Place, table: Table, hold: Callable[..., Meeting], officer: User
) -> None:
    boards.leave_seat(
        seat=table.seats["icb_chief"],
        version=table.seats["icb_chief"].version,
        last_on=date(2026, 2, 28),
        by=officer,
        reason="The body was succeeded",
    )
    post = organisations.add_post(organisation=place.icb, title="Chief Nurse", by=officer)
    boards.seat(
        body=table.body, kind=SeatKind.HEALTH, post=post, from_on=date(2026, 4, 1), by=officer
    )
    del table.seats["icb_chief"]
    meeting = hold(MARCH)
    assert meeting.attendance.count() == 4


def test_a_deputy_is_named(table: Table, plan: Plan, officer: User) -> None:
    meeting = plan(MARCH)
    attendance = {
        **table.came(),
        table.seats["dcs"]: (AttendanceMode.DEPUTY, "  "),
    }
    with pytest.raises(Refusal, match="Say who came for Director") as refused:
        boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance=attendance,
            summary="",
            by=officer,
            on=MARCH,
        )
    assert refused.value.field == f"deputy_{table.seats['dcs'].pk}"


def test_a_seat_of_another_board_is_refused(
    table: Table, elsewhere: Place, plan: Plan, officer: User, system: User
) -> None:
    body = boards.set_up_board(regime=elsewhere.regime, name="Their board", by=system)
    theirs = boards.seat(body=body, kind=SeatKind.CHAIR, post=elsewhere.posts["chair"], by=system)
    meeting = plan(MARCH)
    with pytest.raises(Refusal, match="not a seat of this board"):
        boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance={**table.came(), theirs: (AttendanceMode.IN_PERSON, "")},
            summary="",
            by=officer,
            on=MARCH,
        )


def test_a_meeting_ahead_cannot_be_recorded(table: Table, plan: Plan, officer: User) -> None:
    meeting = plan(APRIL)
    with pytest.raises(Refusal, match="on the day or after"):
        boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance=table.came(),
            summary="",
            by=officer,
            on=MARCH,
        )


def test_correcting_who_came_writes_history_for_what_changed_alone(
    table: Table, hold: Callable[..., Meeting], officer: User
) -> None:
    meeting = hold(MARCH)
    corrected = boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance=table.came(chair=AttendanceMode.APOLOGIES),
        summary="The board met.",
        by=officer,
        on=MARCH,
    )
    assert corrected.state == MeetingState.HELD
    rows = {row.seat: row for row in meeting.attendance.all()}
    assert rows[table.seats["chair"]].mode == AttendanceMode.APOLOGIES
    assert changes_of(rows[table.seats["chair"]]).count() == 2
    assert changes_of(rows[table.seats["dcs"]]).count() == 1
    assert changes_of(corrected)[0].history_change_reason == (
        "Corrected the meeting of 4 March 2026"
    )


def test_a_meeting_that_is_not_held_says_why(plan: Plan, officer: User) -> None:
    meeting = plan(APRIL)
    with pytest.raises(Refusal) as refused:
        boards.cancel_meeting(meeting=meeting, version=meeting.version, because="", by=officer)
    assert refused.value.field == "because"
    cancelled = boards.cancel_meeting(
        meeting=meeting, version=meeting.version, because="Local elections", by=officer
    )
    assert cancelled.state == MeetingState.CANCELLED
    assert cancelled.not_held_because == "Local elections"


def test_a_meeting_that_was_held_can_neither_move_nor_be_cancelled(
    hold: Callable[..., Meeting], officer: User
) -> None:
    meeting = hold(MARCH)
    with pytest.raises(Refusal, match="has been held and recorded"):
        boards.cancel_meeting(
            meeting=meeting, version=meeting.version, because="A mistake", by=officer
        )
    with pytest.raises(Refusal, match="has been held and recorded"):
        move(meeting, officer, meets_on=APRIL)


def test_decisions_are_numbered_and_wait_for_the_record_of_who_came(
    plan: Plan, hold: Callable[..., Meeting], officer: User
) -> None:
    with pytest.raises(Refusal, match="Record who came to the meeting first"):
        boards.decide(meeting=plan(APRIL), words="Agreed.", because="", by=officer)
    meeting = hold(MARCH)
    boards.decide(meeting=meeting, words="Fund two posts.", because="Plans are late.", by=officer)
    second = boards.decide(meeting=meeting, words="Meet the forum.", because="", by=officer)
    assert [d.number for d in meeting.decisions.order_by("number")] == [1, 2]
    with pytest.raises(Refusal, match="what the board decided"):
        boards.decide(meeting=meeting, words="  ", because="", by=officer)
    corrected = boards.edit_decision(
        decision=second,
        version=second.version,
        words="Meet the parent carer forum.",
        because="",
        by=officer,
        reason="The forum's full name",
    )
    assert changes_of(corrected).count() == 2


def test_minutes_are_written_for_a_meeting_that_was_held(
    plan: Plan, hold: Callable[..., Meeting], officer: User
) -> None:
    meeting = hold(MARCH)
    written = boards.summarise(
        meeting=meeting, version=meeting.version, summary=" The board met. ", by=officer
    )
    assert written.summary == "The board met."
    ahead = plan(APRIL)
    with pytest.raises(Refusal):
        boards.summarise(meeting=ahead, version=ahead.version, summary="Soon.", by=officer)
