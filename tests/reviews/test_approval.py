"""A second person lets the report out, once; or sends it back with a reason."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plans.models import LinkedAdviser
from reviews import changes as reviews
from reviews import scheduled
from reviews.models import Return, SentBack
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.publishing import deliveries
from sendtrack.publishing.models import Approval, Delivery, DeliveryState, Message, Snapshot
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.reviews.conftest import Life, morning_of, parse, text_of

TODAY = date(2026, 3, 11)

pytestmark = pytest.mark.usefixtures("quick_pdf")


@pytest.fixture
def report(life: Life, chair: User) -> Return:
    """Compiled, and waiting for the chair."""
    life.says(life.acts(), on=date(2026, 2, 10))
    return life.compiles(life.opens_report(TODAY), TODAY)


def sent_to_advisers() -> list[Message]:
    return list(Message.objects.filter(key__endswith="-to-advisers"))


def test_an_approved_report_goes_to_both_advisers_with_the_stored_pdf(
    report: Return, chair: User, quick_pdf: bytes
) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    assert approved.state == ReturnState.APPROVED
    (message,) = sent_to_advisers()
    assert approved.message == message
    assert {row.recipient for row in message.deliveries.all()} == {
        "dfe@exampleshire.example",
        "nhse@exampleshire.example",
    }
    (attached,) = parse(bytes(message.mime)).iter_attachments()
    assert attached.get_content() == quick_pdf
    assert attached.get_filename() == "exampleshire-progress-report-to-2026-03-09-version-1.pdf"
    told = text_of(message)
    assert hashlib.sha256(quick_pdf).hexdigest() in told
    assert "approved by Chair of the improvement board on 11 March 2026" in told


def test_a_second_press_says_who_approved_it_and_sends_nothing(report: Return, chair: User) -> None:
    reviews.approve_return(report=report, by=chair, on=TODAY)
    with pytest.raises(Refusal) as refused:
        reviews.approve_return(report=report, by=chair, on=TODAY)
    assert refused.value.sentence == (
        "This report was already approved on 11 March 2026 by Chair of the improvement board. "
        "It is sent once only."
    )
    assert len(sent_to_advisers()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_one_message(
    report: Return, chair: User, twice_at_once: Callable[[Callable[[], Any]], list[Any]]
) -> None:
    def press() -> str:
        try:
            reviews.approve_return(report=report, by=chair, on=TODAY)
        except Refusal as refusal:
            return refusal.sentence
        return "approved"

    said = sorted(twice_at_once(press))
    assert said[0].startswith("This report was already approved")
    assert said[1] == "approved"
    assert len(sent_to_advisers()) == 1
    assert Approval.objects.count() == 1


def test_the_compiler_cannot_approve(life: Life, lead: User) -> None:
    report = life.opens_report(TODAY)
    reviews.ask_to_compile(report=report, by=lead)
    report.refresh_from_db()
    compiled = life.compiles(report, TODAY)
    with pytest.raises(Refusal, match="You compiled this report, so somebody else must approve"):
        reviews.approve_return(report=compiled, by=lead, on=TODAY)
    assert sent_to_advisers() == []


def test_a_report_that_changed_since_the_page_was_opened_is_not_approved(
    report: Return, chair: User
) -> None:
    with pytest.raises(Stale):
        reviews.approve_return(report=report, by=chair, on=TODAY, version=report.version - 1)
    assert sent_to_advisers() == []


def forget_addresses(place: Place, by: User, *, keep: str = "nobody") -> None:
    for adviser in LinkedAdviser.objects.filter(regime=place.regime):
        if keep not in adviser.email:
            adviser.email = ""
            with record(actor=by, reason="The address was wrong"):
                adviser.save()


def test_without_any_address_nothing_is_approved(
    report: Return, place: Place, chair: User, system: User
) -> None:
    forget_addresses(place, system)
    with pytest.raises(Refusal, match="No linked adviser has an email address"):
        reviews.approve_return(report=report, by=chair, on=TODAY)
    report.refresh_from_db()
    assert report.state == ReturnState.AWAITING_APPROVAL


def test_one_adviser_without_an_address_does_not_hold_up_the_other(
    report: Return, place: Place, chair: User, system: User
) -> None:
    forget_addresses(place, system, keep="dfe")
    reviews.approve_return(report=report, by=chair, on=TODAY)
    (message,) = sent_to_advisers()
    assert [row.recipient for row in message.deliveries.all()] == ["dfe@exampleshire.example"]


def test_a_report_that_is_not_ready_cannot_be_approved(life: Life, chair: User) -> None:
    report = life.opens_report(TODAY)
    with pytest.raises(Refusal, match="does not wait for approval now"):
        reviews.approve_return(report=report, by=chair, on=TODAY)


def test_a_report_is_sent_when_every_server_has_taken_it(
    life: Life, report: Return, chair: User
) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    assert not reviews.settle_sent(report=approved, by=chair)
    sent = life.delivers(approved, date(2026, 3, 12))
    assert sent.state == ReturnState.SENT
    assert sent.sent_at == morning_of(date(2026, 3, 12))


def test_a_report_that_one_server_refused_is_not_called_sent(report: Return, chair: User) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    outcomes = (DeliveryState.SENT, DeliveryState.REFUSED)
    rows = Delivery.objects.filter(message=approved.message)
    for row, state in zip(rows, outcomes, strict=True):
        claimed = deliveries.claim(delivery_id=row.pk, at=clock.now())
        assert claimed is not None
        deliveries.settle(claimed=claimed, outcome=deliveries.Outcome(state), at=clock.now())
    scheduled.tick()
    approved.refresh_from_db()
    assert approved.state == ReturnState.APPROVED


def test_the_tick_settles_what_was_delivered(life: Life, report: Return, chair: User) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    for row in Delivery.objects.filter(message=approved.message):
        claimed = deliveries.claim(delivery_id=row.pk, at=clock.now())
        assert claimed is not None
        outcome = deliveries.Outcome(DeliveryState.SENT)
        deliveries.settle(claimed=claimed, outcome=outcome, at=clock.now())
    scheduled.tick()
    approved.refresh_from_db()
    assert approved.state == ReturnState.SENT


def test_a_report_sent_back_waits_for_the_lead_with_the_reason(
    report: Return, chair: User, lead: User
) -> None:
    back = reviews.send_back(report=report, because="A1.1 is finished.", by=chair, on=TODAY)
    assert (back.state, back.snapshot) == (ReturnState.SENT_BACK, None)
    kept = SentBack.objects.get()
    assert (kept.because, kept.sent_back_by, kept.snapshot.number) == (
        "A1.1 is finished.",
        chair,
        1,
    )
    message = Message.objects.get(subject__startswith="Sent back by the chair")
    assert [row.recipient for row in message.deliveries.all()] == [lead.email]
    assert "A1.1 is finished." in text_of(message)


def test_the_next_version_has_the_next_number_and_can_be_approved(
    life: Life, report: Return, chair: User, lead: User
) -> None:
    reviews.send_back(report=report, because="A1.1 is finished.", by=chair, on=TODAY)
    reviews.ask_to_compile(report=report, by=lead)
    report.refresh_from_db()
    second = life.compiles(report, TODAY)
    assert second.snapshot is not None
    assert second.snapshot.number == 2
    reviews.approve_return(report=second, by=chair, on=TODAY)
    (message,) = sent_to_advisers()
    assert "version 2" in text_of(message)
    assert Snapshot.objects.count() == 2
    assert Message.objects.filter(subject__startswith="To approve").count() == 2


def test_a_report_is_not_sent_back_without_a_reason(report: Return, chair: User) -> None:
    with pytest.raises(Refusal) as refused:
        reviews.send_back(report=report, because="  ", by=chair, on=TODAY)
    assert refused.value.field == "because"


def test_an_approved_report_cannot_be_sent_back(report: Return, chair: User) -> None:
    reviews.approve_return(report=report, by=chair, on=TODAY)
    with pytest.raises(Refusal, match="already approved"):
        reviews.send_back(report=report, because="Too late", by=chair, on=TODAY)


def test_markup_and_header_tricks_in_a_reason_stay_text(
    report: Return, chair: User, lead: User
) -> None:
    because = "<b>Bold</b>\r\nBcc: everybody@example.com"
    reviews.send_back(report=report, because=because, by=chair, on=TODAY)
    message = Message.objects.get(subject__startswith="Sent back by the chair")
    parsed = parse(bytes(message.mime))
    assert parsed["Bcc"] is None
    assert "<b>Bold</b>" in text_of(message)
