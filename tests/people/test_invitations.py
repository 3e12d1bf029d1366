"""People come in by invitation only: one link, one address, one role, once, within seven days."""

import email
import re
from collections.abc import Callable
from datetime import date, timedelta
from email import policy
from typing import Any

import pytest
from django.test import Client

from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import Access, Invitation, User
from sendtrack.accounts.permissions import Role
from sendtrack.history import changes_of
from sendtrack.organisations.models import Person
from sendtrack.people import changes as people
from sendtrack.publishing.models import Message
from tests.conftest import NOW, PASSWORD, Place

NEW = "seven quiet otters"
ADVISER = {
    "name": "Sam Reader",
    "email": "Sam.Reader@dfe.example",
    "role": "adviser",
    "adviser_to_on": "2026-09-11",
    "from_on": "2026-03-11",
}


@pytest.fixture
def desk(browse: Callable[[User], Client], administrator: User) -> Client:
    """The administrator's browser."""
    return browse(administrator)


def link_in(message: Message) -> str:
    mail: Any = email.message_from_bytes(bytes(message.mime), policy=policy.default)
    (link,) = re.findall(r"^http://127\.0\.0\.1:8000(/\S+)\r?$", mail.get_content(), re.M)
    return str(link)


def latest_link() -> str:
    return link_in(Message.objects.latest("pk"))


@pytest.fixture
def invited(place: Place, administrator: User) -> Invitation:
    return people.invite(
        area=place.area,
        email="sam@dfe.example",
        name="Sam Reader",
        role=Role.ADVISER,
        from_on=date(2026, 3, 11),
        to_on=date(2026, 9, 11),
        person=None,
        by=administrator,
    )


def test_an_adviser_is_invited_accepts_and_reads(desk: Client, administrator: User) -> None:
    answer = desk.post("/exampleshire/people/invite/", ADVISER, follow=True)
    assert "An invitation is on its way to sam.reader@dfe.example." in answer.content.decode()
    link = latest_link()
    browser = Client()
    page = browser.get(link)
    assert page["Referrer-Policy"] == "same-origin"
    assert "11 September 2026" in page.content.decode()
    landed = browser.post(link, {"new": NEW}, follow=True)
    assert landed.redirect_chain[:2] == [("/", 302), ("/exampleshire/", 302)]
    assert landed.status_code == 200
    access = Access.objects.get(user__email="sam.reader@dfe.example")
    assert (access.role, access.to_on) == (Role.ADVISER, date(2026, 9, 11))
    assert access.person == Person.objects.get(name="Sam Reader")
    assert changes_of(access)[0].history_user == administrator
    assert (
        Client().post("/login", {"email": "sam.reader@dfe.example", "password": NEW}).status_code
        == 302
    )


def test_only_a_hash_of_the_link_is_kept_with_the_invitation(invited: Invitation) -> None:
    token = latest_link().rpartition("/")[2]
    assert len(token) >= 43
    kept = Invitation.objects.filter(pk=invited.pk).values().get()
    history = list(changes_of(invited).values())
    assert token not in f"{kept} {history}"


def test_an_adviser_is_never_invited_without_a_last_day(desk: Client) -> None:
    page = desk.get("/exampleshire/people/invite/")
    assert page.context["form"]["adviser_to_on"].value() == date(2026, 9, 11)
    answer = desk.post("/exampleshire/people/invite/", {**ADVISER, "adviser_to_on": ""})
    assert answer.context["form"].errors == {"adviser_to_on": ["Enter the adviser’s last day"]}
    assert not Invitation.objects.exists()


def test_an_officer_may_be_invited_without_a_last_day(desk: Client) -> None:
    desk.post("/exampleshire/people/invite/", {**ADVISER, "role": "officer"})
    assert Invitation.objects.get().to_on is None


def test_a_last_day_before_the_first_is_refused_at_its_field(desk: Client) -> None:
    for role, field in (("officer", "to_on"), ("adviser", "adviser_to_on")):
        answers = {**ADVISER, "role": role, field: "2026-03-10"}
        answer = desk.post("/exampleshire/people/invite/", answers)
        assert list(answer.context["form"].errors) == [field]
    assert not Invitation.objects.exists()


def test_an_adviser_is_invited_for_three_years_at_the_most(desk: Client) -> None:
    answer = desk.post("/exampleshire/people/invite/", {**ADVISER, "adviser_to_on": "2029-03-12"})
    (sentence,) = answer.context["form"].errors["adviser_to_on"]
    assert sentence == (
        "An adviser's last day can be at most three years ahead: enter 11 March 2029 or an "
        "earlier day."
    )
    assert not Invitation.objects.exists()
    desk.post("/exampleshire/people/invite/", {**ADVISER, "adviser_to_on": "2029-03-11"})
    assert Invitation.objects.get().to_on == date(2029, 3, 11)


def test_somebody_who_is_not_on_the_list_is_refused_in_plain_words(desk: Client) -> None:
    answer = desk.post("/exampleshire/people/invite/", {**ADVISER, "person": "999999"})
    assert answer.context["form"].errors["person"] == [
        "Choose who they are in the record from the list"
    ]


def test_a_name_that_would_add_a_mail_header_is_refused_and_nothing_is_kept(
    desk: Client,
) -> None:
    answer = desk.post(
        "/exampleshire/people/invite/", {**ADVISER, "name": "Sam\r\nBcc: x@evil.example"}
    )
    (sentence,) = answer.context["form"].errors["name"]
    assert "The person’s name must be one line of plain text" in sentence
    assert not Invitation.objects.exists()
    assert not Message.objects.exists()
    assert not Person.objects.filter(name__startswith="Sam").exists()


