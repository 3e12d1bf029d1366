"""What holds on every page of the board."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.states import AttendanceMode
from sendtrack.accounts.models import User
from tests.boards.conftest import Agree, Plan, Table
from tests.boards.pages import (
    APRIL,
    BOARD,
    FEBRUARY,
    HOSTILE,
    HOSTILE_SHOWN,
    JANUARY,
    LOG,
    MARCH,
    Browse,
    Hold,
    body,
    page,
)
from tests.conftest import ISSUED_ON, Place


def test_hostile_text_is_shown_as_text_on_every_page(
    place: Place, table: Table, plan: Plan, officer: User, browse: Browse
) -> None:
    first = plan(JANUARY)
    deputies = dict.fromkeys(table.seats.values(), (AttendanceMode.DEPUTY, HOSTILE))
    first = boards.record_meeting(
        meeting=first,
        version=first.version,
        attendance=deputies,
        summary=HOSTILE,
        by=officer,
        on=JANUARY,
    )
    item = boards.add_log_item(
        meeting=first,
        what=HOSTILE,
        accountable=place.posts["lead"],
        due_on=JANUARY,
        by=officer,
    )
    boards.decide(meeting=first, words=HOSTILE, because=HOSTILE, by=officer)
    second = plan(FEBRUARY)
    second = boards.record_meeting(
        meeting=second,
        version=second.version,
        attendance=deputies,
        summary="",
        by=officer,
        on=FEBRUARY,
    )
    boards.update_log_item(item=item, meeting=second, said=HOSTILE, close=False, by=officer)
    gone = plan(MARCH)
    boards.cancel_meeting(meeting=gone, version=gone.version, because=HOSTILE, by=officer)
    client = browse(officer)
    for url in (
        BOARD,
        page(JANUARY),
        page(JANUARY, "attendance"),
        page(JANUARY, "decisions"),
        page(JANUARY, "actions"),
        page(JANUARY, "minutes"),
        page(JANUARY, "history"),
        page(FEBRUARY),
        page(FEBRUARY, "updates"),
        page(MARCH),
        LOG,
        f"{LOG}L1/",
        f"{LOG}L1/change/",
        f"{LOG}L1/history/",
    ):
        seen = body(client.get(url))
        assert HOSTILE_SHOWN in seen, url
        assert "<script>alert" not in seen, url
        assert "<img" not in seen, url


@pytest.mark.parametrize("url", ["2026-02-31/", "2026-2-1/", "2026-03-05/", "abc/"])
def test_a_day_without_a_meeting_is_not_found(
    table: Table, officer: User, browse: Browse, url: str
) -> None:
    assert browse(officer).get(f"{BOARD}meetings/{url}").status_code == 404


def test_pages_ask_the_same_number_of_questions_whatever_the_size(
    table: Table, hold: Hold, agree: Agree, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    urls = (
        f"{BOARD}?meetings=all",
        page(MARCH),
        page(MARCH, "updates"),
        page(MARCH, "actions"),
        LOG,
        f"{LOG}L1/",
    )
    first = hold(ISSUED_ON)
    for _ in range(5):
        agree(first, due_on=APRIL)
    hold(MARCH)

    def counts() -> list[int]:
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    few = counts()
    for n in range(1, 36):
        meeting = hold(date.fromordinal(ISSUED_ON.toordinal() + n))
        agree(meeting, due_on=APRIL)
        boards.decide(meeting=meeting, words="Go on.", because="", by=officer)
    assert counts() == few
