"""Whether the record and its history agree: each live row with its newest history row.

The application can't make them differ; a restored backup, a hand in the database or a fault can.
One query for each tracked table and two for each link, over all areas.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sendtrack.history import Tracked
from sendtrack.past import past_models, tracked_models

_NEWEST = """
SELECT COALESCE(live.id, newest.id), live.id IS NULL,
       newest.id IS NULL OR newest.history_type = '-',
       array_remove(ARRAY[{differing}]::text[], NULL)
FROM {table} AS live
FULL JOIN (
    SELECT DISTINCT ON (id) * FROM {history} ORDER BY id, history_date DESC, history_id DESC
) AS newest USING (id)
WHERE (live.id IS NULL AND newest.history_type <> '-')
   OR (live.id IS NOT NULL AND (newest.id IS NULL OR newest.history_type = '-'))
   OR (live.id IS NOT NULL AND {differs})
ORDER BY 1
"""

_SAVES = """
SELECT id, MAX(version), COUNT(DISTINCT version) FROM {history} GROUP BY id
HAVING COUNT(DISTINCT version) <> MAX(version) ORDER BY id
"""

_EARLIER = """
SELECT child.id, child.of FROM
    (SELECT id, {column} AS of, MIN(history_date) AS began FROM {history}
     WHERE {column} IS NOT NULL AND history_type <> '-' GROUP BY id, {column}) AS child
JOIN (SELECT id, MIN(history_date) AS began FROM {linked} GROUP BY id) AS parent
  ON parent.id = child.of
WHERE parent.began > child.began ORDER BY 1
"""


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree, about one row."""

    model: type[Tracked]
    pk: int
    what: str

    def __str__(self) -> str:
        return f"{self.model._meta.label} {self.pk}: {self.what}"


def differences() -> Iterator[Difference]:
    """Everything that does not agree, table by table."""
    for model in tracked_models():
        yield from _differing(model)
        yield from _unsaved(model)
        for field in model._meta.concrete_fields:
            linked = field.related_model
            if isinstance(linked, type) and issubclass(linked, Tracked):
                yield from _earlier(model, field.column, linked)


def _differing(model: type[Tracked]) -> Iterator[Difference]:
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    differ = [f"live.{quote(each)} IS DISTINCT FROM newest.{quote(each)}" for each in columns]
    names = [
        f"CASE WHEN {how} THEN '{name}' END" for how, name in zip(differ, columns, strict=True)
    ]
    rows = _rows(
        _NEWEST,
        table=quote(model._meta.db_table),
        history=_history(model),
        differing=", ".join(names),
        differs=f"({' OR '.join(differ)})",
    )
    for pk, is_gone, is_unknown, named in rows:
        if is_gone:
            yield Difference(model, pk, "is in the history and not in the record")
        elif is_unknown:
            yield Difference(model, pk, "is in the record and not in the history")
        else:
            yield Difference(model, pk, f"is not as its newest history says: {', '.join(named)}")


def _unsaved(model: type[Tracked]) -> Iterator[Difference]:
    for pk, saves, kept in _rows(_SAVES, history=_history(model)):
        yield Difference(model, pk, f"was saved {saves} times, and {kept} are in the history")


def _earlier(model: type[Tracked], column: str, linked: type[Tracked]) -> Iterator[Difference]:
    """Rows that link to something that was not there yet: a past day could not show them."""
    if linked not in past_models():
        return
    words = {
        "history": _history(model),
        "column": connection.ops.quote_name(column),
        "linked": _history(linked),
    }
    for pk, of in _rows(_EARLIER, **words):
        name = f"{linked._meta.verbose_name} {of}"
        yield Difference(model, pk, f"has a history that begins before that of its {name}")


def _history(model: type[Tracked]) -> str:
    manager: Any = model.history
    return connection.ops.quote_name(manager.model._meta.db_table)


def _rows(query: str, **names: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query.format(**names))
        return cursor.fetchall()
