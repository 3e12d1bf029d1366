"""`verify_integrity` names each row that is not as its newest history row says, and only those."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.integrity import differences
from sendtrack.organisations.models import Person
from tests.conftest import NOW, Place


def found() -> list[str]:
    return [str(each) for each in differences()]


def by_hand(words: str, *values: object) -> None:
    """What no page can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(words, values)


@pytest.fixture
def person(place: Place) -> Person:
    return place.people["officer"]


@pytest.fixture
def newcomer(place: Place, system: User) -> Person:
    """Somebody on whom nothing hangs yet."""
    with record(actor=system, reason="Added"):
        person = Person(local_area=place.area, name="A newcomer")
        person.save()
    return person


def test_a_record_that_only_the_application_wrote_agrees(newcomer: Person, system: User) -> None:
    with record(actor=system, reason="Married"):
        newcomer.name = "A new name"
        newcomer.save()
    with record(actor=system, reason="Added by mistake"):
        newcomer.delete()
    out = StringIO()
    call_command("verify_integrity", stdout=out)
    assert "Every row" in out.getvalue()


def test_a_row_changed_by_hand_is_named_with_what_differs(person: Person) -> None:
    by_hand("UPDATE organisations_person SET name = 'Somebody else' WHERE id = %s", person.pk)
    assert found() == [f"organisations.Person {person.pk}: is not as its newest history says: name"]


def test_a_row_added_by_hand_is_named(place: Place) -> None:
    by_hand(
        "INSERT INTO organisations_person (local_area_id, name, email, version) "
        "VALUES (%s, 'New', '', 1)",
        place.area.pk,
    )
    [named] = found()
    assert named.endswith("is in the record and not in the history")


def test_a_row_deleted_by_hand_is_named(newcomer: Person) -> None:
    by_hand("DELETE FROM organisations_person WHERE id = %s", newcomer.pk)
    assert found() == [
        f"organisations.Person {newcomer.pk}: is in the history and not in the record"
    ]


def test_history_taken_away_by_hand_is_named(newcomer: Person, system: User) -> None:
    with record(actor=system, reason="Married"):
        newcomer.name = "A new name"
        newcomer.save()
    by_hand("DELETE FROM organisations_historicalperson WHERE id = %s AND version = 1", newcomer.pk)
    assert found() == [
        f"organisations.Person {newcomer.pk}: was saved 2 times, and 1 are in the history"
    ]


def test_a_row_whose_history_is_older_than_that_of_what_it_links_to_is_named(
    person: Person,
) -> None:
    by_hand(
        "UPDATE organisations_historicalpostholding SET history_date = %s WHERE person_id = %s",
        NOW - timedelta(days=1),
        person.pk,
    )
    assert any("begins before that of its person" in each for each in found())


def test_the_command_fails_where_anything_differs(person: Person) -> None:
    by_hand("UPDATE organisations_person SET name = 'Somebody else' WHERE id = %s", person.pk)
    with pytest.raises(CommandError, match="1 things do not agree"):
        call_command("verify_integrity", stdout=StringIO())
