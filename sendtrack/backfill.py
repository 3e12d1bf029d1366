"""What migrations do to rows that are there already."""

from collections.abc import Callable
from typing import Any

from psycopg import sql


def written_when_it_took_place(app_label: str) -> Callable[[Any, Any], None]:
    """History from before `recorded_at`: all of it was written at the moment it tells of."""

    def fill(apps: Any, schema_editor: Any) -> None:
        for model in apps.get_app_config(app_label).get_models():
            if any(field.name == "recorded_at" for field in model._meta.fields):
                table = sql.Identifier(model._meta.db_table)
                with schema_editor.connection.cursor() as cursor:
                    cursor.execute(
                        sql.SQL("UPDATE {} SET recorded_at = history_date").format(table)
                    )

    return fill
