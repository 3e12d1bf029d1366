"""One worker for all tests of this folder; each test has the database to itself."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from aiosmtpd.controller import Controller
from pytest_django import DjangoDbBlocker

from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.publishing.conftest import Sink
from tests.worker.machinery import Browser, Machinery


@pytest.fixture(autouse=True)
def a_fixed_clock() -> None:
    """The processes live in real time, and so do their tests."""


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Sink]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = Sink(port=port)
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture(scope="session")
def processes(
    mail_server: Sink,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Machinery]:
    with django_db_blocker.unblock():
        machinery = Machinery(tmp_path_factory.mktemp("machinery"), mail_server.port)
    try:
        with django_db_blocker.unblock():
            machinery.start()
        yield machinery
    finally:
        machinery.stop()


@pytest.fixture
def machinery(transactional_db: None, processes: Machinery) -> Iterator[Machinery]:
    """Everything runs, and ticks each second, until the test ends."""
    processes.tick()
    yield processes
    processes.rest()


@pytest.fixture
def sink(mail_server: Sink) -> Sink:
    """What the mail server has accepted in this test."""
    mail_server.accepted.clear()
    mail_server.faults.clear()
    return mail_server


@pytest.fixture
def open_browser(processes: Machinery) -> Callable[[User], Browser]:
    return lambda user: Browser(user, processes.web_port)


@pytest.fixture
def place(machinery: Machinery, place: Place) -> Place:
    return place
