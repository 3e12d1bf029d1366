"""The one verb of the seed loader: put a row where it belongs, once."""

from typing import Any, TypeVar

from sendtrack.accounts.models import User
from sendtrack.history import Tracked, changes_of, record

Row = TypeVar("Row", bound=Tracked)


def put(model: type[Row], *, by: User, source: str, key: dict[str, Any], **values: Any) -> Row:
    """The row with this key, made or corrected to say what the document says.

    A row that already says it is left alone, so loading twice writes nothing. A row that a person
    has changed since is left alone too: the documents were the start, not the last word.
    """
    row = model._base_manager.filter(**key).first()
    if row is not None:
        if changes_of(row)[0].history_user != by:
            return row
        if all(getattr(row, name) == value for name, value in values.items()):
            return row
    with record(actor=by, reason=f"Loaded from {source}"):
        if row is None:
            row = model(**key, **values)
        else:
            for name, value in values.items():
                setattr(row, name, value)
        row.save()
    return row
