"""The moves of reading a published file: a worker claims it, reads all of it, and settles.

As with scans, a claim is a row lock, a counted attempt and a lease. Whoever reads says how far they
are; nothing of a file is used before all of it has been read, and its figures come in one
transaction with the word that they did.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from plans.measuring.calendar import PeriodType
from plans.measuring.words import PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    FileReading,
    PublishedData,
    PublishedFile,
    TakenFigures,
)
from plans.policies.published import answers, check_answers, check_same_set
from plans.published.reading import Found, Progress, Wanted, read_shape, silent, take
from plans.published.shape import Shape
from plans.published.stamps import counted_as
from sendtrack.accounts.models import User
from sendtrack.files.queries import open_stored
from sendtrack.history import record

LEASE = timedelta(minutes=4)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(minutes=30)


class LostClaimError(Exception):
    """Another worker has the file by now."""


@transaction.atomic
def claim(*, reading_id: int, at: datetime) -> FileReading | None:
    """Take a due reading in hand, or None where it isn't due or somebody else has it."""
    reading: FileReading | None = (
        FileReading.objects.due(at)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("file__file", "file__local_area")
        .filter(pk=reading_id)
        .first()
    )
    if reading is None:
        return None
    reading.attempts += 1
    reading.lease_until, reading.share, reading.rows = at + LEASE, 0, 0
    reading.save()
    return reading


def read_in_hand(*, reading: FileReading, at: datetime, progress: Progress = silent) -> None:
    """Read the file of a claimed reading and take the figures of every comparator from it.

    Raises `UnreadableError` where it can't be used: the caller settles that with `refuse`.
    """
    file = reading.file
    is_new = file.state == PublishedState.TO_READ
    shape = shape_of(file, progress) if is_new else file.shape
    if is_new:
        check_same_set(shape, newest_shape(file))
        check_answers(shape, live_of(file.data))
    with record(actor=User.objects.system(), reason=f"Read {shape.rows:,} rows of {file.file}"):
        kept = file.lock()
        current = _hold(reading)
        if kept.state == PublishedState.TO_READ:
            kept.state, kept.holds = PublishedState.READ, shape.as_data()
            kept.save()
        wanted = live_of(kept.data).exclude(taken__file=kept)
        take_for(file=kept, comparators=[each for each in wanted if not answers(shape, each)])
        current.settled_at, current.lease_until, current.last_error = at, None, ""
        current.share, current.rows = 1, shape.rows
        current.save()


def live_of(data: PublishedData) -> "QuerySet[Comparator]":
    """The comparators that take their figures from a data set."""
    rows: QuerySet[Comparator] = Comparator.objects.filter(data=data, ended_on__isnull=True)
    return rows.order_by("pk").select_related("measure")


def newest_shape(file: PublishedFile) -> Shape | None:
    """What is in the newest other release of the same data set; None for the first."""
    others = file.data.files.filter(state=PublishedState.READ).exclude(pk=file.pk)
    newest = others.order_by("-released_on", "-number").first()
    return newest.shape if newest else None


def shape_of(file: PublishedFile, progress: Progress = silent) -> Shape:
    """Read all of a file and say what is in it. Raises `UnreadableError`."""
    own = ComparedCouncil.objects.of(file.local_area).first()
    with closing(open_stored(file.file)) as content:
        return read_shape(content, ours=own.number if own else "", progress=progress)


def _hold(claimed: FileReading) -> FileReading:
    """The reading as it is now, locked. Raises `LostClaimError`."""
    current: FileReading = FileReading.objects.select_for_update(of=("self",)).get(pk=claimed.pk)
    if current.attempts != claimed.attempts or current.settled_at is not None:
        raise LostClaimError
    return current


@transaction.atomic
def tell(*, claimed: FileReading, share: float, rows: int, at: datetime) -> None:
    """Say how far a reading is, and keep it in hand. Raises `LostClaimError`."""
    current = _hold(claimed)
    current.share, current.rows, current.lease_until = share, rows, at + LEASE
    current.save()


def refuse(*, claimed: FileReading, because: str, at: datetime) -> None:
    """Write down what is wrong with the file. None of its figures is used."""
    with record(actor=User.objects.system(), reason="It could not be used"):
        kept = claimed.file.lock()
        current = _hold(claimed)
        current.settled_at, current.lease_until = at, None
        current.save()
        if kept.state == PublishedState.TO_READ:
            kept.state, kept.refused_because = PublishedState.UNREADABLE, because
            kept.save()


@transaction.atomic
def put_off(*, claimed: FileReading, because: str, at: datetime) -> None:
    """It could not be read now: try again later, unless somebody else has it by now."""
    try:
        current = _hold(claimed)
    except LostClaimError:
        return
    delay = min(FIRST_DELAY * 2 ** min(current.attempts - 1, 10), LONGEST_DELAY)
    current.lease_until, current.next_attempt_at = None, at + delay
    current.last_error = because[:200]
    current.save()


_COPY = (
    "COPY plans_publishedfigure (local_area_id, taken_id, level, place, name, period_start, "
    "period_end, value, sign) FROM STDIN"
)


def take_for(*, file: PublishedFile, comparators: Iterable[Comparator]) -> None:
    """Take the figures of comparators from a file that was read, inside `record()`.

    They stream into the database; none is held in memory. The file answers them (`answers`).
    """
    wanted = list(comparators)
    if not wanted:
        return
    taken = {each.pk: _taken(each, file) for each in wanted}
    by_key = {each.pk: each for each in wanted}
    chosen = {each.pk: Wanted(each.indicator, each.filters) for each in wanted}
    with (
        closing(open_stored(file.file)) as content,
        connection.cursor() as cursor,
        cursor.copy(_COPY) as rows,
    ):
        for key, found in take(content, chosen):
            row = _row(found, by_key[key])
            if row is not None:
                rows.write_row((file.local_area_id, taken[key].pk, *row))


def _taken(comparator: Comparator, file: PublishedFile) -> TakenFigures:
    row = TakenFigures(local_area=file.local_area, comparator=comparator, file=file)
    row.save()
    return row


def _row(found: Found, comparator: Comparator) -> Sequence[Any] | None:
    """The figure as it is kept; None where its period is none that the comparator counts by."""
    period = counted_as(found.stamp, PeriodType(comparator.counted_by))
    if period is None:
        return None
    value = found.cell.value
    return (
        found.level,
        found.place[:60],
        found.name[:200],
        period.start,
        period.end,
        None if value is None else value * comparator.times,
        found.cell.sign,
    )
