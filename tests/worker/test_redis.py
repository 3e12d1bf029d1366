"""Redis goes away, at the worst moment, and comes back: the worker works on."""

import pytest
from django.db import connection

from tests.conftest import Place
from tests.worker.machinery import Machinery, wait_until
from tests.worker.test_report import compiled

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def somebody_waits_for_the_table() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def test_a_worker_outlives_a_redis_that_goes_away_in_the_middle_of_a_task(
    machinery: Machinery, place: Place
) -> None:
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE reviews_return IN ACCESS EXCLUSIVE MODE")
        wait_until("The worker is in the middle of a task", somebody_waits_for_the_table)
        said = len(machinery.worker.log)
        machinery.redis.kill()
        wait_until("The worker saw it", lambda: "lost" in machinery.worker.log[said:])
        machinery.redis.start()
    finally:
        other.rollback()
        other.close()
    compiled()
    assert machinery.worker.is_running
