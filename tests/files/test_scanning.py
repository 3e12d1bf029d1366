"""No file is given out before the scanner has said that it is clean."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import RequestFactory
from pytest_django import DjangoCaptureOnCommitCallbacks

from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files import scanner, scans, tasks
from sendtrack.files.changes import keep_file
from sendtrack.files.kinds import DOCUMENTS
from sendtrack.files.models import Scan, ScanState, StoredFile
from sendtrack.files.queries import due_scans
from sendtrack.files.scanner import ScannerAway, Verdict, ask
from sendtrack.files.serving import hand_out
from tests.conftest import NOW, Place
from tests.files.clamd import HOSTILE, FakeClamd, listening
from tests.files.samples import PDF, uploaded

INFECTED = b"What parents said.\n" + HOSTILE


@pytest.fixture
def clamd(settings: LazySettings) -> Iterator[FakeClamd]:
    """A scanner that this installation knows."""
    with listening() as (server, name):
        settings.SCANNER = name
        yield server


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What workers were asked to do, by this test's own ears."""
    asked: list[tuple[Any, ...]] = []
    for module in (tasks, keep_file.__globals__):
        place = module if isinstance(module, dict) else vars(module)
        monkeypatch.setitem(place, "wake", lambda *what: asked.append(what))
    return asked


@pytest.fixture
def keep(place: Place, officer: User, woken: list[tuple[Any, ...]]) -> Callable[..., StoredFile]:
    def keep(content: bytes = PDF, name: str = "audit.pdf") -> StoredFile:
        upload = uploaded(content, name)
        return keep_file(area=place.area, upload=upload, by=officer, kinds=DOCUMENTS)

    return keep


def given_out(stored: StoredFile, rf: RequestFactory, user: User) -> Any:
    request: Any = rf.get("/")
    request.user, request.session = user, {}
    return hand_out(request, stored)


def test_the_scanner_gets_every_byte_and_says_clean() -> None:
    content = bytes(range(256)) * 1000
    with listening() as (clamd, name):
        assert ask(io.BytesIO(content), scanner=name) == Verdict("")
    assert clamd.received == [content]


def test_a_socket_of_this_machine_does_as_well(tmp_path: Path) -> None:
    with listening(tmp_path / "clamd") as (_, name):
        assert ask(io.BytesIO(INFECTED), scanner=name).found == "Win.Test.EICAR_HDB-1"
    with pytest.raises(ScannerAway, match="could not be reached"):
        ask(io.BytesIO(PDF), scanner=f"unix:{tmp_path}/nobody")


@pytest.mark.parametrize("mood", ["error", "full", "deaf", "babbles", "silent"])
def test_a_scanner_that_gives_no_verdict_is_away_and_never_says_clean(
    mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "PATIENCE", 0.3)
    with listening() as (clamd, name):
        clamd.mood = mood
        with pytest.raises(ScannerAway):
            ask(io.BytesIO(PDF * 5000), scanner=name)


def test_a_scanner_that_is_down_is_away(free_port: int) -> None:
    with pytest.raises(ScannerAway, match="could not be reached"):
        ask(io.BytesIO(PDF), scanner=f"tcp://127.0.0.1:{free_port}")


@pytest.fixture
def free_port() -> int:
    with listening() as (_, name):
        return int(name.rpartition(":")[2])


def test_a_clean_file_waits_is_scanned_and_can_then_be_downloaded(
    clamd: FakeClamd,
    keep: Callable[..., StoredFile],
    officer: User,
    rf: RequestFactory,
    woken: list[tuple[Any, ...]],
) -> None:
    stored = keep()
    assert woken == [("files.scan", stored.scan.pk)]
    assert stored.standing == ScanState.WAITING
    assert not stored.may_be_downloaded
    tasks.scan(stored.scan.pk)
    stored.refresh_from_db()
    assert (stored.state, stored.judged_at) == (ScanState.CLEAN, NOW)
    answer = given_out(stored, rf, officer)
    assert b"".join(answer.streaming_content) == PDF
    answer.file_to_stream.close()
    newest = stored.history.latest()
    assert newest.history_user == User.objects.system()
    assert newest.history_change_reason == "The virus scanner found nothing"


