"""Every change has an actor and a reason; nothing is written without."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection

from plans import changes as plans
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import (
    Stale,
    UnrecordedChange,
    brought_in,
    changes_of,
    record,
    save_together,
)
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import Post, PostHolding
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


def test_rows_saved_together_have_each_their_reason_and_one_row_of_history(
    place: Place, officer: User, django_assert_num_queries: Any
) -> None:
    """Known and new ones, in as many statements as for one of each."""
    council = place.council
    titles = ["Head of SEND", "Head of Early Help"]
    new = [Post(local_area=place.area, organisation=council, title=title) for title in titles]
    known = list(Post.objects.of(place.area).order_by("pk"))
    before = {post.pk: (post.version, changes_of(post).count()) for post in known}
    for post in known:
        post.title += " (acting)"
    saves = [(post, f"Now called {post.title}") for post in [*new, *known]]
    with django_assert_num_queries(6), record(actor=officer, reason="All at once"):
        save_together(saves)
    for post, reason in saves:
        told = changes_of(post)
        version, rows = before.get(post.pk, (0, 0))
        assert (post.version, told.count()) == (version + 1, rows + 1)
        assert (told[0].history_change_reason, told[0].history_user) == (reason, officer)
        assert told[0].history_type == ("~" if rows else "+")
        assert Post.objects.of(place.area).get(pk=post.pk).title == told[0].title == post.title


def test_rows_saved_together_take_the_day_that_they_describe(place: Place, system: User) -> None:
    """Never before what is told of them already."""
    post = place.posts["officer"]
    newest = changes_of(post)[0].history_date
    new = Post(local_area=place.area, organisation=place.council, title="Head of SEND")
    with (
        brought_in(origin="Import 3, tracker.xlsx", described_on=date(2025, 1, 5)),
        record(actor=system, reason="All at once"),
    ):
        save_together([(new, "Added"), (post, "Changed")])
    assert changes_of(new)[0].history_date == clock.start_of(date(2025, 1, 5))
    assert changes_of(new)[0].history_change_reason == "Import 3, tracker.xlsx. Added"
    assert changes_of(post)[0].history_date == newest


def test_rows_are_saved_together_inside_a_recorded_change_only(place: Place, officer: User) -> None:
    with pytest.raises(UnrecordedChange):
        save_together([(place.posts["officer"], "Because")])
    with pytest.raises(UnrecordedChange), record(actor=officer, reason="All at once"):
        save_together([(place.posts["officer"], " ")])
