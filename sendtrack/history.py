"""Who changed what, when and why: one history row for each tracked row that a change touches.

`record()` is the only door: saving or deleting a tracked row outside it raises, so no change can
reach the database without an actor and a reason. History is audit, never application data.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from simple_history.models import HistoricalRecords

from sendtrack import clock


class UnrecordedChange(RuntimeError):
    """A tracked row was written outside `record()`: a programming error, never a user's."""


class Stale(Exception):
    """Somebody else saved the row after the form was opened. Carries the row as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__(f"{current} has been changed since the form was opened")
        self.current = current


@dataclass(frozen=True)
class _Entry:
    actor: AbstractBaseUser
    reason: str


_entry: ContextVar[_Entry | None] = ContextVar("entry", default=None)


@contextmanager
def record(*, actor: AbstractBaseUser, reason: str) -> Iterator[None]:
    """Make every tracked write inside the block one transaction with this actor and reason."""
    if not reason.strip():
        raise UnrecordedChange("A change needs a reason")
    token = _entry.set(_Entry(actor, reason.strip()))
    try:
        with transaction.atomic():
            yield
    finally:
        _entry.reset(token)


def _current() -> _Entry:
    entry = _entry.get()
    if entry is None:
        raise UnrecordedChange("Tracked rows change only inside record(actor=…, reason=…)")
    return entry


class Records(HistoricalRecords):
    """simple-history with an actor and a reason that the database requires, and our clock."""

    def _get_history_user_fields(self) -> dict[str, Any]:
        return {
            "history_user": models.ForeignKey(
                settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
            )
        }

    def _get_history_change_reason_field(self) -> "models.Field[Any, Any]":
        return models.TextField()

    def get_history_user(self, instance: models.Model) -> Any:
        return _current().actor

    def get_change_reason_for_object(
        self, instance: models.Model, history_type: str, using: str | None
    ) -> str:
        return _current().reason

    def create_historical_record(
        self, instance: Any, history_type: str, using: str | None = None
    ) -> None:
        instance._history_date = clock.now()
        super().create_historical_record(instance, history_type, using)


class Tracked(models.Model):
    """A row with full history and a version that edit forms carry.

    `version` counts the saves. A verb that edits takes the version its form was opened with and
    calls `lock()`: a row saved by somebody else in between raises `Stale`.
    """

    version = models.PositiveIntegerField(default=0, editable=False)
    history = Records(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _current()
        self.version += 1
        super().save(*args, **kwargs)

    def lock(self, *, version: int | None = None) -> Self:
        """This row as it is now, held until the transaction ends. Raises `Stale`."""
        current = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if version is not None and current.version != version:
            raise Stale(current)
        return current


def changes_of(row: Tracked) -> "models.QuerySet[Any]":
    """The history rows of one tracked row, newest first, with their actors."""
    manager: Any = row.history
    return manager.select_related("history_user").order_by("-history_date", "-history_id")
