"""Who changed what, when and why: one history row for each tracked row that a change touches.

`record()` is the only door: saving or deleting a tracked row outside it raises, so no change can
reach the database without an actor and a reason. History is audit, never application data:
pages show it, also as the record stood on a past day (`past`), and nothing decides by it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
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
    placed_at: datetime | None


_entry: ContextVar[_Entry | None] = ContextVar("entry", default=None)


@dataclass(frozen=True)
class _Origin:
    named: str
    described_on: date | None


_origin: ContextVar[_Origin | None] = ContextVar("origin", default=None)


@contextmanager
def brought_in(*, origin: str, described_on: date | None = None) -> Iterator[None]:
    """Every reason recorded inside names where the change comes from: "Import 3, tracker.xlsx".

    All of it takes its place on the day that the source describes, where one is given.
    """
    token = _origin.set(_Origin(origin, described_on))
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def record(
    *, actor: AbstractBaseUser, reason: str, described_on: date | None = None
) -> Iterator[None]:
    """Make every tracked write inside the block one transaction with this actor and reason.

    `described_on` is for records loaded from the past: the day that the source describes. Their
    history takes its place on that day, and keeps the moment at which it was really written.
    """
    if origin := _origin.get():
        described_on = described_on or origin.described_on
    placed_at = clock.start_of(described_on) if described_on else None
    token = _entry.set(_Entry(actor, _in_full(reason), placed_at))
    try:
        with transaction.atomic():
            yield
    finally:
        _entry.reset(token)


def _in_full(reason: str) -> str:
    """A reason as the history keeps it: after the name of what it was brought in from."""
    if not reason.strip():
        raise UnrecordedChange("A change needs a reason")
    origin = _origin.get()
    return f"{origin.named}. {reason.strip()}" if origin else reason.strip()


def _current() -> _Entry:
    entry = _entry.get()
    if entry is None:
        raise UnrecordedChange("Tracked rows change only inside record(actor=…, reason=…)")
    return entry


class HistoryRow(models.Model):
    """What our history rows hold beside simple-history's own columns.

    `history_date` is the moment from which the row says how things stood, `recorded_at` the one
    at which it was written: later, for what was loaded from the past.
    """

    history_date: datetime
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    @property
    def was_loaded_later(self) -> bool:
        return timezone.localdate(self.recorded_at) > timezone.localdate(self.history_date)


class Records(HistoricalRecords):
    """simple-history with an actor and a reason that the database requires, and our clock."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(bases=[HistoryRow], **kwargs)

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
        [instance._history_date] = _moments([instance], is_new=history_type == "+")
        super().create_historical_record(instance, history_type, using)


def _moments(rows: Sequence[Any], *, is_new: bool) -> list[datetime]:
    """For each row of one model now, or the day that a source describes; never before what the
    row's history already tells, which would make an old text the newest."""
    placed_at = _current().placed_at
    if placed_at is None:
        return [clock.now() for _ in rows]
    if is_new:
        return [placed_at for _ in rows]
    key = rows[0]._meta.pk.attname
    told = type(rows[0]).history.filter(**{f"{key}__in": [row.pk for row in rows]})
    newest = dict(told.values_list(key).annotate(at=Max("history_date")))
    return [max(placed_at, newest.get(row.pk, placed_at)) for row in rows]


class Tracked(models.Model):
    """A row with full history and a version that edit forms carry.

    `version` counts the saves. A verb that edits takes the version its form was opened with and
    calls `lock()`: a row saved by somebody else in between raises `Stale`.
    """

    version = models.PositiveIntegerField(default=0, editable=False)
    history = Records(inherit=True)

    is_added_once = False
    """Whether rows are added and never changed or removed, which saving and deleting then refuse.
    """
    stands_still = False
    """Whether a look at a past day reads these rows as they are, because they don't change."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._count_save()
        super().save(*args, **kwargs)

    def _count_save(self) -> None:
        _current()
        if self.is_added_once and not self._state.adding:
            raise UnrecordedChange(f"{self._meta.label} rows are added, never changed")
        self.version += 1

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _current()
        if self.is_added_once:
            raise UnrecordedChange(f"{self._meta.label} rows are added, never removed")
        return super().delete(*args, **kwargs)

    def lock(self, *, version: int | None = None) -> Self:
        """This row as it is now, held until the transaction ends. Raises `Stale`."""
        current = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if version is not None and current.version != version:
            raise Stale(current)
        return current


def save_together(saves: Sequence[tuple[Tracked, str]]) -> None:
    """Save many rows of one model inside `record()`, each with a reason of its own and one history
    row: two statements for each 500 rows (three for records of the past).

    The caller has locked the rows that exist already, and has them as the database has them.
    """
    new = [save for save in saves if save[0]._state.adding]
    known = [save for save in saves if not save[0]._state.adding]
    for alike, is_new in ((new, True), (known, False)):
        for start in range(0, len(alike), _TOGETHER):
            _save_alike(alike[start : start + _TOGETHER], is_new=is_new)


_TOGETHER = 500


def _save_alike(saves: Sequence[tuple[Any, str]], *, is_new: bool) -> None:
    rows = [row for row, _ in saves]
    model: Any = type(rows[0])
    for row in rows:
        row._count_save()
    if is_new:
        model._base_manager.bulk_create(rows)
    else:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._base_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields
        )
    for (row, reason), moment in zip(saves, _moments(rows, is_new=is_new), strict=True):
        row._history_date, row._change_reason = moment, _in_full(reason)
    model.history.bulk_history_create(rows, update=not is_new, default_user=_current().actor)


def changes_of(row: Tracked) -> "models.QuerySet[Any]":
    """The history rows of one tracked row, newest first, with their actors."""
    manager: Any = row.history
    return manager.select_related("history_user").order_by("-history_date", "-history_id")
