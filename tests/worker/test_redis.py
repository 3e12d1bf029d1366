"""Redis goes away, at the worst moment, and comes back: the worker works on."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from tests.conftest import Place
from tests.worker.machinery import TICK_SECONDS, Machinery, wait_until
from tests.worker.test_report import compiled

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def somebody_waits_for_the_table() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.fixture
def held(machinery: Machinery) -> Iterator[Callable[[], None]]:
    """A table that the tick needs is held by somebody else, so that its task waits; let it go."""
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("LOCK TABLE reviews_return IN ACCESS EXCLUSIVE MODE")
    yield other.rollback
    other.close()


def test_a_worker_with_one_task_sees_that_redis_goes_and_works_on_when_it_is_back(
    held: Callable[[], None], machinery: Machinery, place: Place
) -> None:
    wait_until("The worker is in the middle of a task", somebody_waits_for_the_table)
    machinery.hold_beat()
    said = len(machinery.worker.log)
    machinery.redis.kill()
    wait_until("The worker saw it", lambda: "lost" in machinery.worker.log[said:])
    machinery.redis.start()
    held()
    machinery.tick()
    compiled()
    assert machinery.worker.is_running


def test_a_worker_with_its_hands_full_works_on_after_redis_was_away(
    held: Callable[[], None], machinery: Machinery, place: Place
) -> None:
    """It takes nothing more from Redis then, and sees late that Redis was away."""
    wait_until("The worker is in the middle of a task", somebody_waits_for_the_table)
    time.sleep(4 * TICK_SECONDS)
    machinery.redis.kill()
    time.sleep(TICK_SECONDS)
    machinery.redis.start()
    held()
    compiled()
    assert machinery.worker.is_running
