"""Every change has an actor and a reason; nothing is written without."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from plans import changes as plans
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, UnrecordedChange, brought_in, changes_of, record
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import PostHolding
from tests.conftest import Place


def test_a_tracked_row_cannot_be_saved_outside_a_recorded_change(place: Place) -> None:
    place.area.name = "Renamed"
    with pytest.raises(UnrecordedChange):
        place.area.save()


def test_a_change_without_a_reason_is_refused(place: Place, officer: User) -> None:
    with pytest.raises(UnrecordedChange), record(actor=officer, reason=" "):
        place.area.save()


def test_a_change_leaves_one_history_row_with_actor_and_reason(place: Place, officer: User) -> None:
    before = changes_of(place.areas[0]).count()
    plans.step_down_area(
        area=place.areas[0],
        authority=place.areas[0].finding,
        by=officer,
        on=place.regime.issued_on,
    )
    rows = changes_of(place.areas[0])
    assert rows.count() == before + 1
    newest = rows[0]
    assert newest.history_user == officer
    assert "Annex 1 a" in newest.history_change_reason
    assert newest.state == "stepped_down"


def test_the_second_of_two_people_is_told_that_the_row_has_changed(
    place: Place, officer: User
) -> None:
    opened = place.area.version
    with record(actor=officer, reason="First save"):
        first = place.area.lock(version=opened)
        first.save()
    with pytest.raises(Stale) as told, record(actor=officer, reason="Second save"):
        place.area.lock(version=opened)
    assert told.value.current.version == opened + 1


def test_the_database_refuses_a_link_to_another_area(
    place: Place, elsewhere: Place, system: User
) -> None:
    holding = PostHolding(
        local_area=place.area,
        post=elsewhere.posts["officer"],
        person=place.people["officer"],
        from_on=date(2024, 1, 1),
        to_on=date(2024, 1, 31),
    )

    def link() -> None:
        with record(actor=system, reason="A link across areas"):
            holding.save()
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="postholding_post_same_area"):
        link()


def test_what_is_brought_in_says_where_from_and_takes_its_day(place: Place, system: User) -> None:
    with brought_in(origin="Import 3, tracker.xlsx", described_on=date(2026, 1, 5)):
        person = organisations.add_person(area=place.area, name="Somebody new", by=system)
    [row] = changes_of(person)
    assert row.history_change_reason.startswith("Import 3, tracker.xlsx. ")
    assert row.history_date == clock.start_of(date(2026, 1, 5))
    assert row.was_loaded_later
    later = organisations.add_person(area=place.area, name="Somebody else", by=system)
    assert "Import" not in changes_of(later)[0].history_change_reason
