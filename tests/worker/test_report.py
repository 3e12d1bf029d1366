"""The two-monthly report from the tick to the advisers' mailboxes, through real processes."""

import hashlib
import time
from collections.abc import Callable

import pytest

from reviews.models import Return
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.publishing.models import Delivery, DeliveryState, Message, Snapshot
from tests.conftest import Place
from tests.publishing.conftest import Sink
from tests.reviews.conftest import parse
from tests.worker.machinery import Browser, Machinery, wait_until

DFE, NHSE = "dfe@exampleshire.example", "nhse@exampleshire.example"

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

Open = Callable[[User], Browser]


def the_report() -> Return | None:
    """The newest period's: the older ones are recorded as missed."""
    found: Return | None = Return.objects.order_by("-period_end").first()
    return found


def is_in(state: ReturnState) -> Callable[[], bool]:
    def now() -> bool:
        report = the_report()
        return report is not None and report.state == state

    return now


def address(report: Return) -> str:
    return f"/exampleshire/reports/{report.period_end}/"


def compiled() -> Return:
    wait_until("The worker compiled the report", is_in(ReturnState.AWAITING_APPROVAL))
    report = the_report()
    assert report is not None
    return report


def mail_to(sink: Sink, recipient: str) -> list[bytes]:
    """The reports that a mailbox has received."""
    taken = [content for to, content in sink.accepted if to == recipient]
    return [content for content in taken if "progress report" in str(parse(content)["Subject"])]


def test_the_report_falls_due_is_compiled_approved_and_sent_once(
    place: Place, chair: User, sink: Sink, open_browser: Open
) -> None:
    report = compiled()
    browser = open_browser(chair)
    wait_until("The chair was asked", lambda: [to for to, _ in sink.accepted] == [chair.email])

    page = browser.press(f"{address(report)}approve/")
    assert "Approved. The report is on its way to the advisers." in page
    assert f"By {chair} on" in browser.press_again()

    wait_until("The report was sent", is_in(ReturnState.SENT))
    pdf = browser.file(f"{address(report)}pdf/")
    assert pdf.startswith(b"%PDF-1.7")
    for mailbox in (DFE, NHSE):
        (message,) = mail_to(sink, mailbox)
        (attached,) = parse(message).iter_attachments()
        assert attached.get_content() == pdf
    assert mail_to(sink, DFE) == mail_to(sink, NHSE)
    shown = browser.get(address(report))
    assert hashlib.sha256(pdf).hexdigest() in shown


def test_a_worker_killed_while_it_renders_is_followed_by_one_that_finishes(
    place: Place, chair: User, machinery: Machinery, sink: Sink
) -> None:
    def is_rendering() -> bool:
        report = the_report()
        return report is not None and report.stage == "Rendering the PDF"

    wait_until("The worker is rendering", is_rendering)
    machinery.worker.kill()
    assert not Snapshot.objects.exists()
    machinery.worker.start()
    report = the_report()
    assert report is not None
    assert report.attempts == 1
    with record(actor=chair, reason="The lease runs out"):
        current = report.lock()
        current.lease_until = clock.now()
        current.save()

    report = compiled()
    assert report.attempts == 2
    assert Snapshot.objects.count() == 1
    assert Message.objects.filter(subject__startswith="To approve").count() == 1
    wait_until("The chair was asked", lambda: len(sink.accepted) > 0)
    assert [to for to, _ in sink.accepted] == [chair.email]


def test_approval_does_not_wait_for_redis_and_the_mail_goes_out_when_it_is_back(
    place: Place, chair: User, machinery: Machinery, sink: Sink, open_browser: Open
) -> None:
    report = compiled()
    browser = open_browser(chair)
    browser.get(f"{address(report)}approve/")
    machinery.redis.kill()
    try:
        began = time.monotonic()
        page = browser.press(f"{address(report)}approve/")
        took = time.monotonic() - began
        assert "Approved. The report is on its way" in page
        assert took < 2
        assert mail_to(sink, DFE) == []
    finally:
        machinery.redis.start()
    wait_until("The report was sent", is_in(ReturnState.SENT))
    assert len(mail_to(sink, DFE)) == len(mail_to(sink, NHSE)) == 1


def test_a_mail_server_that_refuses_one_recipient_is_told_per_recipient(
    place: Place, chair: User, sink: Sink, open_browser: Open
) -> None:
    sink.refuses(NHSE, "550 No such mailbox")
    report = compiled()
    browser = open_browser(chair)
    browser.press(f"{address(report)}approve/")

    def states() -> dict[str, str]:
        rows = Delivery.objects.filter(message__key=f"report-{report.pk}-to-advisers")
        return dict(rows.values_list("recipient", "state"))

    wanted = {DFE: DeliveryState.SENT, NHSE: DeliveryState.REFUSED}
    wait_until("Each mailbox answered", lambda: states() == wanted)
    page = browser.get(address(report))
    assert "Refused by the recipient" in page
    assert "550" in page
    assert is_in(ReturnState.APPROVED)()
    assert len(mail_to(sink, DFE)) == 1
    assert mail_to(sink, NHSE) == []


def test_readiness_follows_the_tick(place: Place, chair: User, open_browser: Open) -> None:
    wait_until("The report fell due", lambda: the_report() is not None)
    assert '"ok": true' in open_browser(chair).get("/readyz")
