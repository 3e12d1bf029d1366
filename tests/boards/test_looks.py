"""Leaders say month by month what they noticed in the data; nobody watches them read."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from boards import changes
from boards.models import DataLook
from boards.queries.looks import looks_of, months_until
from sendtrack.accounts.models import User
from sendtrack.history import UnrecordedChange, changes_of, record
from sendtrack.refusals import Refusal
from tests.boards.conftest import Table
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import HOSTILE, MARCH, Browse
from tests.plans.reading import queries as count

LOOKS = "/exampleshire/board/looks/"
DASHBOARD = "/exampleshire/dashboard/"
FEBRUARY, JANUARY = date(2026, 2, 28), date(2026, 1, 31)


def look(table: Table, by: User, **said: Any) -> DataLook:
    given: dict[str, Any] = {
        "body": table.body,
        "access": by.accesses.get(),
        "data_to": FEBRUARY,
        "noticed": "Reviews fall behind in two teams",
        "follows": "",
        "by": by,
        "on": MARCH,
    }
    return changes.say_looked(**given | said)


def test_a_look_counts_for_the_seat_of_whoever_looked(table: Table, partner: User) -> None:
    made = look(table, partner)
    found = looks_of(table.body, MARCH)
    assert made.post is not None
    assert changes_of(made).count() == 1
    assert found.sentence == (
        "Data to 28 February 2026: 1 of 5 members of the board has said that they looked."
    )
    assert made.post not in found.missing
    assert len(found.missing) == 4
    assert looks_of(table.body, date(2026, 3, 10)).said == []


def test_who_has_no_seat_is_named_beside_the_seats(table: Table, officer: User) -> None:
    access = officer.accesses.get()
    made = look(table, officer)
    assert made.post is None, access.person
    assert len(looks_of(table.body, MARCH).missing) == 5


def test_the_last_complete_months_can_be_looked_at(
    place: Place, table: Table, partner: User
) -> None:
    assert months_until(place.regime, MARCH)[:2] == [FEBRUARY, JANUARY]
    assert months_until(place.regime, date(2025, 9, 20)) == []
    assert months_until(place.regime, date(2025, 10, 1)) == [date(2025, 9, 30)]
    for day in (date(2026, 3, 31), date(2025, 11, 30), date(2026, 2, 27)):
        with pytest.raises(Refusal, match="one of the last three complete months") as caught:
            look(table, partner, data_to=day)
        assert caught.value.field == "data_to"


def test_a_look_says_something_and_stays_as_it_was_said(table: Table, partner: User) -> None:
    with pytest.raises(Refusal, match="say what you checked"):
        look(table, partner, noticed="  ")
    made = look(table, partner)
    made.noticed = "Nothing"
    with pytest.raises(UnrecordedChange), record(actor=partner, reason="Better words"):
        made.save()
    with pytest.raises(IntegrityError, match="a_look_comes_after"), transaction.atomic():
        DataLook.objects.filter(pk=made.pk).update(looked_on=FEBRUARY)


# Pages


def test_a_leader_says_what_they_noticed_and_the_dashboard_names_who_has_not(
    table: Table, chair: User, partner: User, adviser: User, browse: Browse
) -> None:
    reader = browse(adviser)
    before = body(reader.get(DASHBOARD))
    assert "none of 5 members of the board have said that they looked" in before
    answer = browse(partner).post(
        f"{LOOKS}add/",
        {"data_to": "2026-02-28", "noticed": HOSTILE, "follows": "Ask the teams"},
        follow=True,
    )
    read = body(answer)
    assert "you looked at the data to 28 February 2026" in read
    assert "<script>alert" not in read
    assert "Ask the teams" in body(reader.get(LOOKS))
    assert "1 of 5 members of the board has said" in body(reader.get(DASHBOARD))
    assert "1 of 5 members" not in body(reader.get(f"{DASHBOARD}?as-at=2026-03-10"))
    assert "Ask the teams" not in body(reader.get(f"{LOOKS}?as-at=2026-03-10"))


def test_advisers_read_and_say_nothing_and_reading_leaves_no_trace(
    table: Table, adviser: User, browse: Browse
) -> None:
    browser = browse(adviser)
    assert browser.get(f"{LOOKS}add/").status_code == 403
    assert browser.post(f"{LOOKS}add/", {"noticed": "I"}).status_code == 403
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        browser.get(LOOKS)
        browser.get(DASHBOARD)
    assert [sql for sql in written if "look" in sql] == []


def test_another_area_does_not_learn_what_was_noticed(
    table: Table, partner: User, stranger: User, browse: Browse
) -> None:
    look(table, partner)
    assert browse(stranger).get(LOOKS).status_code == 404
    assert "Reviews fall behind" not in body(browse(stranger).get("/elsewhere/board/looks/"))


def test_many_looks_need_no_more_queries(
    table: Table, partner: User, chair: User, adviser: User, browse: Browse
) -> None:
    look(table, partner)
    reader = browse(adviser)
    few = count(reader, LOOKS), count(reader, DASHBOARD)
    for who in (chair, partner):
        for day in (FEBRUARY, JANUARY):
            look(table, who, data_to=day)
    assert (count(reader, LOOKS), count(reader, DASHBOARD)) == few
