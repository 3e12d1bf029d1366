"""A mail server that fails on demand, and messages to send through it."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import sleep
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from sendtrack.publishing.changes import Recipient, post_message
from sendtrack.publishing.models import Message
from tests.conftest import Place


@dataclass
class Sink:
    """Keeps what it accepts. `faults` maps a recipient to what the server does to it."""

    port: int = 0
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    faults: dict[str, Callable[[], str]] = field(default_factory=dict)
    drop_after_accepting: bool = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        answer = self.faults[address]() if address in self.faults else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        for address in envelope.rcpt_tos:
            assert isinstance(envelope.original_content, bytes)
            self.accepted.append((address, envelope.original_content))
        if self.drop_after_accepting:
            server.transport.abort()
        return "250 Accepted"

    def refuses(self, address: str, answer: str = "550 No such mailbox") -> None:
        self.faults[address] = lambda: answer

    def is_slow(self, address: str, seconds: float) -> None:
        def wait() -> str:
            sleep(seconds)
            return "250 OK"

        self.faults[address] = wait


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def sink(settings: LazySettings, free_port: int) -> Iterator[Sink]:
    """A mail server that listens."""
    kept = Sink(port=free_port)
    controller = Controller(kept, hostname="127.0.0.1", port=free_port)
    controller.start()
    settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = "127.0.0.1", free_port, "none"
    settings.MAIL_FROM = "sendtrack <sendtrack@exampleshire.example>"
    settings.EMAIL_TIMEOUT = 5
    yield kept
    controller.stop()


DFE = Recipient("dfe@gov.example", "Department for Education")
NHSE = Recipient("nhse@nhs.example", "NHS England")

Posts = Callable[..., Message]


@pytest.fixture
def posts(place: Place) -> Posts:
    """Put a message in the outbox: `posts(key="report-1")`."""

    def post(key: str = "report-1", **fields: Any) -> Message:
        given: dict[str, Any] = {
            "subject": "Two-monthly report",
            "text": "The report is attached.\n",
            "recipients": [DFE, NHSE],
        }
        return post_message(area=place.area, key=key, **(given | fields))

    return post
