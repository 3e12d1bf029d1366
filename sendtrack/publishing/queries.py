"""What pages say about messages on their way."""

from datetime import datetime

from sendtrack.organisations.models import LocalArea
from sendtrack.publishing.models import Delivery, DeliveryQuerySet, DeliveryState, Message


def message_about(*, area: LocalArea, key: str) -> Message | None:
    """The message with that key, without its bytes."""
    return Message.objects.of(area).defer("mime").filter(key=key).first()


def deliveries_of(message: Message) -> DeliveryQuerySet:
    """One row for each recipient, with `message` at hand but not its bytes."""
    return (
        Delivery.objects.filter(message=message)
        .select_related("message")
        .defer("message__mime")
        .order_by("recipient_name", "recipient", "pk")
    )


def not_delivered(area: LocalArea) -> DeliveryQuerySet:
    """What somebody must look at: refused by the mail server, or given up after 24 hours."""
    return (
        Delivery.objects.of(area)
        .filter(state__in=[DeliveryState.REFUSED, DeliveryState.GAVE_UP])
        .select_related("message")
        .defer("message__mime")
        .order_by("-message__created_at", "recipient", "pk")
    )


def due_deliveries(at: datetime, limit: int) -> list[int]:
    """The keys of those to be tried now, the longest waiting first."""
    due = Delivery.objects.due(at).order_by("next_attempt_at", "pk")
    return list(due.values_list("pk", flat=True)[:limit])
