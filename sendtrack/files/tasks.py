"""Scheduled work about files. It may run twice, at once, or die at any point."""

import logging

from celery import shared_task

from sendtrack import clock
from sendtrack.files import tidying

logger = logging.getLogger(__name__)


@shared_task(name="files.tidy")
def tidy() -> None:
    """Remove bytes that belong to no record."""
    if removed := tidying.remove_left_over(at=clock.now()):
        logger.warning("%s files that belong to no record were removed", removed)
