"""Reading files back, and which of them wait for the scanner."""

from datetime import datetime
from typing import BinaryIO

from sendtrack.files import store
from sendtrack.files.models import Scan, StoredFile
from sendtrack.files.store import Damaged

__all__ = ["Damaged", "due_scans", "open_stored", "waiting_since_before"]


def open_stored(stored: StoredFile) -> BinaryIO:
    """The bytes of a file after they have been compared with their SHA-256. Raises `Damaged`.

    Whether somebody may have them is for the caller to ask first (`may_be_downloaded`).
    """
    return store.read(stored.stored_as, sha256=stored.sha256)


def due_scans(at: datetime, limit: int) -> list[int]:
    """The keys of those to be asked about now, the longest waiting first."""
    due = Scan.objects.due(at).order_by("next_attempt_at", "pk")
    return list(due.values_list("pk", flat=True)[:limit])


def waiting_since_before(moment: datetime) -> int:
    """How many files were handed over before a moment and have no verdict."""
    return Scan.objects.filter(settled_at__isnull=True, file__uploaded_at__lt=moment).count()
