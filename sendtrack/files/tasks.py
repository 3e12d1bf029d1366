"""Scheduled work about files. Each task may run twice, at once, or die at any point."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings

from sendtrack import clock
from sendtrack.files import scans, tidying
from sendtrack.files.queries import Damaged, due_scans, open_stored, waiting_since_before
from sendtrack.files.scanner import ScannerAway, ask
from sendtrack.wake import wake

AT_ONCE = 100
"""How many scans one sweep hands out; the next sweep takes the next ones."""
TOO_LONG = timedelta(minutes=15)

logger = logging.getLogger(__name__)


@shared_task(name="files.sweep")
def sweep() -> None:
    """Hand out every scan that is due, and raise the alarm when files wait too long."""
    if settings.SCANNER == "none":
        return
    now = clock.now()
    for scan_id in due_scans(now, AT_ONCE):
        wake("files.scan", scan_id)
    if waiting := waiting_since_before(now - TOO_LONG):
        logger.error("%s files have waited for the virus scanner for over 15 minutes", waiting)


# The limits stay below the lease, so that a living worker never loses its claim.
@shared_task(name="files.scan", soft_time_limit=105, time_limit=115)
def scan(scan_id: int) -> None:
    """Ask the scanner about one file, if that is due and nobody else does."""
    if settings.SCANNER == "none":
        return
    claimed = scans.claim(scan_id=scan_id, at=clock.now())
    if claimed is None:
        return
    try:
        with open_stored(claimed.file) as content:
            verdict = ask(content, scanner=settings.SCANNER)
    except (ScannerAway, Damaged) as reason:
        scans.put_off(claimed=claimed, because=str(reason), at=clock.now())
        logger.warning("file %s was not scanned: %s", claimed.file_id, reason)
        return
    settled = scans.settle(claimed=claimed, verdict=verdict, at=clock.now())
    logger.info("file %s, attempt %s: %s", settled.pk, claimed.attempts, settled.state)


@shared_task(name="files.tidy")
def tidy() -> None:
    """Remove bytes that belong to no record."""
    if removed := tidying.remove_left_over(at=clock.now()):
        logger.warning("%s files that belong to no record were removed", removed)