def test_a_hostile_file_is_refused_its_bytes_go_and_the_record_says_why(
    clamd: FakeClamd,
    keep: Callable[..., StoredFile],
    files_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    stored = keep(INFECTED, "views.txt")
    with django_capture_on_commit_callbacks(execute=True):
        tasks.scan(stored.scan.pk)
    stored.refresh_from_db()
    assert (stored.state, stored.found) == (ScanState.REFUSED, "Win.Test.EICAR_HDB-1")
    assert not stored.may_be_downloaded
    assert [path for path in files_folder.rglob("*") if path.is_file()] == []
    assert stored.history.count() == 2


def test_while_the_scanner_is_away_the_file_is_kept_and_asked_about_again(
    clamd: FakeClamd, keep: Callable[..., StoredFile], woken: list[tuple[Any, ...]]
) -> None:
    clamd.mood = "error"
    stored = keep()
    tasks.scan(stored.scan.pk)
    waiting = Scan.objects.get()
    assert waiting.attempts == 1
    assert "memory" in waiting.last_error
    assert waiting.next_attempt_at == NOW + timedelta(minutes=1)
    assert stored.history.count() == 1
    clamd.mood = "clean"
    woken.clear()
    tasks.sweep()
    assert woken == []
    with clock.at(NOW + timedelta(minutes=2)):
        tasks.sweep()
        assert woken == [("files.scan", waiting.pk)]
        tasks.scan(waiting.pk)
    stored.refresh_from_db()
    assert stored.state == ScanState.CLEAN


def test_two_workers_never_scan_the_same_file_and_a_lost_one_is_taken_over(
    clamd: FakeClamd, keep: Callable[..., StoredFile]
) -> None:
    stored = keep()
    first = scans.claim(scan_id=stored.scan.pk, at=NOW)
    assert first is not None
    assert scans.claim(scan_id=stored.scan.pk, at=NOW) is None
    assert due_scans(NOW, 10) == []
    later = NOW + timedelta(minutes=3)
    second = scans.claim(scan_id=stored.scan.pk, at=later)
    assert second is not None
    scans.settle(claimed=second, verdict=Verdict(""), at=later)
    scans.settle(claimed=first, verdict=Verdict("too late"), at=later)
    scans.put_off(claimed=first, because="too late", at=later)
    stored.refresh_from_db()
    assert (stored.state, stored.history.count()) == (ScanState.CLEAN, 2)
    assert due_scans(later + timedelta(days=1), 10) == []


def test_a_file_that_waits_too_long_raises_the_alarm(
    clamd: FakeClamd, keep: Callable[..., StoredFile], caplog: pytest.LogCaptureFixture
) -> None:
    keep()
    with clock.at(NOW + timedelta(minutes=16)), caplog.at_level(logging.ERROR):
        tasks.sweep()
    assert "1 files have waited for the virus scanner" in caplog.text


def test_without_a_scanner_a_file_says_that_it_was_not_scanned_and_can_be_had(
    keep: Callable[..., StoredFile], woken: list[tuple[Any, ...]], settings: LazySettings
) -> None:
    stored = keep()
    tasks.sweep()
    tasks.scan(stored.scan.pk)
    assert woken == []
    assert stored.standing == "not_scanned"
    assert stored.may_be_downloaded
    settings.SCANNER = "tcp://127.0.0.1:1"
    assert stored.standing == ScanState.WAITING
    assert not stored.may_be_downloaded
    tasks.sweep()
    assert woken == [("files.scan", stored.scan.pk)]


def test_a_file_goes_out_as_an_attachment_that_no_browser_opens(
    keep: Callable[..., StoredFile], officer: User, rf: RequestFactory
) -> None:
    answer = given_out(keep(name='Bericht "über" SEND;\r\nX: y.pdf'), rf, officer)
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''Bericht%20%C3%BCber%20SEND%3BX%20y.pdf"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert int(answer["Content-Length"]) == len(PDF)
    answer.file_to_stream.close()
