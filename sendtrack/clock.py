"""The one clock of the product (K10).

Everything that needs to know the time asks here, at the edge: views, tasks, commands. Below the
edge, dates are parameters. `at()` lets a story or a test stand on another moment; it is a context
variable, so threads and requests never see each other's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The current moment, with its time zone."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The current day in the local time zone (Europe/London)."""
    return timezone.localdate(now())


def start_of(day: date) -> datetime:
    """The first moment of a day in the local time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The last moment of a day in the local time zone; days on which clocks change have 23 or 25
    hours."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand on another moment inside the block."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
