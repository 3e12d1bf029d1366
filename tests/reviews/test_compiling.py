"""Compiling freezes the record, keeps the files, and asks the chair; nothing else leaves."""

import hashlib
import json
from datetime import date

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from plans.states import Status
from reviews import changes as reviews
from reviews import scheduled
from reviews.changes.compiling import RENDER_WITHIN
from reviews.changes.returns import LEASE
from reviews.models import Return
from reviews.returns import ProgressReport, from_payload
from reviews.states import ReturnState
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.publishing.models import Message, Rendition, Snapshot
from sendtrack.publishing.render import RenderFailedError
from tests.conftest import NOW, Place
from tests.reviews.conftest import Life, text_of

TODAY = date(2026, 3, 11)

pytestmark = pytest.mark.usefixtures("quick_pdf")


@pytest.fixture
def report(life: Life) -> Return:
    return life.opens_report(TODAY)


def test_a_compiled_report_has_its_data_its_files_and_waits_for_the_chair(
    life: Life, report: Return, quick_pdf: bytes
) -> None:
    life.says(life.acts(), Status.AT_RISK, on=date(2026, 2, 10))
    compiled = life.compiles(report, TODAY)
    assert compiled.state == ReturnState.AWAITING_APPROVAL
    assert (compiled.stage, compiled.because, compiled.lease_until) == ("", "", None)
    snapshot = compiled.snapshot
    assert snapshot is not None
    assert (snapshot.number, snapshot.data_as_at) == (1, TODAY)
    assert str(snapshot) == "Progress report for the period to 9 March 2026, version 1"
    stored = {row.format: row for row in snapshot.renditions.all()}
    assert bytes(stored["pdf"].content) == quick_pdf
    assert stored["pdf"].sha256 == hashlib.sha256(quick_pdf).hexdigest()
    assert "A1.1" in bytes(stored["html"].content).decode()


def test_the_frozen_data_makes_the_report_again(life: Life, report: Return) -> None:
    life.says(life.acts(), Status.AT_RISK, on=date(2026, 2, 10))
    compiled = life.compiles(report, TODAY)
    assert compiled.snapshot is not None
    frozen = from_payload(ProgressReport, json.loads(json.dumps(compiled.snapshot.payload)))
    assert frozen.about.version == 1
    assert frozen.areas[0].updates[0].happened == "We met families."
    life.says(life.acts("Another"), on=TODAY, happened="Later words.")
    again = Snapshot.objects.get(pk=compiled.snapshot.pk)
    assert from_payload(ProgressReport, again.payload) == frozen


def test_every_chair_is_asked_and_nobody_else(
    life: Life, report: Return, chair: User, lead: User, adviser: User
) -> None:
    life.compiles(report, TODAY)
    message = Message.objects.get()
    assert [row.recipient for row in message.deliveries.all()] == [chair.email]
    assert message.subject == "To approve: report to the Department, period to 9 March 2026"
    assert "/exampleshire/reports/2026-03-09/" in text_of(message)


def test_who_asked_counts_as_the_compiler(life: Life, report: Return, lead: User) -> None:
    reviews.ask_to_compile(report=report, by=lead)
    report.refresh_from_db()
    compiled = life.compiles(report, TODAY)
    assert compiled.snapshot is not None
    assert compiled.snapshot.compiled_by == lead
    assert changes_of(compiled)[0].history_user == lead


def test_the_task_compiles_what_it_is_given_and_a_second_copy_does_nothing(
    report: Return,
) -> None:
    scheduled.compile_report(report.pk)
    scheduled.compile_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReturnState.AWAITING_APPROVAL
    assert (Snapshot.objects.count(), Rendition.objects.count()) == (1, 2)


def test_a_task_for_a_report_that_is_not_there_does_nothing(place: Place) -> None:
    scheduled.compile_report(4711)


def test_a_renderer_that_fails_says_why_and_leaves_nothing_behind(
    report: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**asked: object) -> bytes:
        raise RenderFailedError("The report took too much memory to print. Make it shorter.")

    monkeypatch.setattr("reviews.changes.compiling.render_pdf", fail)
    scheduled.compile_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempts) == (ReturnState.DUE, 1)
    assert report.because == "The report took too much memory to print. Make it shorter."
    assert report.not_before > NOW
    assert not Snapshot.objects.exists()


def test_a_mistake_of_ours_is_told_without_its_secrets(
    report: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*args: object, **kwargs: object) -> ProgressReport:
        raise KeyError("password=hunter2")

    monkeypatch.setattr("reviews.changes.compiling.progress_report", stumble)
    scheduled.compile_report(report.pk)
    report.refresh_from_db()
    assert report.because == "The report could not be put together (KeyError)."


def test_a_worker_killed_in_the_middle_leaves_a_report_that_the_next_one_finishes(
    life: Life, report: Return, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(**asked: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("reviews.changes.compiling.render_pdf", die)
        with pytest.raises(KeyboardInterrupt):
            scheduled.compile_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.stage) == (ReturnState.COMPILING, "Rendering the PDF")
    assert not Snapshot.objects.exists()
    assert reviews.claim(report=report, at=NOW + LEASE * 2)
    reviews.compile_return(report=report, on=TODAY, at=NOW)
    assert Snapshot.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_worker_that_comes_back_from_a_long_sleep_throws_its_work_away(
    life: Life, report: Return, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleep(**asked: object) -> bytes:
        other = Return.objects.get(pk=report.pk)
        assert reviews.claim(report=other, at=NOW + LEASE * 2)
        monkeypatch.setattr("reviews.changes.compiling.render_pdf", quick)
        reviews.compile_return(report=other, on=TODAY, at=NOW)
        return b"%PDF-1.7 too late"

    quick = reviews.compile_return.__globals__["render_pdf"]
    monkeypatch.setattr("reviews.changes.compiling.render_pdf", sleep)
    scheduled.compile_report(report.pk)
    assert Snapshot.objects.count() == 1
    assert b"too late" not in bytes(Rendition.objects.get(format="pdf").content)
    assert Message.objects.count() == 1


def test_a_report_that_takes_too_long_is_ended_with_a_sentence(
    report: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dawdle(**asked: object) -> bytes:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr("reviews.changes.compiling.render_pdf", dawdle)
    scheduled.compile_report(report.pk)
    report.refresh_from_db()
    assert report.because == "It took longer than 100 seconds. Make the report shorter."


def test_a_living_worker_never_loses_its_claim() -> None:
    """Rendering ends before the task is asked to, the task before it is killed, both in lease."""
    task = scheduled.compile_report
    ends = (RENDER_WITHIN, task.soft_time_limit or 0, task.time_limit or 0, LEASE.total_seconds())
    assert list(ends) == sorted(set(ends))
