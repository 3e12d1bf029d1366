"""Mail leaves here. Both tasks may run twice, at once, or die at any point."""

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from sendtrack import clock
from sendtrack.publishing import deliveries, smtp
from sendtrack.publishing.deliveries import Outcome
from sendtrack.publishing.models import DeliveryState
from sendtrack.publishing.queries import due_deliveries
from sendtrack.wake import wake

AT_ONCE = 200
"""How many deliveries one sweep hands out; the next sweep takes the next ones."""

logger = logging.getLogger(__name__)


@shared_task(name="publishing.sweep")
def sweep() -> None:
    """Hand out every delivery that is due: new, waiting for another try, or left by a worker."""
    for delivery_id in due_deliveries(clock.now(), AT_ONCE):
        wake("publishing.deliver", delivery_id)


# The limits stay below the lease, so that a living worker never loses its claim.
@shared_task(name="publishing.deliver", soft_time_limit=100, time_limit=110)
def deliver(delivery_id: int) -> None:
    """Try one delivery, if it is due and free.

    The claim is committed before the server is spoken to. A worker that dies after the server
    took the message can't be told from one that died before: the next attempt sends the same
    bytes again.
    """
    claimed = deliveries.claim(delivery_id=delivery_id, at=clock.now())
    if claimed is None:
        return
    try:
        outcome = smtp.send(recipient=claimed.recipient, content=bytes(claimed.message.mime))
    except SoftTimeLimitExceeded:
        outcome = Outcome(DeliveryState.QUEUED, "The mail server took too long.")
    settled = deliveries.settle(claimed=claimed, outcome=outcome, at=clock.now())
    logger.info("delivery %s, attempt %s: %s", settled.pk, claimed.attempts, settled.state)
