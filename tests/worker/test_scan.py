"""An uploaded file and the scanner, through real processes."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings

from sendtrack.accounts.models import User
from sendtrack.files.changes import keep_file
from sendtrack.files.kinds import DOCUMENTS
from sendtrack.files.models import Scan, ScanState, StoredFile
from tests.conftest import Place
from tests.files.clamd import HOSTILE, listening
from tests.files.samples import PDF, uploaded
from tests.worker.machinery import Machinery, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def is_now(state: ScanState, stored: StoredFile) -> Callable[[], bool]:
    return lambda: StoredFile.objects.get(pk=stored.pk).state == state


def test_files_wait_while_the_scanner_is_down_and_are_judged_when_it_is_back(
    place: Place, officer: User, machinery: Machinery, settings: LazySettings
) -> None:
    settings.SCANNER, settings.FILES_DIR = machinery.scanner, machinery.files
    kept = {
        name: keep_file(
            area=place.area, upload=uploaded(content, name), by=officer, kinds=DOCUMENTS
        )
        for name, content in (("audit.pdf", PDF), ("views.txt", HOSTILE))
    }
    wait_until(
        "Both were tried in vain",
        lambda: Scan.objects.filter(last_error__contains="could not be reached").count() == 2,
    )
    assert {stored.state for stored in StoredFile.objects.all()} == {ScanState.WAITING}
    for scan in Scan.objects.all():
        scan.next_attempt_at = scan.file.uploaded_at
        scan.save()
    with listening(machinery.scanner_port):
        wait_until("The clean one was cleared", is_now(ScanState.CLEAN, kept["audit.pdf"]))
        wait_until("The other was refused", is_now(ScanState.REFUSED, kept["views.txt"]))
