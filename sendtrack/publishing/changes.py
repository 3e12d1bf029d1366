"""Verbs that freeze data, keep its renditions, approve it and put messages in the outbox.

Snapshots, renditions and messages are written once and refused any change by the database, so
they carry no history: each row is its own record.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.publishing import mime
from sendtrack.publishing.mime import Attachment, Recipient
from sendtrack.publishing.models import (
    Approval,
    Delivery,
    DeliveryState,
    Heartbeat,
    Message,
    Rendition,
    RenditionFormat,
    Snapshot,
)
from sendtrack.publishing.policies import check_can_approve
from sendtrack.wake import wake

__all__ = [
    "Attachment",
    "Recipient",
    "approve",
    "beat",
    "canonical",
    "freeze",
    "offer_again",
    "post_message",
    "store_rendition",
]


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one spelling of a payload as JSON, which its SHA-256 is taken of."""
    return json.dumps(
        payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


@transaction.atomic
def freeze(
    *,
    area: LocalArea,
    kind: str,
    title: str,
    number: int,
    data_as_at: date,
    payload: Mapping[str, Any],
    by: User,
) -> Snapshot:
    """Keep the data of a publication as it is now. `payload` is plain JSON: text, numbers, lists.

    The checksum is taken of what the database gives back, so that it can be checked for good.
    """
    content = canonical(payload)
    return Snapshot.objects.create(
        local_area=area,
        kind=kind,
        title=title,
        number=number,
        data_as_at=data_as_at,
        payload=json.loads(content),
        payload_sha256=hashlib.sha256(content).hexdigest(),
        compiled_at=clock.now(),
        compiled_by=by,
    )


@transaction.atomic
def store_rendition(*, snapshot: Snapshot, format: RenditionFormat, content: bytes) -> Rendition:
    """Keep the bytes of a snapshot in one format. The first ones stay: nothing renders twice."""
    fields = {
        "local_area": snapshot.local_area,
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "rendered_at": clock.now(),
    }
    rendition, _ = Rendition.objects.get_or_create(
        snapshot=snapshot, format=format, defaults=fields
    )
    return rendition


def approve(*, snapshot: Snapshot, by: User) -> Approval:
    """Let a snapshot leave the building. Pressed twice, it is approved once.

    Raises `Refusal` for the one who compiled it.
    """
    check_can_approve(snapshot=snapshot, by=by)
    with record(actor=by, reason=f"Approved {snapshot}"):
        Snapshot.objects.select_for_update(of=("self",), no_key=True).get(pk=snapshot.pk)
        approval = Approval.objects.filter(snapshot=snapshot).first()
        if approval is None:
            approval = Approval(
                local_area=snapshot.local_area,
                snapshot=snapshot,
                compiled_by=snapshot.compiled_by,
                approved_by=by,
                approved_at=clock.now(),
            )
            approval.save()
    return approval


@transaction.atomic
def post_message(
    *,
    area: LocalArea,
    key: str,
    subject: str,
    text: str,
    recipients: Sequence[Recipient],
    attachments: Sequence[Attachment] = (),
    calendar: bytes | None = None,
) -> Message:
    """Put an email in the outbox, with one delivery to each recipient.

    `key` says what the message is about, in all areas together: "report-12", "invitation-7". A
    second call with the same key gives the first message back, also when two come at once. All
    recipients see each other in To. Raises `Refusal` for text that could add a header.
    """
    posted = Message.objects.filter(key=key).first()
    if posted is None:
        try:
            with transaction.atomic():
                posted = _write_message(area, key, subject, text, recipients, attachments, calendar)
        except IntegrityError:
            posted = Message.objects.get(key=key)
    if posted.local_area_id != area.pk:
        raise ValueError(f"The key {key} belongs to a message of another area")
    return posted


def _write_message(
    area: LocalArea,
    key: str,
    subject: str,
    text: str,
    recipients: Sequence[Recipient],
    attachments: Sequence[Attachment],
    calendar: bytes | None,
) -> Message:
    to = list({recipient.email.lower(): recipient for recipient in recipients}.values())
    if not to:
        raise ValueError(f"The message {key} has no recipient")
    now = clock.now()
    message_id, content = mime.build(
        subject=subject,
        text=text,
        recipients=to,
        at=now,
        attachments=attachments,
        calendar=calendar,
    )
    message = Message.objects.create(
        local_area=area,
        key=key,
        subject=subject[: mime.SUBJECT_LENGTH],
        message_id=message_id,
        mime=content,
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=now,
    )
    for recipient in to:
        delivery = Delivery.objects.create(
            local_area=area,
            message=message,
            recipient=recipient.email,
            recipient_name=recipient.name,
            next_attempt_at=now,
        )
        wake("publishing.deliver", delivery.pk)
    return message


@transaction.atomic
def offer_again(*, message: Message) -> int:
    """Offer the stored bytes once more to those whose server refused them or never answered.

    Returns to how many. Who asked is recorded with the thing that the message is about. Where the
    message is older than 24 hours, each asking is worth one try.
    """
    failed = Delivery.objects.select_for_update(of=("self",)).filter(
        message=message, state__in=[DeliveryState.REFUSED, DeliveryState.GAVE_UP]
    )
    for delivery in failed:
        delivery.state, delivery.next_attempt_at = DeliveryState.QUEUED, clock.now()
        delivery.save()
        wake("publishing.deliver", delivery.pk)
    return len(failed)


def beat(*, name: str, at: datetime) -> None:
    """Record that scheduled work ran at a moment. `/readyz` asks how long ago that was."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})
