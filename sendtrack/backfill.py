"""What migrations do to rows that are there already."""

from collections.abc import Callable
from typing import Any

from django.db.models import F


def written_when_it_took_place(app_label: str) -> Callable[[Any, Any], None]:
    """History from before `recorded_at`: all of it was written at the moment it tells of."""

    def fill(apps: Any, schema_editor: Any) -> None:
        for model in apps.get_app_config(app_label).get_models():
            if any(field.name == "recorded_at" for field in model._meta.fields):
                rows = model._default_manager.using(schema_editor.connection.alias)
                rows.update(recorded_at=F("history_date"))

    return fill
