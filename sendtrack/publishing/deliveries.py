"""The moves of a delivery: a worker claims it, tries, and settles what became of it.

A claim is a row lock, a counted attempt and a lease. What happens to the worker in between does
not matter: when the lease runs out, the next one may claim. So a message can reach a server twice
only when the answer to the first try was lost; the copies are then the same bytes, with the same
Date and Message-ID, which mail systems drop.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import transaction

from sendtrack.publishing.models import Delivery, DeliveryState

LEASE = timedelta(minutes=2)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)
LOST = "The worker stopped before it could say what the mail server answered."


@dataclass(frozen=True)
class Outcome:
    """What the mail server made of one attempt."""

    state: DeliveryState
    """SENT, REFUSED for good, or QUEUED: try again later."""
    said: str = ""


def delay_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 1, 2, 4 … 60 minutes, give or take a fifth."""
    doubled = FIRST_DELAY * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST_DELAY) * SystemRandom().uniform(0.8, 1.2)


@transaction.atomic
def claim(*, delivery_id: int, at: datetime) -> Delivery | None:
    """Take a due delivery in hand, or None where it isn't due or somebody else has it.

    A worker that dies at every attempt gets an ever longer lease, and an end after 24 hours.
    """
    delivery = (
        Delivery.objects.due(at)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("message")
        .filter(pk=delivery_id)
        .first()
    )
    if delivery is None:
        return None
    was_lost = delivery.state == DeliveryState.SENDING
    if was_lost and at >= delivery.message.created_at + GIVE_UP_AFTER:
        delivery.state, delivery.lease_until = DeliveryState.GAVE_UP, None
        delivery.last_error = LOST
        delivery.save()
        return None
    delivery.attempts += 1
    delivery.state = DeliveryState.SENDING
    delivery.lease_until = at + max(LEASE, delay_after(delivery.attempts))
    delivery.save()
    return delivery


@transaction.atomic
def settle(*, claimed: Delivery, outcome: Outcome, at: datetime) -> Delivery:
    """Write down what became of a claimed attempt.

    A success is kept even when the lease had run out and another attempt is under way; a failure
    counts only for the attempt that is current.
    """
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("message")
        .get(pk=claimed.pk)
    )
    is_current = (delivery.state, delivery.attempts) == (DeliveryState.SENDING, claimed.attempts)
    arrived = outcome.state == DeliveryState.SENT
    if delivery.state == DeliveryState.SENT or not (arrived or is_current):
        return delivery
    delivery.state, delivery.last_error, delivery.lease_until = outcome.state, outcome.said, None
    if arrived:
        delivery.sent_at = at
    elif outcome.state == DeliveryState.QUEUED:
        last_chance = delivery.message.created_at + GIVE_UP_AFTER
        if at >= last_chance:
            delivery.state = DeliveryState.GAVE_UP
        delivery.next_attempt_at = min(at + delay_after(delivery.attempts), last_chance)
    delivery.save()
    return delivery
