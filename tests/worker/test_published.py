"""Large published files, through real processes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings

from plans import changes
from plans.measuring.words import PublishedState
from plans.models import PublishedFile
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.files.samples import uploaded
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
