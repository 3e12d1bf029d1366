"""What stands in the database when a journey begins: what both data sets' commands write."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import call_command
from django.test import override_settings

from ops import machine
from reviews.models import Return
from reviews.scheduled import compile_report, tick
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.demo.accounts import AREA, STRANGER
from sendtrack.organisations.models import LocalArea
from sendtrack.people import changes as people
from sendtrack.publishing.queries import due_deliveries
from sendtrack.publishing.tasks import deliver


def tell() -> None:
    """The worker has compiled what is due, as in a demonstration, and somebody is invited."""
    call_command("load_seeds", verbosity=0)
    call_command("seed_demo", verbosity=0)
    compile_what_is_due()
    people.invite(
        area=LocalArea.objects.get(slug=AREA),
        email="new.officer@fernshire.example",
        name="New Officer",
        role=Role.OFFICER,
        from_on=clock.today(),
        to_on=None,
        person=None,
        by=User.objects.get(email=address_of("administrator")),
    )


def compile_what_is_due() -> None:
    """What beat and a worker do, here and now."""
    tick()
    for report in Return.objects.filter(state=ReturnState.DUE):
        compile_report(report.pk)


def send_what_waits() -> None:
    """What the worker does with the outbox, here and now."""
    for delivery in due_deliveries(clock.now(), 200):
        deliver(delivery)


def address_of(who: str) -> str:
    """The email address of a role's example account; `stranger` belongs to the other area."""
    return STRANGER if who == "stranger" else f"{who}@{AREA}.example"


class Letters:
    """The mail server of the journeys: keeps what it takes, as pairs of recipient and message."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, bytes]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content
        assert isinstance(content, bytes)
        self.kept += [(address, content) for address in envelope.rcpt_tos]
        return "250 Accepted"

    def to(self, address: str) -> list[bytes]:
        return [content for recipient, content in self.kept if recipient == address]


@contextmanager
def mail_server() -> Iterator[Letters]:
    letters = Letters()
    port = machine.free_port()
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(SMTP_HOST="127.0.0.1", SMTP_PORT=port, SMTP_TLS="none"):
        yield letters
    controller.stop()
