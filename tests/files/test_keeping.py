"""What happens to the bytes that somebody hands over."""

import hashlib
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files import store, tidying
from sendtrack.files.changes import keep_file
from sendtrack.files.kinds import DOCUMENTS, Kind
from sendtrack.files.models import StoredFile
from sendtrack.files.queries import Damaged, open_stored
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.files.samples import PDF, REAL, uploaded


def keep(place: Place, by: User, content: bytes = PDF, name: str = "Audit.pdf") -> StoredFile:
    return keep_file(area=place.area, upload=uploaded(content, name), by=by, kinds=DOCUMENTS)


def bytes_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_officer_hands_over_a_file_and_gets_the_same_bytes_back(
    place: Place, officer: User
) -> None:
    stored = keep(place, officer)
    assert (stored.original_name, stored.kind, stored.size) == ("Audit.pdf", Kind.PDF, len(PDF))
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    with open_stored(stored) as content:
        assert content.read() == PDF
    history = list(stored.history.all())
    assert [(row.history_user, row.history_change_reason) for row in history] == [
        (officer, "Uploaded Audit.pdf")
    ]


def test_the_bytes_lie_where_this_process_alone_reads_under_a_name_that_says_nothing(
    place: Place, officer: User, files_folder: Path
) -> None:
    keep(place, officer, name="Amelia's plan.pdf")
    (path,) = bytes_of(files_folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(path.name) == 32
    assert "Amelia" not in str(path)


def test_two_files_of_the_same_name_are_two_files(place: Place, officer: User) -> None:
    first, second = keep(place, officer), keep(place, officer)
    assert first.stored_as != second.stored_as


def test_a_refused_file_leaves_no_row_and_no_bytes(
    place: Place, officer: User, files_folder: Path
) -> None:
    with pytest.raises(Refusal):
        keep(place, officer, REAL[Kind.PNG], "audit.pdf")
    assert not StoredFile.objects.exists()
    assert bytes_of(files_folder) == []


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(
    place: Place, officer: User, files_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(Refusal, match="no room") as refused:
        keep(place, officer)
    assert refused.value.field == "upload"
    assert not StoredFile.objects.exists()
    assert bytes_of(files_folder) == []


def test_an_area_may_not_fill_the_disk_of_all(
    place: Place, officer: User, settings: LazySettings
) -> None:
    settings.FILES_PER_AREA_MB = 1
    keep(place, officer, b"a" * 2**20, "first.txt")
    with pytest.raises(Refusal, match="already fill the 1 MB"):
        keep(place, officer, b"b", "second.txt")


def test_bytes_that_were_changed_on_the_disk_are_never_given_out(
    place: Place, officer: User, files_folder: Path
) -> None:
    stored = keep(place, officer)
    (path,) = bytes_of(files_folder)
    path.write_bytes(PDF.replace(b"Catalog", b"Catalox"))
    with pytest.raises(Damaged, match="other bytes"):
        open_stored(stored)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        open_stored(stored)


def test_what_a_rolled_back_transaction_left_is_tidied_away_later(
    place: Place, officer: User, files_folder: Path
) -> None:
    kept = keep(place, officer)
    with transaction.atomic():
        keep(place, officer, name="never.pdf")
        transaction.set_rollback(True)
    (files_folder / "ab").mkdir()
    (files_folder / "ab" / "ab12.part").write_bytes(b"half")
    assert len(bytes_of(files_folder)) == 3
    now = clock.now()
    for path in bytes_of(files_folder):
        os.utime(path, (now.timestamp(), now.timestamp()))
    assert tidying.remove_left_over(at=now + timedelta(hours=5)) == 0
    assert tidying.remove_left_over(at=now + timedelta(hours=7)) == 2
    with open_stored(kept) as content:
        assert content.read() == PDF


def test_a_store_that_cannot_be_written_to_says_so(settings: LazySettings, tmp_path: Path) -> None:
    assert store.problem() == ""
    (tmp_path / "in the way").write_text("x")
    settings.FILES_DIR = str(tmp_path / "in the way")
    assert store.problem().startswith("files can't be kept")
