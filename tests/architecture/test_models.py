"""What every model of the house must be: downward, within its area, with its history."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaRow

FLOORS = (
    {"organisations"},
    {"accounts"},
    {"sources", "publishing", "files"},
    {"people"},
    {"plans"},
    {"boards"},
    {"reviews"},
    {"home", "search", "seeds", "demo", "govuk"},
)
FLOOR_OF = {label: floor for floor, labels in enumerate(FLOORS) for label in labels}

NOT_TRACKED = {
    "accounts.User": "its rights are tracked rows; a sign-in is no change that needs a reason",
    "accounts.Guess": "kept for minutes, to slow guessing down",
    "publishing.Snapshot": "PostgreSQL refuses any change to it",
    "publishing.Rendition": "PostgreSQL refuses any change to it",
    "publishing.Message": "PostgreSQL refuses any change to it",
    "publishing.Delivery": "the state of a machine, moved by workers",
    "plans.FileReading": "the state of a machine, moved by workers",
    "plans.PublishedFigure": "PostgreSQL refuses any change to it",
    "files.Scan": "the state of a machine, moved by workers",
    "publishing.Heartbeat": "the state of a machine, moved by workers",
}


def own_models(*, historical: bool = False) -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in FLOOR_OF
        and (historical or not model.__name__.startswith("Historical"))
    ]


def links(model: type[models.Model]) -> Iterator["models.ForeignKey[Any, Any]"]:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            yield field


def label(model: type[models.Model]) -> str:
    return model._meta.label


def test_every_app_of_ours_has_a_floor() -> None:
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.name.partition(".")[0] in {"sendtrack", "plans", "boards", "reviews"}
    }
    assert ours <= set(FLOOR_OF)


@pytest.mark.parametrize("model", own_models(historical=True), ids=label)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    own = FLOOR_OF[model._meta.app_label]
    for field in links(model):
        target = field.related_model._meta
        if field.name == "history_user" or target.app_label == model._meta.app_label:
            continue
        assert FLOOR_OF[target.app_label] < own, f"{field.name} points up to {target.label}"


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_nothing_is_deleted_because_something_else_is(model: type[models.Model]) -> None:
    assert {field.remote_field.on_delete for field in links(model)} <= {models.PROTECT}


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_a_model_has_its_history_or_a_reason_not_to(model: type[models.Model]) -> None:
    assert issubclass(model, Tracked) != (label(model) in NOT_TRACKED)


def test_no_reason_is_left_over() -> None:
    assert set(NOT_TRACKED) <= {label(model) for model in own_models()}


PAIRS = """
SELECT source.relname, array_agg(attribute.attname::text ORDER BY key.position)
FROM pg_constraint AS one
JOIN pg_class AS source ON source.oid = one.conrelid
CROSS JOIN LATERAL unnest(one.conkey) WITH ORDINALITY AS key(number, position)
JOIN pg_attribute AS attribute
  ON attribute.attrelid = one.conrelid AND attribute.attnum = key.number
WHERE one.contype = 'f'
GROUP BY one.oid, source.relname
HAVING count(*) = 2
"""


def test_postgresql_keeps_every_link_between_rows_of_areas_inside_one_area(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PAIRS)
        kept = {(table, *columns) for table, columns in cursor.fetchall()}
    wanted = {
        (model._meta.db_table, "local_area_id", field.column): f"{label(model)}.{field.name}"
        for model in own_models()
        if issubclass(model, AreaRow)
        for field in links(model)
        if issubclass(field.related_model, AreaRow)
    }
    assert [name for key, name in wanted.items() if key not in kept] == []


def test_a_link_to_a_row_of_an_area_comes_from_a_row_of_an_area() -> None:
    for model in own_models():
        if not issubclass(model, AreaRow):
            reached = [f.name for f in links(model) if issubclass(f.related_model, AreaRow)]
            assert reached == [], label(model)


def test_the_migrations_say_what_the_models_say(db: None) -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()


def test_each_app_has_one_last_migration() -> None:
    graph = MigrationLoader(None).graph
    for app in {app for app, _ in graph.leaf_nodes()}:
        assert len(graph.leaf_nodes(app)) == 1, app


def test_every_migration_has_a_name_of_its_own() -> None:
    names = [name for app, name in MigrationLoader(None).disk_migrations if app in FLOOR_OF]
    assert [name for name in names if "_auto_" in name or name.endswith("_initial")] == []
