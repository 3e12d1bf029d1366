"""The record as it stood at a past moment, read by the same queries as the record of today.

For each tracked table the database holds a view of the same name in the schema `past`: the
newest history row of each row by a moment, without those deleted by then, and one of the history
until then. `looking_back()` puts
that schema in front of the live one for one transaction, which can't write. Renamed, moved and
deleted things are there as they stood, and no page needs a second way of reading.

The views and the indexes they read by follow from the models: `install()` makes them after each
migration. What is not an area's tracked row (accounts, sent messages) or stands still (the words
of a document) is read as it is.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from sendtrack.history import Tracked

SCHEMA = "past"

_CHANGING = """
CREATE VIEW {schema}.{table} AS
WITH RECURSIVE known AS (
    (SELECT id FROM {history}
     WHERE local_area_id = current_setting('sendtrack.area')::bigint ORDER BY id LIMIT 1)
    UNION ALL
    SELECT (SELECT id FROM {history} AS next
            WHERE local_area_id = current_setting('sendtrack.area')::bigint
            AND next.id > known.id ORDER BY id LIMIT 1)
    FROM known WHERE known.id IS NOT NULL
), stood AS MATERIALIZED (
    SELECT newest.* FROM known, LATERAL (
        SELECT * FROM {history} AS each
        WHERE local_area_id = current_setting('sendtrack.area')::bigint AND each.id = known.id
          AND history_date <= current_setting('sendtrack.moment')::timestamptz
        ORDER BY history_date DESC, history_id DESC LIMIT 1
    ) AS newest WHERE newest.history_type <> '-'
)
SELECT {columns} FROM stood AS row
"""
"""The newest history row of each row, found by stepping from one to the next in the index: the
cost grows with the rows and not with their history. A query puts it together once, also where it
asks for it once for each row of another table."""

_ADDED_ONCE = """
CREATE VIEW {schema}.{table} AS
SELECT {columns} FROM {table} AS row
WHERE local_area_id = current_setting('sendtrack.area')::bigint AND EXISTS (
    SELECT FROM {history} AS first WHERE first.local_area_id = row.local_area_id
    AND first.id = row.id
    AND first.history_date <= current_setting('sendtrack.moment')::timestamptz
)
"""
"""What never changes is as it is, from the day on which it was added."""

_HISTORY = """
CREATE VIEW {schema}.{history} AS
SELECT * FROM {history} WHERE local_area_id = current_setting('sendtrack.area')::bigint
AND history_date <= current_setting('sendtrack.moment')::timestamptz
"""

_INDEX = """
CREATE INDEX IF NOT EXISTS {name}
ON {history} (local_area_id, id, history_date DESC, history_id DESC)
"""

_LOOK_BACK = """
SELECT set_config('search_path', %s || ', ' || current_setting('search_path'), true),
       set_config('sendtrack.moment', %s, true),
       set_config('sendtrack.area', %s, true),
       set_config('transaction_read_only', 'on', true),
       set_config('jit', 'off', true),
       to_regnamespace(%s)
"""


_SET_PATH = "SELECT set_config('search_path', %s, true)"


class NoPastError(RuntimeError):
    """The views are missing, and the record of today would be taken for that of another day."""


@contextmanager
def looking_back(moment: datetime, area: models.Model) -> Iterator[None]:
    """Read a local area's record inside the block as it stood at a moment. Writing raises.

    Only this area's rows are there. Two queries for the way in and out, and nothing more.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOOK_BACK, [SCHEMA, moment.isoformat(), str(area.pk), SCHEMA])
            if cursor.fetchone()[-1] is None:
                raise NoPastError("The views of the past are missing: run `manage.py migrate`.")
        with _grouping_by_every_column():
            yield
        transaction.set_rollback(True)  # takes the settings back with it


@contextmanager
def as_it_is() -> Iterator[None]:
    """Inside `looking_back()`, read the record of today. For what is decided by what holds now,
    such as who may see a figure, also where a past day is shown. Elsewhere it changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        path = cursor.fetchone()[0]
        cursor.execute(_SET_PATH, [path.removeprefix(f"{SCHEMA}, ")])
        try:
            yield
        finally:
            cursor.execute(_SET_PATH, [path])


@contextmanager
def _grouping_by_every_column() -> Iterator[None]:
    """A view has no primary key from which PostgreSQL could know a row's other columns."""
    features: Any = connection.features
    usual = features.allows_group_by_selected_pks
    features.allows_group_by_selected_pks = False
    try:
        yield
    finally:
        features.allows_group_by_selected_pks = usual


def tracked_models() -> list[type[Tracked]]:
    """Every model with history, by the name of its table."""
    found = (model for model in apps.get_models() if issubclass(model, Tracked))
    return sorted(found, key=lambda model: model._meta.db_table)


def past_models() -> list[type[Tracked]]:
    """Those that a past day shows as they stood: the rows of areas that don't stand still."""
    return [
        model
        for model in tracked_models()
        if not model.stands_still
        and any(field.column == "local_area_id" for field in model._meta.concrete_fields)
    ]


def install(**_: Any) -> None:
    """Make the views and their indexes as the models are now, unless they are there already or
    the tables are not yet (or no longer) those of the models."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    statements = list(_statements())
    mark = hashlib.sha256("".join(statements).encode()).hexdigest()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [SCHEMA])
        if cursor.fetchone() == (mark,):
            return
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{mark}'")


def remove(plan: Iterable[Any], **_: Any) -> None:
    """Take the views away before migrations: a column that a view shows can't be changed."""
    if plan:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _statements() -> Iterator[str]:
    yield f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"
    yield f"CREATE SCHEMA {SCHEMA}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC"
    quote = connection.ops.quote_name
    for model in past_models():
        fields = model._meta.concrete_fields
        manager: Any = model.history
        history = manager.model._meta.db_table
        words = {
            "schema": SCHEMA,
            "table": quote(model._meta.db_table),
            "history": quote(history),
            "name": quote(f"{history}_at"),
            "columns": ", ".join(f"row.{quote(field.column)}" for field in fields),
        }
        yield _INDEX.format(**words)
        yield (_ADDED_ONCE if model.is_added_once else _CHANGING).format(**words)
        yield _HISTORY.format(**words)
