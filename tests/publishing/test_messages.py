"""An email is built once, goes to those it names, and can't be bent by what people type."""

import email
import hashlib
import threading
from email import policy
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from sendtrack.publishing.changes import Attachment, Recipient, post_message
from sendtrack.publishing.models import Delivery, Message
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.publishing.conftest import DFE, NHSE, Posts

INVITE = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def parsed(message: Message) -> Any:
    return email.message_from_bytes(bytes(message.mime), policy=policy.default)


def test_a_message_carries_text_calendar_and_attachment(posts: Posts) -> None:
    report = Attachment("Report – March.pdf", b"%PDF-1.7 \x00\xff", "application/pdf")
    message = posts(text="Déar all,\n", calendar=INVITE, attachments=[report])
    mail = parsed(message)
    assert mail.get_body(("plain",)).get_content() == "Déar all,\r\n"
    invitation = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert invitation["Content-Type"].params["method"] == "REQUEST"
    assert "BEGIN:VCALENDAR" in invitation.get_content()
    (entry, attached) = mail.iter_attachments()
    assert entry.get_filename() == "invite.ics"
    assert attached.get_filename() == "Report – March.pdf"
    assert attached.get_content() == report.content


def test_every_recipient_is_named_and_gets_a_delivery_of_its_own(posts: Posts) -> None:
    message = posts()
    assert [address.addr_spec for address in parsed(message)["To"].addresses] == [
        DFE.email,
        NHSE.email,
    ]
    assert set(message.deliveries.values_list("recipient", "state")) == {
        (DFE.email, "queued"),
        (NHSE.email, "queued"),
    }


def test_the_same_address_twice_gets_one_delivery(posts: Posts) -> None:
    message = posts(recipients=[DFE, Recipient(DFE.email.upper())])
    assert message.deliveries.count() == 1


def test_the_kept_bytes_are_seven_bit_and_have_their_checksum(posts: Posts) -> None:
    message = posts(subject="Übergang", text="£10 – “quoted”\n" + "x" * 3000)
    content = bytes(message.mime)
    assert content.isascii()
    assert max(len(line) for line in content.splitlines()) < 998
    assert hashlib.sha256(content).hexdigest() == message.sha256
    assert parsed(message)["Subject"] == "Übergang"


def test_the_same_key_again_gives_the_first_message(posts: Posts) -> None:
    first = posts()
    second = posts(subject="Another subject")
    assert second == first
    assert second.subject == "Two-monthly report"
    assert Delivery.objects.count() == 2


def test_a_key_is_never_shared_between_areas(posts: Posts, elsewhere: Place) -> None:
    posts(key="report-1")
    with pytest.raises(ValueError, match="another area"):
        post_message(area=elsewhere.area, key="report-1", subject="s", text="t", recipients=[DFE])


@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_at_once_put_one_message_in_the_outbox(place: Place) -> None:
    start = threading.Barrier(2)
    made: list[int] = []

    def press() -> None:
        try:
            with transaction.atomic():
                start.wait(timeout=10)
                message = post_message(
                    area=place.area, key="twice", subject="s", text="t", recipients=[DFE]
                )
                made.append(message.pk)
        finally:
            connection.close()

    people = [threading.Thread(target=press) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=20)
    assert len(made) == 2
    assert made[0] == made[1]
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "hostile",
    ["Report\r\nBcc: everybody@evil.example", "Report\nX: y", "a\x00b", "=?utf-8?q?a=0ABcc:x?="],
)
def test_typed_text_never_adds_a_header(posts: Posts, hostile: str) -> None:
    with pytest.raises(Refusal, match="one line"):
        posts(subject=hostile)
    with pytest.raises(Refusal, match="one line"):
        posts(recipients=[Recipient(DFE.email, hostile)])
    with pytest.raises(Refusal, match="one line"):
        posts(attachments=[Attachment(hostile, b"", "application/pdf")])
    with pytest.raises(Refusal, match="not an email address"):
        posts(recipients=[Recipient(f"{hostile}@gov.example")])
    assert not Message.objects.exists()


def test_a_long_subject_is_cut(posts: Posts) -> None:
    subject = parsed(posts(subject="word " * 100))["Subject"]
    assert len(subject) == 200
    assert subject.endswith("…")


def test_a_message_in_the_outbox_can_be_neither_changed_nor_deleted(posts: Posts) -> None:
    message = posts()
    for statement in (
        "UPDATE publishing_message SET subject = 'Another'",
        "DELETE FROM publishing_message",
    ):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    message.refresh_from_db()
    assert message.subject == "Two-monthly report"
