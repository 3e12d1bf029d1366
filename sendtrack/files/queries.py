"""Reading files back."""

from typing import BinaryIO

from sendtrack.files import store
from sendtrack.files.models import StoredFile
from sendtrack.files.store import Damaged

__all__ = ["Damaged", "open_stored"]


def open_stored(stored: StoredFile) -> BinaryIO:
    """The bytes of a file after they have been compared with their SHA-256. Raises `Damaged`.

    Whether somebody may have them is for the caller to ask first (`may_be_downloaded`).
    """
    return store.read(stored.stored_as, sha256=stored.sha256)
