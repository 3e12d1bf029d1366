"""A database check: every clause in it can be judged. `manage.py check --database default`."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from reviews.duties.registry import check_kind
from reviews.models import Clause
from sendtrack.refusals import Refusal


@register(Tags.database)
def clauses_can_be_judged(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """One error for each clause whose kind is unknown or whose parameters do not parse."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        if Clause._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migration
        for kind, parameters, paragraph, area in Clause.objects.using(alias).values_list(
            "kind", "parameters", "paragraph", "local_area__slug"
        ):
            try:
                check_kind(kind, parameters)
            except Refusal as refusal:
                words = f"Paragraph {paragraph} of {area} can't be judged. {refusal.sentence}"
                found.append(Error(words, id="reviews.E001"))
    return found
