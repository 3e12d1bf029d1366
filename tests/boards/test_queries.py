"""What the pages, the dashboard and the report read of the board."""

from collections.abc import Callable
from datetime import date

import pytest

from boards import changes as boards
from boards import queries
from boards.models import Meeting
from boards.states import AttendanceMode, SeatKind
from plans.models import Regime
from plans.states import RegimeKind
from sendtrack.accounts.models import User
from tests.boards.conftest import Agree, Plan, Table
from tests.conftest import ISSUED_ON, Place

Hold = Callable[..., Meeting]

JANUARY, FEBRUARY, MARCH, APRIL = (
    date(2026, 1, 7),
    date(2026, 2, 4),
    date(2026, 3, 4),
    date(2026, 4, 1),
)


@pytest.fixture
def regime(place: Place) -> Regime:
    return place.regime


def test_last_and_next_meeting_stand_around_a_day(
    regime: Regime, hold: Hold, plan: Plan, officer: User
) -> None:
    hold(JANUARY)
    february = hold(FEBRUARY)
    cancelled = plan(MARCH)
    boards.cancel_meeting(meeting=cancelled, version=cancelled.version, because="Snow", by=officer)
    april = plan(APRIL)
    assert queries.last_meeting(regime, before=MARCH) == february
    assert queries.last_meeting(regime, before=JANUARY) is None
    assert queries.next_meeting(regime, after=MARCH) == april
    assert queries.next_meeting(regime, after=APRIL) == april, "today's is still to come"
    assert queries.to_record(regime, on=APRIL) == []
    assert queries.to_record(regime, on=date(2026, 4, 2)) == [april]


def test_without_a_board_there_is_nothing_and_no_error(regime: Regime) -> None:
    assert queries.board_of(regime) is None
    assert queries.board_of(None) is None
    assert queries.last_meeting(regime, before=MARCH) is None
    assert queries.open_log(regime, on=MARCH) == []
    assert queries.attendance_matrix(regime, on=MARCH).rows == ()


def test_gaps_run_from_the_notice_to_today(regime: Regime, hold: Hold) -> None:
    assert [gap.days for gap in queries.gaps(regime, on=MARCH)] == [(MARCH - ISSUED_ON).days]
    hold(JANUARY)
    hold(FEBRUARY)
    found = queries.gaps(regime, on=MARCH)
    assert [(gap.start, gap.end) for gap in found] == [
        (ISSUED_ON, JANUARY),
        (JANUARY, FEBRUARY),
        (FEBRUARY, MARCH),
    ]
    assert found[0].after is None
    assert found[-1].before is None


def test_a_meeting_with_every_required_seat_has_no_warning(regime: Regime, hold: Hold) -> None:
    hold(JANUARY, chair=AttendanceMode.ONLINE, partner=AttendanceMode.ABSENT)
    assert queries.attendance_matrix(regime, on=MARCH).missing == ((),)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (AttendanceMode.DEPUTY, "Executive Member for Children sent a deputy."),
        (AttendanceMode.APOLOGIES, "Executive Member for Children sent apologies."),
        (AttendanceMode.ABSENT, "Executive Member for Children was absent without apologies."),
    ],
)
def test_a_meeting_that_nobody_chaired_from_the_chair_s_seat_is_never_silently_green(
    regime: Regime, hold: Hold, mode: AttendanceMode, said: str
) -> None:
    hold(JANUARY, chair=mode)
    (missing,) = queries.attendance_matrix(regime, on=MARCH).missing[0]
    assert str(missing) == (
        f"The Notice asks for an elected member in the chair (paragraph 4b). {said}"
    )


def test_a_required_seat_that_the_board_does_not_have_is_a_warning(
    regime: Regime, table: Table, hold: Hold, officer: User
) -> None:
    health = table.seats.pop("icb_chief")
    boards.leave_seat(
        seat=health,
        version=health.version,
        last_on=date(2025, 12, 31),
        by=officer,
        reason="The body was succeeded",
    )
    hold(JANUARY)
    (warning,) = queries.attendance_matrix(regime, on=MARCH).missing[0]
    assert str(warning) == (
        "The Notice asks for the health Accountable Officer (paragraph 4b). "
        "The board had no such seat on that day."
    )


