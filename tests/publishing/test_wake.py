"""A broker that is down or silent never breaks a save, nor makes anybody wait."""

import base64
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from celery import current_app
from django.conf import LazySettings
from pytest_django import DjangoCaptureOnCommitCallbacks

from sendtrack import wake as waking
from sendtrack.publishing.deliveries import claim
from sendtrack.publishing.models import Delivery
from sendtrack.publishing.tasks import sweep
from tests.conftest import NOW
from tests.publishing.conftest import DFE, NHSE, Posts


@pytest.fixture(autouse=True)
def a_process_that_has_not_met_a_dumb_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_quiet_until", 0.0)


@pytest.fixture
def broker() -> Iterator[Any]:
    """Settings of Celery, put back afterwards."""
    before = current_app.conf.broker_url
    yield current_app.conf
    current_app.conf.broker_url = before


@pytest.fixture
def queue(broker: Any, settings: LazySettings) -> Iterator["redis.Redis[bytes]"]:
    """A real broker of this test's own."""
    broker.broker_url = settings.REDIS_URL.rpartition("/")[0] + "/7"
    client = redis.Redis.from_url(broker.broker_url)
    client.flushdb()
    yield client
    client.flushdb()
    client.close()


def test_a_committed_message_wakes_a_worker_for_each_recipient(
    posts: Posts,
    queue: "redis.Redis[bytes]",
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        posts()
    assert queue.llen("celery") == 0
    for callback in callbacks:
        callback()
    assert queue.llen("celery") == 2


def test_the_sweep_wakes_a_worker_for_what_is_due(
    posts: Posts,
    queue: "redis.Redis[bytes]",
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    message = posts()
    claim(delivery_id=message.deliveries.get(recipient=DFE.email).pk, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    (task,) = queue.lrange("celery", 0, -1)
    body = json.loads(base64.b64decode(json.loads(task)["body"]))
    assert body[0] == [message.deliveries.get(recipient=NHSE.email).pk]


def test_a_save_survives_a_broker_that_is_down(
    posts: Posts,
    broker: Any,
    free_port: int,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    broker.broker_url = f"redis://127.0.0.1:{free_port}/0"
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        posts(recipients=[DFE, NHSE])
    assert time.monotonic() - began < 1
    assert Delivery.objects.filter(state="queued").count() == 2


def test_a_save_survives_a_broker_that_says_nothing(
    posts: Posts,
    broker: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(5)
        broker.broker_url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        began = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            posts(recipients=[DFE, NHSE])
    assert time.monotonic() - began < 1.5
    assert Delivery.objects.filter(state="queued").count() == 2
