"""Each recipient gets the stored bytes, whatever the mail server or a worker does meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection

from sendtrack import clock
from sendtrack.publishing import deliveries, smtp
from sendtrack.publishing.models import Delivery, DeliveryState, Message
from sendtrack.publishing.queries import deliveries_of, due_deliveries, not_delivered
from sendtrack.publishing.tasks import deliver
from tests.conftest import NOW, Place
from tests.publishing.conftest import DFE, NHSE, Posts, Sink


@contextmanager
def later(**passed: float) -> Iterator[None]:
    with clock.at(NOW + timedelta(**passed)):
        yield


def attempt_all_due() -> None:
    for delivery_id in due_deliveries(clock.now(), 100):
        deliver(delivery_id)


def to(address: str) -> Delivery:
    return Delivery.objects.get(recipient=address)


def test_every_recipient_gets_the_same_stored_bytes(posts: Posts, sink: Sink) -> None:
    message = posts(text=".\nA line with only a dot stays.\n..\n")
    attempt_all_due()
    assert sorted(sink.accepted) == sorted(
        [(DFE.email, bytes(message.mime)), (NHSE.email, bytes(message.mime))]
    )
    for delivery in deliveries_of(message):
        assert delivery.state == DeliveryState.SENT
        assert delivery.sent_at == NOW
        assert delivery.attempts == 1


def test_what_is_sent_is_not_sent_again(posts: Posts, sink: Sink) -> None:
    posts()
    attempt_all_due()
    with later(days=2):
        attempt_all_due()
        deliver(to(DFE.email).pk)
    assert len(sink.accepted) == 2


def test_a_refused_recipient_is_final_and_the_other_one_gets_the_mail(
    posts: Posts, sink: Sink, place: Place
) -> None:
    sink.refuses(DFE.email, "550 No such mailbox")
    posts()
    attempt_all_due()
    with later(hours=30):
        attempt_all_due()
    assert [address for address, _ in sink.accepted] == [NHSE.email]
    refused = to(DFE.email)
    assert (refused.state, refused.attempts) == (DeliveryState.REFUSED, 1)
    assert refused.last_error == "550 No such mailbox"
    assert list(not_delivered(place.area)) == [refused]


def test_a_temporary_refusal_is_tried_again_until_it_works(posts: Posts, sink: Sink) -> None:
    sink.refuses(DFE.email, "451 Try again later")
    message = posts(recipients=[DFE])
    attempt_all_due()
    waiting = to(DFE.email)
    assert waiting.state == DeliveryState.QUEUED
    assert NOW + timedelta(seconds=48) <= waiting.next_attempt_at <= NOW + timedelta(seconds=72)
    with later(seconds=30):
        attempt_all_due()
    assert to(DFE.email).attempts == 1
    sink.faults.clear()
    with later(seconds=90):
        attempt_all_due()
    assert to(DFE.email).state == DeliveryState.SENT
    assert sink.accepted == [(DFE.email, bytes(message.mime))]


def test_no_mail_server_is_worth_another_try(
    posts: Posts, settings: LazySettings, free_port: int
) -> None:
    settings.SMTP_PORT = free_port
    posts(recipients=[DFE])
    attempt_all_due()
    assert to(DFE.email).state == DeliveryState.QUEUED
    assert "refused" in to(DFE.email).last_error


def test_a_silent_mail_server_is_left_after_its_timeout(
    posts: Posts, sink: Sink, settings: LazySettings
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    sink.is_slow(DFE.email, 1.0)
    posts(recipients=[DFE])
    attempt_all_due()
    assert to(DFE.email).state == DeliveryState.QUEUED
    assert "timed out" in to(DFE.email).last_error


def test_a_connection_lost_after_the_message_leads_to_the_same_bytes_again(
    posts: Posts, sink: Sink
) -> None:
    sink.drop_after_accepting = True
    posts(recipients=[DFE])
    attempt_all_due()
    assert to(DFE.email).state == DeliveryState.QUEUED
    sink.drop_after_accepting = False
    with later(minutes=2):
        attempt_all_due()
    assert to(DFE.email).state == DeliveryState.SENT
    first, second = sink.accepted
    assert first == second


def test_a_server_without_tls_is_never_spoken_to_in_the_clear(
    posts: Posts, sink: Sink, settings: LazySettings
) -> None:
    settings.SMTP_TLS = "starttls"
    posts(recipients=[DFE])
    attempt_all_due()
    assert sink.accepted == []
    assert to(DFE.email).state == DeliveryState.QUEUED


def test_a_wrong_password_of_ours_is_no_refusal_by_the_recipient() -> None:
    assert smtp._answered(535, b"5.7.8 Bad credentials").state == DeliveryState.QUEUED
    assert smtp._answered(552, b"Too big").state == DeliveryState.REFUSED


def test_delays_double_up_to_an_hour() -> None:
    for attempts, minutes in ((1, 1), (2, 2), (5, 16), (7, 60), (40, 60)):
        assert 0.8 <= deliveries.delay_after(attempts) / timedelta(minutes=minutes) <= 1.2


def test_after_24_hours_of_trying_it_gives_up_and_says_so(
    posts: Posts, sink: Sink, place: Place
) -> None:
    sink.refuses(DFE.email, "451 Try again later")
    posts(recipients=[DFE])
    for hours in (0, 12, 23, 25):
        with later(hours=hours):
            attempt_all_due()
    given_up = to(DFE.email)
    assert (given_up.state, given_up.attempts) == (DeliveryState.GAVE_UP, 4)
    assert list(not_delivered(place.area)) == [given_up]
    with later(hours=48):
        attempt_all_due()
    assert to(DFE.email).attempts == 4


def test_a_message_that_waited_days_for_a_worker_is_still_tried(posts: Posts, sink: Sink) -> None:
    posts(recipients=[DFE])
    with later(days=3):
        attempt_all_due()
    assert to(DFE.email).state == DeliveryState.SENT


def test_a_worker_that_died_leaves_its_delivery_to_the_next_one(posts: Posts, sink: Sink) -> None:
    message = posts(recipients=[DFE])
    dead = deliveries.claim(delivery_id=to(DFE.email).pk, at=NOW)
    assert dead is not None
    with later(seconds=110):
        attempt_all_due()
    assert sink.accepted == []
    with later(seconds=121):
        attempt_all_due()
    assert sink.accepted == [(DFE.email, bytes(message.mime))]
    assert to(DFE.email).attempts == 2


def test_workers_that_die_at_every_attempt_stop_after_24_hours(posts: Posts) -> None:
    posts(recipients=[DFE])
    at, claims = NOW, 0
    while at < NOW + timedelta(hours=48):
        claims += deliveries.claim(delivery_id=to(DFE.email).pk, at=at) is not None
        at += timedelta(minutes=30)
    assert claims < 40
    assert to(DFE.email).state == DeliveryState.GAVE_UP


def test_a_late_failure_does_not_undo_a_later_success(posts: Posts) -> None:
    posts(recipients=[DFE])
    slow = deliveries.claim(delivery_id=to(DFE.email).pk, at=NOW)
    after = NOW + timedelta(minutes=5)
    quick = deliveries.claim(delivery_id=to(DFE.email).pk, at=after)
    assert slow is not None
    assert quick is not None
    failed = deliveries.Outcome(DeliveryState.REFUSED, "550 Gone")
    deliveries.settle(claimed=slow, outcome=failed, at=after)
    assert to(DFE.email).state == DeliveryState.SENDING
    deliveries.settle(claimed=quick, outcome=deliveries.Outcome(DeliveryState.SENT), at=after)
    deliveries.settle(claimed=slow, outcome=failed, at=after)
    assert to(DFE.email).state == DeliveryState.SENT


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_message(posts: Posts, sink: Sink) -> None:
    message: Message = posts(recipients=[DFE])
    delivery_id = to(DFE.email).pk
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait(timeout=10)
            with clock.at(NOW):
                deliver(delivery_id)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=20)
    assert sink.accepted == [(DFE.email, bytes(message.mime))]
    assert to(DFE.email).attempts == 1
