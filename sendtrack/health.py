"""Liveness and readiness (K6). Readiness: database, migrations, Redis, room
for files, age of the last tick."""

from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from sendtrack import clock
from sendtrack.files import store
from sendtrack.publishing.models import Heartbeat

TICKS_ALLOWED = 5


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations have not been applied" if waiting else ""


def _redis() -> str:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        client.ping()
    finally:
        client.close()
    return ""


def _tick() -> str:
    last = Heartbeat.objects.filter(name="tick").values_list("at", flat=True).first()
    if last is None:
        return "scheduled work has not run yet"
    age = clock.now() - last
    if age > timedelta(seconds=settings.TICK_SECONDS * TICKS_ALLOWED):
        return f"scheduled work last ran {int(age.total_seconds())} seconds ago"
    return ""


def _files() -> str:
    return store.problem()


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    "files": _files,
    "tick": _tick,
}


NEED_THE_DATABASE = {"migrations", "tick"}
"""Left out where the database does not answer: each would wait for it again."""


@login_not_required
@csrf_exempt
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@login_not_required
@csrf_exempt
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything that the process needs answers too; 503 and the reason where something doesn't."""
    problems: dict[str, str] = {}
    for name, check in CHECKS.items():
        if name in NEED_THE_DATABASE and "database" in problems:
            continue
        try:
            problem = check()
        except Exception as error:
            problem = type(error).__name__
        if problem:
            problems[name] = problem
    status = 503 if problems else 200
    return JsonResponse({"ok": not problems, "problems": problems}, status=status)