def test_under_another_regime_no_warning_quotes_the_notice(regime: Regime, hold: Hold) -> None:
    hold(JANUARY, chair=AttendanceMode.APOLOGIES)
    regime.kind = RegimeKind.ACCELERATED_PLAN
    (missing,) = queries.attendance_matrix(regime, on=MARCH).missing[0]
    assert str(missing) == (
        "Boards usually have an elected member in the chair. "
        "Executive Member for Children sent apologies."
    )


def test_the_matrix_shows_seats_by_meetings_oldest_first(
    regime: Regime, table: Table, hold: Hold
) -> None:
    hold(JANUARY, dcs=AttendanceMode.DEPUTY)
    hold(FEBRUARY)
    hold(MARCH)
    matrix = queries.attendance_matrix(regime, on=FEBRUARY)
    assert [meeting.meets_on for meeting in matrix.meetings] == [JANUARY, FEBRUARY]
    assert [row.seat.kind for row in matrix.rows] == list(SeatKind)
    dcs = next(row for row in matrix.rows if row.seat == table.seats["dcs"])
    assert [cell and cell.mode for cell in dcs.cells] == ["deputy", "in_person"]
    assert (dcs.came, dcs.of) == (1, 2)
    assert len(queries.attendance_matrix(regime, on=MARCH, last=1).meetings) == 1


def test_the_open_log_has_overdue_first_and_counts_what_is_carried_forward(
    regime: Regime, place: Place, hold: Hold, agree: Agree, officer: User
) -> None:
    january = hold(JANUARY)
    later = agree(january, "Later", due_on=date(2026, 6, 1))
    closed = agree(january, "Closed", due_on=MARCH)
    overdue = agree(january, "Overdue", due_on=date(2026, 2, 20))
    february = hold(FEBRUARY)
    boards.update_log_item(item=closed, meeting=february, said="Done.", close=True, by=officer)
    boards.update_log_item(item=later, meeting=february, said="Begun.", close=False, by=officer)
    march = hold(MARCH)
    boards.update_log_item(item=later, meeting=march, said="", close=False, by=officer)
    lines = queries.open_log(regime, on=date(2026, 3, 11))
    assert [(line.item, line.status, line.carried) for line in lines] == [
        (overdue, "overdue", 2),
        (later, "open", 2),
    ]
    assert (lines[1].last_said, lines[1].said_on) == ("Begun.", FEBRUARY)
    assert lines[0].last_said == ""
    assert lines[0].holder == place.people["officer"].name
    all_lines = queries.log_of(january.body, on=date(2026, 3, 11))
    assert (all_lines[-1].item, all_lines[-1].closed_on, all_lines[-1].carried) == (
        closed,
        FEBRUARY,
        1,
    )


def test_the_log_of_an_earlier_day_is_as_it_stood_then(
    regime: Regime, hold: Hold, agree: Agree, officer: User
) -> None:
    item = agree(hold(JANUARY), due_on=date(2026, 1, 31))
    march = hold(MARCH)
    agree(march)
    boards.update_log_item(item=item, meeting=march, said="Done.", close=True, by=officer)
    then = queries.open_log(regime, on=date(2026, 1, 20))
    assert [(line.item, line.overdue) for line in then] == [(item, False)]
    assert queries.open_log(regime, on=date(2026, 1, 6)) == []


@pytest.mark.parametrize("size", [5, 40])
def test_queries_do_not_grow_with_the_record(
    regime: Regime,
    hold: Hold,
    agree: Agree,
    size: int,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    for n in range(size):
        agree(hold(date.fromordinal(ISSUED_ON.toordinal() + n)), due_on=APRIL)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(queries.open_log(regime, on=APRIL)) == size
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(queries.attendance_matrix(regime, on=APRIL).meetings) == size
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(queries.gaps(regime, on=APRIL)) == size
