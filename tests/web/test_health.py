"""`/healthz` says that the process lives, `/readyz` that everything it needs answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client

from sendtrack import clock, health
from sendtrack.publishing.models import Heartbeat
from tests.conftest import NOW


@pytest.fixture
def ticking(db: None) -> Heartbeat:
    """Scheduled work that has just run."""
    return Heartbeat.objects.create(name="tick", at=NOW)


def problems() -> set[str]:
    answer = Client().get("/readyz")
    said: dict[str, Any] = answer.json()
    assert answer.status_code == (200 if said["ok"] else 503)
    assert Client().get("/healthz").status_code == 200
    return set(said["problems"])


def test_everything_answers(ticking: Heartbeat) -> None:
    assert problems() == set()


def test_redis_is_missed(ticking: Heartbeat, settings: LazySettings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert problems() == {"redis"}


def test_a_tick_that_never_came_or_came_too_long_ago_is_missed(
    ticking: Heartbeat, settings: LazySettings
) -> None:
    allowed = timedelta(seconds=settings.TICK_SECONDS * health.TICKS_ALLOWED)
    with clock.at(NOW + allowed):
        assert problems() == set()
    with clock.at(NOW + allowed + timedelta(seconds=1)):
        assert problems() == {"tick"}
    Heartbeat.objects.all().delete()
    assert problems() == {"tick"}


def test_a_migration_that_was_not_applied_is_missed(ticking: Heartbeat) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert problems() == {"migrations"}


def test_a_database_that_is_away_is_missed_without_its_address(
    ticking: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_away() -> str:
        raise OperationalError("connection to server at 10.0.0.1 failed, password=…")

    monkeypatch.setitem(health.CHECKS, "database", is_away)
    answer = Client().get("/readyz")
    assert answer.json()["problems"] == {"database": "OperationalError"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_only_reads(path: str, ticking: Heartbeat) -> None:
    assert Client().post(path).status_code == 405


def test_a_probe_needs_no_https(ticking: Heartbeat, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/login").status_code == 301


def test_a_process_without_its_database_lives_and_says_so_in_time(
    production: Callable[..., Any],
) -> None:
    done = production(
        "from django.test import Client\n"
        "get = lambda path: Client().get(path, secure=True, headers={'Host': HOST})\n"
        "print(get('/healthz').status_code, get('/readyz').json()['problems'].get('database'))\n"
        "print(Client(raise_request_exception=False).post(\n"
        "    '/login', {'email': 'a@b.example', 'password': 'x'}, secure=True,\n"
        "    headers={'Host': HOST}).status_code)",
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
    )
    assert done.stdout.splitlines() == ["200 PoolTimeout", "503"] or done.stdout.splitlines() == [
        "200 OperationalError",
        "503",
    ], done.stderr
