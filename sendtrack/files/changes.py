"""The verb that keeps a file."""

import hashlib
import io
import logging
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db.models import Sum

from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files import store
from sendtrack.files.inspection import DAMAGED_PICTURE, LARGEST, clean_name, inspect
from sendtrack.files.kinds import PICTURES, Kind
from sendtrack.files.models import Scan, ScanState, StoredFile
from sendtrack.files.pictures import NotAPicture, without_hidden_data
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.refusals import Refusal
from sendtrack.wake import wake

Upload = File
PIECE = 64 * 1024

logger = logging.getLogger(__name__)


def keep_file(
    *,
    area: LocalArea,
    upload: Upload,
    by: User,
    kinds: frozenset[Kind],
    is_published: bool = False,
) -> StoredFile:
    """Keep a file that somebody handed over, if it is one of `kinds` by its bytes and its name.

    Raises `Refusal` at the field `upload`; nothing is kept then. The file waits for the scanner,
    where this installation has one, and can't be downloaded until that has found it clean.
    """
    name, content = upload.name or "", _bytes_of(upload)
    kind = inspect(content, name=name, size=upload.size, kinds=kinds, is_published=is_published)
    _check_room(area=area, size=upload.size)
    original = ""
    if kind in PICTURES:
        original, content = _without_hidden_data(content, kind)
    try:
        written = store.write(_pieces(content))
    except OSError as error:
        logger.exception("A file could not be kept")
        raise Refusal(
            "We could not keep the file: there is no room for it now. Nothing was saved. Try "
            "again later, or keep it elsewhere and give the address.",
            field="upload",
        ) from error
    now = clock.now()
    stored = StoredFile(
        local_area=area,
        original_name=clean_name(name),
        kind=kind,
        size=written.size,
        sha256=written.sha256,
        original_sha256=original,
        stored_as=written.stored_as,
        uploaded_by=by,
        uploaded_at=now,
        state=ScanState.WAITING,
    )
    with record(actor=by, reason=f"Uploaded {stored.original_name}"):
        stored.save()
        scan = Scan.objects.create(local_area=area, file=stored, next_attempt_at=now)
        if settings.SCANNER != "none":
            wake("files.scan", scan.pk)
    return stored


def _bytes_of(upload: Upload) -> BinaryIO:
    return cast(BinaryIO, upload.file)


def _without_hidden_data(content: BinaryIO, kind: Kind) -> tuple[str, BinaryIO]:
    """The SHA-256 of a picture as it was handed over, and the picture as it is kept."""
    content.seek(0)
    original = content.read()
    try:
        kept = without_hidden_data(original, kind)
    except NotAPicture as error:
        raise Refusal(DAMAGED_PICTURE, field="upload") from error
    return hashlib.sha256(original).hexdigest(), io.BytesIO(kept)


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(PIECE):
        yield piece


def _check_room(*, area: LocalArea, size: int) -> None:
    """An area's files together stay within FILES_PER_AREA_MB. A refused file holds no room."""
    kept = StoredFile.objects.of(area).exclude(state=ScanState.REFUSED)
    taken = kept.aggregate(taken=Sum("size"))["taken"] or 0
    if taken + size > settings.FILES_PER_AREA_MB * 1024**2:
        raise Refusal(
            f"The files of {area} already fill the {settings.FILES_PER_AREA_MB:,} MB they may "
            "take. Keep this one elsewhere and give the address.",
            field="upload",
        )


__all__ = ["LARGEST", "Upload", "keep_file"]
