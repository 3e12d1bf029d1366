"""A board with its required seats, a meeting planned and a meeting held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

import pytest

from boards import changes as boards
from boards.models import Body, LogItem, Meeting, Seat
from boards.states import AttendanceMode, SeatKind
from sendtrack.accounts.models import User
from tests.conftest import Place

SEATS = {
    "chair": SeatKind.CHAIR,
    "chief_executive": SeatKind.CHIEF_EXECUTIVE,
    "dcs": SeatKind.SOCIAL_CARE,
    "icb_chief": SeatKind.HEALTH,
    "partner": SeatKind.MEMBER,
}


@dataclass
class Table:
    """The board of a place and who sits at it."""

    body: Body
    seats: dict[str, Seat]

    def came(self, **modes: AttendanceMode) -> dict[Seat, tuple[AttendanceMode, str]]:
        """Everybody in person, apart from those named: `came(chair=AttendanceMode.ONLINE)`."""
        return {
            seat: (
                modes.get(key, AttendanceMode.IN_PERSON),
                "A colleague" if modes.get(key) == AttendanceMode.DEPUTY else "",
            )
            for key, seat in self.seats.items()
        }


def lay_table(place: Place, by: User) -> Table:
    body = boards.set_up_board(regime=place.regime, name="SEND Improvement Board", by=by)
    return Table(
        body,
        {
            key: boards.seat(body=body, kind=kind, post=place.posts[key], by=by)
            for key, kind in SEATS.items()
        },
    )


@pytest.fixture
def table(place: Place, officer: User) -> Table:
    return lay_table(place, officer)


Plan = Callable[[date], Meeting]


@pytest.fixture
def plan(table: Table, officer: User) -> Plan:
    """Plan a meeting from 2pm to 4pm."""

    def planned(meets_on: date) -> Meeting:
        return boards.plan_meeting(
            body=table.body,
            meets_on=meets_on,
            starts_at=time(14),
            ends_at=time(16),
            place="Town Hall",
            by=officer,
        )

    return planned


@pytest.fixture
def hold(table: Table, plan: Plan, officer: User) -> Callable[..., Meeting]:
    """Plan and record a meeting that everybody came to, apart from those named."""

    def held(meets_on: date, **modes: AttendanceMode) -> Meeting:
        meeting = plan(meets_on)
        return boards.record_meeting(
            meeting=meeting,
            version=meeting.version,
            attendance=table.came(**modes),
            summary="",
            by=officer,
            on=meets_on,
        )

    return held


Agree = Callable[..., LogItem]


@pytest.fixture
def agree(place: Place, officer: User) -> Agree:
    """The board agrees an action: `agree(meeting, "Publish the plan")`."""

    def agreed(
        meeting: Meeting, what: str = "Publish the plan", due_on: date | None = None
    ) -> LogItem:
        return boards.add_log_item(
            meeting=meeting,
            what=what,
            accountable=place.posts["officer"],
            due_on=due_on or date(2026, 4, 1),
            by=officer,
        )

    return agreed