def test_markup_in_a_name_is_shown_as_text(desk: Client) -> None:
    desk.post("/exampleshire/people/invite/", {**ADVISER, "name": "<b>Sam</b>"})
    assert "&lt;b&gt;Sam&lt;/b&gt;" in desk.get("/exampleshire/people/").content.decode()
    assert "&lt;b&gt;Sam&lt;/b&gt;" in Client().get(latest_link()).content.decode()


def test_the_link_works_once(invited: Invitation) -> None:
    link = latest_link()
    Client().post(link, {"new": NEW})
    for answer in (Client().get(link), Client().post(link, {"new": "another long password"})):
        assert answer.status_code == 410
        assert "This invitation has been used." in answer.content.decode()
    assert User.objects.get(email="sam@dfe.example").check_password(NEW)


def test_the_link_works_for_seven_days(invited: Invitation) -> None:
    link = latest_link()
    with clock.at(NOW + timedelta(days=7, seconds=-1)):
        assert Client().get(link).status_code == 200
    with clock.at(NOW + timedelta(days=7)):
        answer = Client().post(link, {"new": NEW})
        assert answer.status_code == 410
        assert "This invitation has expired." in answer.content.decode()
    assert not User.objects.filter(email="sam@dfe.example").exists()


def test_a_withdrawn_link_is_dead(desk: Client, invited: Invitation) -> None:
    desk.post(f"/exampleshire/people/invitations/{invited.pk}/withdraw/")
    answer = Client().post(latest_link(), {"new": NEW})
    assert "This invitation has been withdrawn." in answer.content.decode()
    assert not User.objects.filter(email="sam@dfe.example").exists()


def test_a_link_that_was_cut_off_says_so(db: None) -> None:
    answer = Client().get("/invitation/abc")
    assert answer.status_code == 404
    assert "It may have been cut off" in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_new_link_replaces_the_old_one(desk: Client, invited: Invitation) -> None:
    old = latest_link()
    with clock.at(NOW + timedelta(days=10)):
        desk.post(f"/exampleshire/people/invitations/{invited.pk}/again/")
        new = latest_link()
        assert Client().get(old).status_code == 404
        assert Client().get(new).status_code == 200
        page = desk.get(f"/exampleshire/people/invitations/{invited.pk}/").content.decode()
    assert page.count("Waiting to be sent") == 2
    assert "Works until 28 March 2026" in page


def test_weak_passwords_are_refused_on_the_invitation(invited: Invitation) -> None:
    for weak in ("short", "sam@dfe.example", "password12345", " " * 12, "\t" * 12):
        answer = Client().post(latest_link(), {"new": weak})
        assert answer.context["form"].errors["new"]
    assert not User.objects.filter(email="sam@dfe.example").exists()


def test_somebody_with_an_account_signs_in_to_accept(
    place: Place, administrator: User, stranger: User, browse: Callable[[User], Client]
) -> None:
    people.invite(
        area=place.area,
        email=stranger.email.upper(),
        name="Stranger",
        role=Role.PARTNER,
        from_on=date(2026, 3, 11),
        to_on=None,
        person=None,
        by=administrator,
    )
    link = latest_link()
    page = Client().get(link).content.decode()
    assert f"/login?next={link}" in page
    assert 'type="password"' not in page
    assert Client().post(link, {"new": NEW}).status_code == 200
    assert not Access.objects.filter(user=stranger, local_area=place.area).exists()
    browse(stranger).post(link)
    access = Access.objects.get(user=stranger, local_area=place.area)
    assert access.role == Role.PARTNER
    assert stranger.check_password(PASSWORD)


def test_nobody_accepts_for_somebody_else(
    invited: Invitation, officer: User, browse: Callable[[User], Client]
) -> None:
    link = latest_link()
    for answer in (browse(officer).get(link), browse(officer).post(link, {"new": NEW})):
        page = answer.content.decode()
        assert "This invitation is for somebody else" in page
    assert Invitation.objects.get().accepted_at is None


def test_who_has_access_or_an_open_invitation_is_not_invited_again(
    desk: Client, invited: Invitation, officer: User
) -> None:
    for address, said in (
        (officer.email, "is in the list of people already"),
        ("SAM@dfe.example", "There is an open invitation"),
    ):
        answer = desk.post("/exampleshire/people/invite/", {**ADVISER, "email": address})
        assert said in answer.context["form"].errors["email"][0]
    assert Invitation.objects.count() == 1


def test_somebody_whose_access_was_closed_can_be_invited_again(
    place: Place, desk: Client, officer: User, administrator: User, browse: Callable[..., Client]
) -> None:
    accounts.close_access(access=officer.accesses.get(), by=administrator, reason="Left")
    desk.post("/exampleshire/people/invite/", {**ADVISER, "email": officer.email})
    browse(officer).post(latest_link())
    assert officer.accesses.filter(closed_at__isnull=True).get().role == Role.ADVISER


def test_a_person_of_another_area_cannot_be_linked(desk: Client, elsewhere: Place) -> None:
    foreign = elsewhere.people["chair"].pk
    answer = desk.post("/exampleshire/people/invite/", {**ADVISER, "person": foreign})
    assert list(answer.context["form"].errors) == ["person"]
    assert not Invitation.objects.exists()


def test_fields_that_are_not_on_the_form_are_not_taken(desk: Client) -> None:
    desk.post(
        "/exampleshire/people/invite/",
        {**ADVISER, "is_operator": "1", "area": "elsewhere", "accepted_at": "2026-01-01"},
    )
    invitation = Invitation.objects.get()
    assert invitation.local_area.slug == "exampleshire"
    assert invitation.accepted_at is None
