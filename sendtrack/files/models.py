"""Files that people hand over. The row says what a file is; its bytes lie outside the web root."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sendtrack.accounts.models import User
from sendtrack.files.kinds import CONTENT_TYPES, PICTURES, Kind
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class ScanState(models.TextChoices):
    WAITING = "waiting", "Waiting for the virus scanner"
    CLEAN = "clean", "No virus found"
    REFUSED = "file_refused", "Refused by the virus scanner"


NOT_SCANNED = "not_scanned"
"""What a waiting file is called where this installation has no scanner (SCANNER=none)."""


class StoredFile(AreaRow, Tracked):
    """One file, written once. A new version is a new file.

    `stored_as` is random: no word of the person who handed it over reaches a path.
    """

    original_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Of a picture as it was handed over, before hidden data was taken out.",
    )
    stored_as = models.CharField(max_length=64, unique=True, editable=False)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ScanState)
    judged_at = models.DateTimeField(
        null=True, blank=True, help_text="When the scanner said whether it is clean."
    )
    found = models.CharField(max_length=200, blank=True, help_text="What the scanner found in it.")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("storedfile"),
            models.CheckConstraint(
                condition=Q(state__in=[ScanState.CLEAN, ScanState.REFUSED], judged_at__isnull=False)
                | Q(state=ScanState.WAITING, judged_at__isnull=True),
                name="a_judged_file_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=ScanState.REFUSED) & ~Q(found="")
                | ~Q(state=ScanState.REFUSED) & Q(found=""),
                name="a_refused_file_says_why",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[Kind(self.kind)]

    @property
    def hidden_data(self) -> str:
        """What became of what a picture says beside what it shows; empty for other files."""
        if self.kind not in PICTURES:
            return ""
        if not self.original_sha256:
            return "It may say where, when and with what it was taken."
        if self.original_sha256 == self.sha256:
            return "It held no hidden data."
        return (
            "Place, time, camera and other hidden data were taken out before it was kept. As it "
            "was handed over its SHA-256 was"
        )

    @property
    def was_changed(self) -> bool:
        """Whether something was taken out of it before it was kept."""
        return self.original_sha256 not in ("", self.sha256)

    @property
    def standing(self) -> str:
        """Its state as pages tell it: what waits for a scanner that there is not, is unscanned."""
        if self.state == ScanState.WAITING and settings.SCANNER == "none":
            return NOT_SCANNED
        return self.state

    @property
    def may_be_downloaded(self) -> bool:
        return self.standing in (ScanState.CLEAN, NOT_SCANNED)


class ScanQuerySet(AreaQuerySet):
    def due(self, at: datetime) -> Self:
        """To be scanned now: nobody has it, or the worker that had it is gone."""
        return self.filter(settled_at__isnull=True, next_attempt_at__lte=at).filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=at)
        )


class Scan(AreaRow):
    """The work of having a file scanned: the state of a machine, moved by workers."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="scan")
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("scan", "file")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(settled_at__isnull=True),
                name="scan_due",
            )
        ]

    def __str__(self) -> str:
        return f"Scan of {self.file}"
