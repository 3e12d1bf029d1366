"""The moves of a scan: a worker claims it, asks the scanner, and settles what it said.

As with deliveries, a claim is a row lock, a counted attempt and a lease: what becomes of the
worker in between does not matter. A scanner that is away is asked again for ever, at most half an
hour apart; the file stays kept and waiting.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from sendtrack.accounts.models import User
from sendtrack.files import store
from sendtrack.files.models import Scan, ScanState, StoredFile
from sendtrack.files.scanner import Verdict
from sendtrack.history import record

LEASE = timedelta(minutes=2)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(minutes=30)


@transaction.atomic
def claim(*, scan_id: int, at: datetime) -> Scan | None:
    """Take a due scan in hand, or None where it isn't due or somebody else has it."""
    scan = (
        Scan.objects.due(at)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("file")
        .filter(pk=scan_id)
        .first()
    )
    if scan is None:
        return None
    scan.attempts += 1
    scan.lease_until = at + LEASE
    scan.save()
    return scan


def settle(*, claimed: Scan, verdict: Verdict, at: datetime) -> StoredFile:
    """Write down what the scanner said. The first verdict stays; a refused file loses its bytes."""
    with record(actor=User.objects.system(), reason=_reason(verdict)):
        stored = claimed.file.lock()
        scan = Scan.objects.select_for_update(of=("self",)).get(pk=claimed.pk)
        if scan.settled_at is not None:
            return stored
        scan.settled_at, scan.lease_until, scan.last_error = at, None, ""
        scan.save()
        stored.state = ScanState.REFUSED if verdict.found else ScanState.CLEAN
        stored.found, stored.judged_at = verdict.found, at
        stored.save()
        if verdict.found:
            transaction.on_commit(partial(store.remove, stored.stored_as))
    return stored


def _reason(verdict: Verdict) -> str:
    if verdict.found:
        return f"The virus scanner found {verdict.found}; the bytes have been removed"
    return "The virus scanner found nothing"


@transaction.atomic
def put_off(*, claimed: Scan, because: str, at: datetime) -> None:
    """The scanner gave no verdict: try again later, unless somebody else has it by now."""
    scan = Scan.objects.select_for_update(of=("self",)).get(pk=claimed.pk)
    if scan.settled_at is not None or scan.attempts != claimed.attempts:
        return
    delay = min(FIRST_DELAY * 2 ** min(scan.attempts - 1, 10), LONGEST_DELAY)
    scan.lease_until, scan.next_attempt_at = None, at + delay
    scan.last_error = because[:200]
    scan.save()
