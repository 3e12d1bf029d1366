"""Bytes without a row: left by a transaction that was rolled back or a process that was killed."""

from datetime import datetime, timedelta

from sendtrack.files import store
from sendtrack.files.models import ScanState, StoredFile

UNTOUCHED_FOR = timedelta(hours=6)
"""Younger bytes are left alone: the transaction that writes their row may still be open."""


def remove_left_over(*, at: datetime) -> int:
    """Take away bytes that no row knows, and those of files that the scanner refused. How many."""
    names = list(store.names_before(at - UNTOUCHED_FOR))
    rows = StoredFile.objects.filter(stored_as__in=names).exclude(state=ScanState.REFUSED)
    known = set(rows.values_list("stored_as", flat=True))
    left_over = [name for name in names if name not in known]
    for name in left_over:
        store.remove_left_over(name)
    return len(left_over)
