"""The record on any past day is what it was then, word for word."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sendtrack import clock, past
from sendtrack.accounts.models import User
from sendtrack.history import changes_of, record
from sendtrack.organisations.models import Person
from sendtrack.past import looking_back
from tests.conftest import Place

CLOCKS_GO_FORWARD = datetime(2021, 3, 28, 0, 30, tzinfo=UTC)
CLOCKS_GO_BACK = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)

Step = tuple[int, str, int, str]
steps = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 1, 1800, 3600, 86_399, 86_400]),
        st.sampled_from(["add", "rename", "rename", "delete"]),
        st.integers(0, 5),
        st.text("abc é'<", min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=25,
)


def names(rows: list[Any]) -> dict[int, str]:
    return {row.pk: row.name for row in rows}


def people_as_at(place: Place, moment: datetime) -> dict[int, str]:
    with looking_back(moment, place.area):
        return names(list(Person.objects.of(place.area)))


@given(steps=steps, start=st.sampled_from([CLOCKS_GO_FORWARD, CLOCKS_GO_BACK]))
@example(
    steps=[(0, "add", 0, "a"), (0, "rename", 0, "b"), (0, "delete", 0, "a")], start=CLOCKS_GO_BACK
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_past_moment_shows_what_a_look_at_the_time_showed(
    place: Place, system: User, steps: list[Step], start: datetime
) -> None:
    with transaction.atomic():
        seen = live_through(place, system, steps, start)
        for moment, then in seen.items():
            assert people_as_at(place, moment) == then
        first = min(seen)
        assert people_as_at(place, first - timedelta(microseconds=1)) == {}
        transaction.set_rollback(True)


def live_through(
    place: Place, by: User, steps: list[Step], start: datetime
) -> dict[datetime, dict[int, str]]:
    """Carry the steps out one after the other; a look at the table after each moment."""
    moment, seen = start, {}
    living: list[Person] = []
    for pause, what, which, name in steps:
        moment += timedelta(seconds=pause)
        with clock.at(moment), record(actor=by, reason=f"They {what}"):
            if what == "add" or not living:
                person = Person(local_area=place.area, name=name)
                person.save()
                living.append(person)
            elif what == "rename":
                living[which % len(living)].name = name
                living[which % len(living)].save()
            else:
                living.pop(which % len(living)).delete()
        seen[moment] = names(living)
    return seen


def rename(row: Person, by: User, name: str, *, described_on: date | None = None) -> None:
    with record(actor=by, reason="Renamed", described_on=described_on):
        row.name = name
        row.save()


def test_what_was_loaded_later_takes_its_place_on_the_day_it_describes(
    place: Place, system: User
) -> None:
    with record(actor=system, reason="Loaded", described_on=date(2021, 11, 9)):
        person = Person(local_area=place.area, name="As the letter says")
        person.save()
    assert person.pk not in people_as_at(place, clock.end_of(date(2021, 11, 8)))
    assert person.pk in people_as_at(place, clock.start_of(date(2021, 11, 9)))
    row = changes_of(person)[0]
    assert row.was_loaded_later
    assert row.recorded_at == clock.now()


def test_an_older_text_that_is_loaded_later_is_not_the_newest(place: Place, system: User) -> None:
    person = place.people["officer"]
    rename(person, system, "Today's name")
    rename(person, system, "Corrected", described_on=date(2021, 11, 9))
    assert people_as_at(place, clock.now())[person.pk] == "Corrected"
    assert person.pk not in people_as_at(place, clock.end_of(date(2021, 11, 9)))
    assert changes_of(person)[0].name == "Corrected"


def test_nothing_can_be_written_while_looking_back(place: Place, system: User) -> None:
    person = place.people["officer"]
    with looking_back(clock.now(), place.area):
        seen = Person.objects.get(pk=person.pk)
        with pytest.raises(DatabaseError), record(actor=system, reason="Changed"):
            seen.save()
    rename(person, system, "Can be written again")


def test_only_the_area_looked_at_has_a_past(place: Place, elsewhere: Place) -> None:
    assert Person.objects.of(place.area).exists()
    with looking_back(clock.now(), elsewhere.area):
        assert not Person.objects.of(place.area).exists()


def test_without_the_views_today_is_never_shown_as_the_past(place: Place) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        past.remove(["a migration"])
        with pytest.raises(past.NoPastError), looking_back(clock.now(), place.area):
            pass
        past.install()
        with looking_back(clock.now(), place.area):
            assert Person.objects.of(place.area).exists()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2021, 3, 28), 23), (date(2021, 10, 31), 25), (date(2021, 11, 9), 24)],
)
def test_a_day_is_as_long_as_it_is_on_the_clocks_of_london(day: date, hours: int) -> None:
    length = clock.end_of(day).astimezone(UTC) - clock.start_of(day).astimezone(UTC)
    assert length == timedelta(hours=hours) - timedelta(microseconds=1)
