"""Accounts, posts and organisations."""

from typing import Any

from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.people import changes as people
from tests.conftest import ISSUED_ON, Place


def somebodys_access(place: Place, by: User) -> dict[str, Any]:
    user = accounts.open_account(email="somebody@exampleshire.example", name="Somebody")
    access = accounts.grant_access(
        user=user, area=place.area, role=Role.OFFICER, from_on=ISSUED_ON, by=by
    )
    return {"number": access.pk}


def somebodys_invitation(place: Place, by: User) -> dict[str, Any]:
    invitation = people.invite(
        area=place.area,
        email="invited@exampleshire.example",
        name="Invited",
        role=Role.OFFICER,
        from_on=ISSUED_ON,
        to_on=None,
        person=None,
        by=by,
    )
    return {"number": invitation.pk}


def a_post(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.posts["chair"].pk}


def a_holder(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.people["chair"].pk}


def an_organisation(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.icb.pk}
