"""A report falls due by itself, once; a worker claims it, once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from reviews import changes as reviews
from reviews import scheduled
from reviews.changes.returns import LEASE, MOST_ATTEMPTS
from reviews.models import Return
from reviews.states import RETURN_MOVES, ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import changes_of, record
from sendtrack.publishing.models import Heartbeat, Message
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place, build_place
from tests.reviews.conftest import text_of

Pool = Callable[[Callable[[], Any]], list[Any]]


@pytest.fixture
def report(place: Place, system: User, today: date) -> Return:
    """The report for the period to 9 March 2026, due since yesterday."""
    return reviews.open_due_returns(regime=place.regime, on=today, by=system)[-1]


def test_the_newest_period_is_due_and_older_ones_are_recorded_as_missed(
    place: Place, system: User, today: date
) -> None:
    opened = reviews.open_due_returns(regime=place.regime, on=today, by=system)
    assert [(row.number, row.period_end, row.state) for row in opened] == [
        (1, date(2025, 11, 9), ReturnState.MISSED),
        (2, date(2026, 1, 9), ReturnState.MISSED),
        (3, date(2026, 3, 9), ReturnState.DUE),
    ]
    assert opened[0].because == "The period passed before it could be compiled here."
    assert (opened[2].period_start, opened[2].due_on) == (date(2026, 1, 10), date(2026, 3, 23))


def test_a_period_is_due_on_the_day_after_its_last(place: Place, system: User) -> None:
    on_the_day = date(2025, 11, 9)
    assert reviews.open_due_returns(regime=place.regime, on=on_the_day, by=system) == []
    after = on_the_day + timedelta(days=1)
    assert len(reviews.open_due_returns(regime=place.regime, on=after, by=system)) == 1


def test_asking_again_opens_nothing(report: Return, system: User, today: date) -> None:
    assert reviews.open_due_returns(regime=report.regime, on=today, by=system) == []
    assert Return.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_open_each_period_once(
    place: Place, system: User, today: date, twice_at_once: Pool
) -> None:
    opened = twice_at_once(
        lambda: reviews.open_due_returns(regime=place.regime, on=today, by=system)
    )
    assert sorted(len(rows) for rows in opened) == [0, 3]
    assert Return.objects.count() == 3


def test_a_clock_two_months_ahead_and_back_makes_no_storm(
    report: Return, system: User, today: date
) -> None:
    ahead = today + timedelta(days=62)
    (opened,) = reviews.open_due_returns(regime=report.regime, on=ahead, by=system)
    assert opened.period_end == date(2026, 5, 9)
    assert reviews.open_due_returns(regime=report.regime, on=today, by=system) == []


def test_a_regime_that_asks_for_no_reports_has_none_due(
    place: Place, system: User, today: date
) -> None:
    place.regime.report_every_months = None
    assert reviews.open_due_returns(regime=place.regime, on=today, by=system) == []


def test_a_claim_counts_the_attempt_before_any_work(report: Return) -> None:
    assert reviews.claim(report=report, at=NOW)
    assert (report.state, report.attempts) == (ReturnState.COMPILING, 1)
    assert report.lease_until == NOW + LEASE


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_has_the_report(report: Return, twice_at_once: Pool) -> None:
    claimed = twice_at_once(lambda: reviews.claim(report=Return.objects.get(pk=report.pk), at=NOW))
    assert sorted(claimed) == [False, True]
    report.refresh_from_db()
    assert report.attempts == 1


def test_a_claimed_report_is_free_again_when_the_lease_has_run_out(report: Return) -> None:
    reviews.claim(report=report, at=NOW)
    assert not reviews.claim(report=report, at=NOW + LEASE)
    assert reviews.claim(report=report, at=NOW + LEASE + timedelta(seconds=1))
    assert report.attempts == 2


def test_a_worker_that_lost_its_claim_can_write_nothing(report: Return) -> None:
    slow = Return.objects.get(pk=report.pk)
    assert reviews.claim(report=slow, at=NOW)
    assert reviews.claim(report=report, at=NOW + LEASE * 2)
    with pytest.raises(reviews.LostClaimError):
        reviews.say_stage(report=slow, stage="Rendering the PDF")
    with pytest.raises(reviews.LostClaimError):
        reviews.put_off(report=slow, because="Too late", at=NOW)


def test_a_failed_attempt_is_tried_again_later_and_later(report: Return) -> None:
    at, waits = NOW, []
    for _ in range(MOST_ATTEMPTS - 1):
        assert reviews.claim(report=report, at=at)
        put_off = reviews.put_off(report=report, because="The disk is full.", at=at)
        assert put_off.state == ReturnState.DUE
        waits.append((put_off.not_before - at).seconds // 60)
        assert not reviews.claim(report=report, at=at)
        at = put_off.not_before
    assert waits == [1, 2, 4, 8]
    assert reviews.claim(report=report, at=at)
    failed = reviews.put_off(report=report, because="The disk is full.", at=at)
    assert (failed.state, failed.because) == (ReturnState.FAILED, "The disk is full.")


def test_a_report_that_kills_its_workers_ends_as_failed(report: Return) -> None:
    at = NOW
    for _ in range(MOST_ATTEMPTS):
        assert reviews.claim(report=report, at=at)
        at += LEASE + timedelta(seconds=1)
    assert not reviews.claim(report=report, at=at)
    assert report.state == ReturnState.FAILED
    assert "begun five times" in report.because


def test_the_lead_can_ask_for_a_failed_report_again(report: Return, lead: User) -> None:
    reviews.claim(report=report, at=NOW)
    for _ in range(MOST_ATTEMPTS):
        report = reviews.put_off(report=report, because="No", at=NOW)
        if report.state == ReturnState.DUE:
            reviews.claim(report=report, at=report.not_before)
    asked = reviews.ask_to_compile(report=report, by=lead)
    assert (asked.state, asked.attempts, asked.asked_by) == (ReturnState.DUE, 0, lead)


def test_a_missed_period_cannot_be_asked_for(report: Return, lead: User) -> None:
    missed = Return.objects.get(regime=report.regime, number=1)
    with pytest.raises(Refusal, match="The period passed"):
        reviews.ask_to_compile(report=missed, by=lead)


def test_a_report_in_the_making_is_not_asked_for_twice(report: Return, lead: User) -> None:
    reviews.claim(report=report, at=NOW)
    with pytest.raises(Refusal, match="is being compiled now"):
        reviews.ask_to_compile(report=report, by=lead)


def test_every_state_stands_in_the_table_of_moves() -> None:
    assert set(RETURN_MOVES) == set(ReturnState)
    assert {to for moves in RETURN_MOVES.values() for to in moves} <= set(ReturnState)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The tasks that the tick asks workers for."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(scheduled, "wake", lambda task, pk: asked.append((task, pk)))
    return asked


def test_a_tick_leaves_its_heartbeat_and_wakes_a_worker_for_what_is_due(
    place: Place, system: User, woken: list[tuple[str, int]]
) -> None:
    scheduled.tick()
    due = Return.objects.get(state=ReturnState.DUE)
    assert woken == [("reviews.compile", due.pk)]
    assert Heartbeat.objects.get(name="tick").at == NOW
    assert changes_of(due)[0].history_user == system


def test_a_second_tick_asks_again_and_adds_nothing(
    place: Place, woken: list[tuple[str, int]]
) -> None:
    scheduled.tick()
    scheduled.tick()
    assert len(woken) == 2
    assert Return.objects.count() == 3


def test_a_report_in_hand_is_left_alone_by_the_tick(
    report: Return, woken: list[tuple[str, int]]
) -> None:
    reviews.claim(report=report, at=NOW)
    scheduled.tick()
    assert woken == []


def test_trouble_in_one_area_does_not_stop_the_others(
    place: Place,
    elsewhere: Place,
    woken: list[tuple[str, int]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    real = reviews.open_due_returns

    def stumble(*, regime: Any, on: date, by: User) -> list[Return]:
        if regime == place.regime:
            raise RuntimeError("This area's record can't be read")
        return real(regime=regime, on=on, by=by)

    monkeypatch.setattr(scheduled.changes, "open_due_returns", stumble)
    scheduled.tick()
    assert Return.objects.filter(regime=elsewhere.regime).exists()
    assert not Return.objects.filter(regime=place.regime).exists()
    assert "The tick failed for exampleshire" in caplog.text


def test_an_area_made_of_documents_is_read_at_their_last_day(
    system: User, woken: list[tuple[str, int]]
) -> None:
    historic = build_place(slug="historic", name="Historic", by=system)
    historic.area.record_ends_on = date(2026, 1, 15)
    with record(actor=system, reason="Made from documents"):
        historic.area.save()
    scheduled.tick()
    due = Return.objects.get(state=ReturnState.DUE)
    assert due.period_end == date(2026, 1, 9)


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 3, 23, 10, tzinfo=NOW.tzinfo), 0),
        (datetime(2026, 3, 24, 10, tzinfo=NOW.tzinfo), 1),
        (datetime(2026, 3, 28, 10, tzinfo=NOW.tzinfo), 0),  # a Saturday
    ],
)
def test_chair_and_lead_are_reminded_of_a_late_report_on_working_days(
    report: Return,
    chair: User,
    lead: User,
    woken: list[tuple[str, int]],
    moment: datetime,
    sent: int,
) -> None:
    with clock.at(moment):
        scheduled.tick()
        scheduled.tick()
    reminders = Message.objects.filter(subject__startswith="Late:")
    assert reminders.count() == sent
    if sent:
        message = reminders.get()
        assert {row.recipient for row in message.deliveries.all()} == {chair.email, lead.email}
        assert "It is 1 day late and has not been approved." in text_of(message)


def test_the_same_reminder_goes_out_again_on_the_next_working_day(
    report: Return, chair: User, woken: list[tuple[str, int]]
) -> None:
    for day in (24, 25, 25):
        with clock.at(datetime(2026, 3, day, 10, tzinfo=NOW.tzinfo)):
            scheduled.tick()
    assert Message.objects.filter(subject__startswith="Late:").count() == 2
