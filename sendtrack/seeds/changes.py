"""The one verb of the seed loader: put a row where it belongs, once."""

from datetime import date
from typing import Any, TypeVar

from sendtrack.accounts.models import User
from sendtrack.history import Tracked, changes_of, record

Row = TypeVar("Row", bound=Tracked)


def put(
    model: type[Row],
    *,
    by: User,
    source: str,
    key: dict[str, Any],
    described_on: date | None = None,
    at_first: dict[str, Any] | None = None,
    since: date | None = None,
    **values: Any,
) -> Row:
    """The row with this key, made or corrected to say what the document says.

    A new row takes its place in history on the day described. Where it has not always been as it
    is now, `at_first` is what was different then, and `since` the day from which it is so no more.

    A row that already says it is left alone, so loading twice writes nothing. A row that a person
    has changed since is left alone too: the documents were the start, not the last word.
    """
    row = model._base_manager.filter(**key).first()
    if row is None and at_first:
        first = values | at_first
        put(model, by=by, source=source, key=key, described_on=described_on, **first)
        return put(model, by=by, source=source, key=key, described_on=since, **values)
    if row is not None:
        if changes_of(row)[0].history_user != by:
            return row
        if all(getattr(row, name) == value for name, value in values.items()):
            return row
    with record(actor=by, reason=f"Loaded from {source}", described_on=described_on):
        if row is None:
            row = model(**key, **values)
        else:
            for name, value in values.items():
                setattr(row, name, value)
        row.save()
    return row
