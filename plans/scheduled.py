"""Timetable work of the plan. Each task may run twice, at once, or die at any point."""

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from plans.changes import chase_figures, published_reading
from plans.changes.published_reading import LostClaimError
from plans.models import FileReading
from plans.published.shape import UnreadableError
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.organisations.models import LocalArea
from sendtrack.wake import wake

AT_ONCE = 50
"""How many files one sweep hands out; the next sweep takes the next ones."""

TOO_LONG = "It took longer than 150 seconds."

LETTERS_FROM, LETTERS_UNTIL = 7, 19
"""The hours in which people are written to."""

logger = logging.getLogger(__name__)


@shared_task(name="plans.sweep")
def sweep() -> None:
    """Hand out every published file that is to be read."""
    due = FileReading.objects.due(clock.now()).order_by("next_attempt_at", "pk")
    for pk in due.values_list("pk", flat=True)[:AT_ONCE]:
        wake("plans.read_published", pk)


# The limits stay below the lease, so that a living worker never loses its claim.
@shared_task(name="plans.read_published", soft_time_limit=150, time_limit=170)
def read_published(reading_id: int) -> None:
    """Read one published file, if that is due and nobody else does."""
    claimed = published_reading.claim(reading_id=reading_id, at=clock.now())
    if claimed is None:
        return

    def tell(share: float, rows: int) -> None:
        published_reading.tell(claimed=claimed, share=share, rows=rows, at=clock.now())

    try:
        try:
            published_reading.read_in_hand(reading=claimed, at=clock.now(), progress=tell)
        except LostClaimError:
            raise
        except UnreadableError as refusal:
            published_reading.refuse(claimed=claimed, because=str(refusal), at=clock.now())
        except (Exception, SoftTimeLimitExceeded) as error:
            logger.exception("Published file %s could not be read", claimed.file_id)
            because = TOO_LONG if isinstance(error, SoftTimeLimitExceeded) else type(error).__name__
            published_reading.put_off(claimed=claimed, because=because, at=clock.now())
    except LostClaimError:
        logger.warning("Published file %s was taken over by another worker", claimed.file_id)


@shared_task(name="plans.chase")
def chase() -> None:
    """Ask for figures that are late. Safe to run twice, or twice at once. One area's trouble does
    not stop the others."""
    if not LETTERS_FROM <= timezone.localtime(clock.now()).hour < LETTERS_UNTIL:
        return
    system, on = User.objects.system(), clock.today()
    for area in LocalArea.objects.filter(record_ends_on__isnull=True).order_by("pk"):
        try:
            chase_figures(area=area, by=system, on=on)
        except Exception:
            logger.exception("Late figures of %s could not be asked for", area.slug)
