"""Posts outlive people: they are added, filled and vacated here."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sendtrack.accounts.models import Invitation, User
from sendtrack.organisations.models import LocalArea, Organisation, Person, Post, PostHolding
from tests.conftest import Place

POSTS = "/exampleshire/people/posts/"


@pytest.fixture
def desk(browse: Callable[[User], Client], administrator: User) -> Client:
    """The administrator's browser."""
    return browse(administrator)


def holders(post: Post) -> list[tuple[str, date, date | None]]:
    rows = PostHolding.objects.filter(post=post).order_by("from_on")
    return [(str(row.person), row.from_on, row.to_on) for row in rows]


def test_a_new_post_is_added_vacant_and_then_filled(desk: Client, place: Place) -> None:
    answer = desk.post(
        f"{POSTS}add/", {"organisation": place.council.pk, "title": "Head of Inclusion"}
    )
    post = Post.objects.get(title="Head of Inclusion")
    assert answer["Location"] == f"{POSTS}{post.pk}/appoint/"
    assert "Vacant" in desk.get(POSTS).content.decode()
    desk.post(answer["Location"], {"who": "new", "name": "Alex Green", "from_on": "2026-03-16"})
    assert holders(post) == [("Alex Green", date(2026, 3, 16), None)]


def test_a_successor_ends_the_time_of_whoever_was_there(desk: Client, place: Place) -> None:
    post, successor = place.posts["dcs"], place.people["partner"]
    answers = {"who": "known", "person": successor.pk, "from_on": "2026-03-16"}
    desk.post(f"{POSTS}{post.pk}/appoint/", answers)
    assert holders(post) == [
        ("Exampleshire dcs", date(2025, 9, 9), date(2026, 3, 15)),
        ("Exampleshire partner", date(2026, 3, 16), None),
    ]


@pytest.mark.parametrize("day", ["2025-09-09", "2025-01-01"])
def test_nobody_is_appointed_before_or_on_the_day_of_the_present_holder(
    desk: Client, place: Place, day: str
) -> None:
    post = place.posts["dcs"]
    answers = {"who": "new", "name": "Alex Green", "from_on": day}
    answer = desk.post(f"{POSTS}{post.pk}/appoint/", answers)
    assert "took up this post on 9 September 2025" in answer.context["form"].errors["from_on"][0]
    assert len(holders(post)) == 1
    assert not Person.objects.filter(name="Alex Green").exists()


def test_a_post_is_vacated_on_a_day_with_a_reason(desk: Client, place: Place) -> None:
    post = place.posts["dcs"]
    desk.post(f"{POSTS}{post.pk}/vacate/", {"to_on": "2026-03-31", "reason": "Retires"})
    assert holders(post) == [("Exampleshire dcs", date(2025, 9, 9), date(2026, 3, 31))]
    answer = desk.post(f"{POSTS}{post.pk}/vacate/", {"to_on": "2026-04-30", "reason": "Again"})
    assert answer.context["form"].errors["to_on"] == ["Nobody held this post on 30 April 2026."]


def test_the_same_post_or_organisation_is_not_added_twice(desk: Client, place: Place) -> None:
    answers = {"organisation": place.council.pk, "title": "chief executive"}
    answer = desk.post(f"{POSTS}add/", answers)
    assert "already" in answer.context["form"].errors["title"][0]
    answer = desk.post(
        f"{POSTS}organisations/add/", {"name": "exampleshire council", "kind": "council"}
    )
    assert "already" in answer.context["form"].errors["name"][0]


def test_an_organisation_is_added_with_its_short_name(desk: Client, place: Place) -> None:
    desk.post(
        f"{POSTS}organisations/add/",
        {"name": "Exampleshire Parents Together", "short_name": "the forum", "kind": "other"},
    )
    added = Organisation.objects.get(name="Exampleshire Parents Together")
    assert (str(added), added.local_area) == ("the forum", place.area)


def test_posts_organisations_and_people_of_another_area_cannot_be_named(
    desk: Client, place: Place, elsewhere: Place
) -> None:
    answer = desk.post(f"{POSTS}add/", {"organisation": elsewhere.council.pk, "title": "Spy"})
    assert list(answer.context["form"].errors) == ["organisation"]
    post = elsewhere.posts["dcs"]
    assert desk.get(f"{POSTS}{post.pk}/appoint/").status_code == 404
    answers = {"who": "known", "person": elsewhere.people["dcs"].pk, "from_on": "2026-03-16"}
    answer = desk.post(f"{POSTS}{place.posts['dcs'].pk}/appoint/", answers)
    assert list(answer.context["form"].errors) == ["person"]


def test_a_new_area_begins_with_an_invitation_to_its_administrator(system: User) -> None:
    arguments = ("north", "North Area", "North Area Council", "Jo Bloggs", "jo@north.example")
    call_command("open_area", *arguments, verbosity=0)
    assert LocalArea.objects.get(slug="north").council_name == "North Area Council"
    assert Invitation.objects.get().role == "administrator"
    with pytest.raises(CommandError, match="address of sendtrack itself"):
        call_command("open_area", "login", *arguments[1:])
