"""The library: each entry is a definition that could be used as it stands."""

from datetime import date

import pytest

from plans.measuring.calendar import PeriodType, begins_on
from plans.measuring.library import Entry, library, started_from
from plans.models import Measure
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import add

ENTRIES = [entry for group in library() for entry in group.entries]


def test_there_are_fifty_and_each_has_a_key_of_its_own() -> None:
    assert len(ENTRIES) >= 50
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_every_entry_can_be_counted_as_it_stands(
    entry: Entry, place: Place, officer: User, today: date
) -> None:
    told = dict(entry.told)
    begins = begins_on(told["period_type"], date(2025, 2, 1))
    made = add(place, officer, today, from_on=begins, library_key=entry.key, **told)
    definition = made.definitions.get()
    definition.full_clean()
    Measure.objects.get(pk=made.pk).full_clean()
    assert definition.get_period_type_display() in PeriodType.labels


def test_a_key_that_is_not_there_starts_from_nothing() -> None:
    assert started_from("no-such-measure").told == {}
    assert started_from("plans-20-weeks").name.startswith("New EHC plans")
