"""Large published files, through real processes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings

from plans import changes
from plans.measuring.words import PublishedState
from plans.models import FileReading, PublishedFigure, PublishedFile, TakenFigures
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.files.samples import uploaded
from tests.plans.measures.conftest import add
from tests.plans.published.files import ENGLAND, Row, row, usual, written
from tests.worker.machinery import Machinery, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def is_now(state: PublishedState, number: int) -> Callable[[], bool]:
    return lambda: PublishedFile.objects.get(number=number).state == state


def test_a_worker_reads_large_files_and_says_what_is_wrong_with_one(
    place: Place, officer: User, machinery: Machinery, settings: LazySettings
) -> None:
    settings.FILES_DIR = machinery.files
    many = [
        row(ENGLAND, year, 1, 1, 50, breakdown=f"Kind {kind} of a plan, told in some words")
        for year in range(2000, 2025)
        for kind in range(500)
    ]

    def bring(rows: list[Row], on: date) -> PublishedFile:
        return changes.bring_published(
            area=place.area,
            upload=uploaded(written(rows), "plans.csv"),
            publication="Plans",
            title="plans",
            released_on=on,
            by=officer,
            on=date(2026, 3, 11),
        )

    good = bring(many, date(2025, 6, 1))
    wrong = bring([*many, *usual(), many[0]], date(2025, 7, 1))
    assert {good.state, wrong.state} == {PublishedState.TO_READ}
    wait_until("The one was read", is_now(PublishedState.READ, good.number))
    wait_until("The other was refused", is_now(PublishedState.UNREADABLE, wrong.number))
    wrong.refresh_from_db()
    assert wrong.refused_because.startswith("Row 12514: It is about the same period")


def test_a_worker_killed_while_it_reads_is_followed_by_one_that_reads_all(
    place: Place, officer: User, machinery: Machinery, settings: LazySettings
) -> None:
    """A new release of a data set that a measure is compared with: nothing of it is used before."""
    settings.FILES_DIR = machinery.files
    today = date(2026, 3, 11)
    changes.say_council(area=place.area, number="802", by=officer, reason="It is ours")
    told = {"period_type": "calendar_year", "from_on": date(2023, 1, 1), "supplier": None}
    measure = add(place, officer, today, **told)

    def bring(rows: list[Row], on: date) -> PublishedFile:
        return changes.bring_published(
            area=place.area,
            upload=uploaded(written(rows), "plans.csv"),
            publication="Plans",
            title="plans",
            released_on=on,
            by=officer,
            on=today,
        )

    first = bring(usual(), date(2025, 6, 1))
    changes.compare_with(
        measure=measure,
        file=first,
        indicator="pc_in_time",
        filters={"breakdown": "All plans"},
        counted_by="calendar_year",
        cohort="ehcp",
        geography="maintaining",
        by=officer,
        on=today,
    )
    before = PublishedFigure.objects.count()
    more = [
        row(ENGLAND, year, 1, 1, 50, breakdown=f"Kind {kind} of a plan, told in some words")
        for year in range(2000, 2025)
        for kind in range(1500)
    ]
    second = bring([*usual(), *more], date(2025, 7, 1))

    def is_under_way() -> bool:
        return FileReading.objects.get(file=second).lease_until is not None

    wait_until("The worker is reading", is_under_way)
    machinery.worker.kill()
    reading = FileReading.objects.get(file=second)
    assert (reading.attempts, reading.settled_at) == (1, None)
    assert is_now(PublishedState.TO_READ, second.number)()
    assert not TakenFigures.objects.filter(file=second).exists()
    assert PublishedFigure.objects.count() == before
    machinery.worker.start()
    FileReading.objects.filter(file=second).update(lease_until=clock.now())

    wait_until("The next worker read it", is_now(PublishedState.READ, second.number))
    reading.refresh_from_db()
    assert reading.attempts == 2
    [taken] = TakenFigures.objects.filter(file=second)
    assert taken.figures.count() == before
