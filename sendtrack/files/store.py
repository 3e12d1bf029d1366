"""Where the bytes lie: under FILES_DIR, readable by this process alone, at names that say nothing.

A file is written beside its place, made durable and renamed into it, so that a name either holds
all bytes or does not exist. The row comes after the bytes: a transaction that is rolled back
leaves bytes without a row, which `tidying` finds; a row without bytes never comes to be.
"""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024


class Damaged(Exception):
    """The bytes of a stored file are missing or not those that were handed over."""


@dataclass(frozen=True)
class Written:
    stored_as: str
    size: int
    sha256: str


def _folder() -> Path:
    return Path(settings.FILES_DIR)


def _path(stored_as: str) -> Path:
    return _folder() / stored_as[:2] / stored_as


def write(pieces: Iterable[bytes]) -> Written:
    """Put bytes in the store. Raises OSError and leaves nothing where that can't be done."""
    stored_as = secrets.token_hex(16)
    path = _path(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    beside = path.with_suffix(".part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with open(descriptor, "wb") as kept:
            for piece in pieces:
                kept.write(piece)
                digest.update(piece)
                size += len(piece)
            kept.flush()
            os.fsync(kept.fileno())
        beside.rename(path)
        _make_durable(path.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
    return Written(stored_as, size, digest.hexdigest())


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(stored_as: str, *, sha256: str) -> BinaryIO:
    """The bytes, from their start, after all of them have been compared with their SHA-256.

    Raises `Damaged`. What is read is the very file that was checked, also when it is removed.
    """
    try:
        content = _path(stored_as).open("rb")
    except FileNotFoundError as error:
        raise Damaged(f"{stored_as} is missing") from error
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    if digest.hexdigest() != sha256:
        content.close()
        raise Damaged(f"{stored_as} has other bytes than were handed over")
    content.seek(0)
    return content


def remove(stored_as: str) -> None:
    """Take the bytes away. Doing so twice is the same as once."""
    _path(stored_as).unlink(missing_ok=True)


def names_before(moment: datetime) -> Iterator[str]:
    """The names of all bytes in the store, begun ones too, that are older than a moment."""
    for path in _folder().glob("??/*"):
        try:
            is_old = path.stat().st_mtime < moment.timestamp()
        except FileNotFoundError:
            continue
        if is_old:
            yield path.name


def remove_left_over(name: str) -> None:
    """Take away bytes found by `names_before`, under the name given there."""
    (_folder() / name[:2] / name).unlink(missing_ok=True)


def problem() -> str:
    """Why nothing could be kept now; empty where all is well."""
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=_folder()) as probe:
            probe.write(b"0" * 4096)
            probe.flush()
    except OSError as error:
        return f"files can't be kept: {error.strerror}"
    return ""
