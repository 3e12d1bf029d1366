"""What leaves the building: frozen data, its renditions, who approved it, and each delivery."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class Snapshot(AreaRow):
    """Data frozen for a publication. Never changed; a correction is a new one."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.PositiveIntegerField(default=1, help_text="The version of the publication.")
    data_as_at = models.DateField()
    payload = models.JSONField()
    payload_sha256 = models.CharField(max_length=64)
    compiled_at = models.DateTimeField()
    compiled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("snapshot")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class RenditionFormat(models.TextChoices):
    HTML = "html", "Web page"
    PDF = "pdf", "PDF"


class Rendition(AreaRow):
    """The bytes of a snapshot in one format, made once."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="renditions")
    format = models.CharField(max_length=8, choices=RenditionFormat)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("rendition", "snapshot"),
            models.UniqueConstraint(
                fields=["snapshot", "format"], name="one_rendition_per_snapshot_and_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} ({self.get_format_display()})"


class Approval(AreaRow, Tracked):
    """A second person's word that a snapshot may leave the building."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="approval")
    compiled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("approval", "snapshot"),
            models.CheckConstraint(
                condition=~Q(compiled_by=F("approved_by")), name="approver_is_not_the_compiler"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}, approved by {self.approved_by}"


class Message(AreaRow):
    """An email in the outbox: built once, its bytes kept, so that every attempt sends the same."""

    key = models.CharField(
        max_length=120, unique=True, help_text="What the message is about; a second is refused."
    )
    subject = models.CharField(max_length=200)
    message_id = models.CharField(max_length=200, unique=True)
    mime = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("message")]

    def __str__(self) -> str:
        return self.subject


class DeliveryState(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    REFUSED = "refused", "Refused by the recipient's mail server"
    GAVE_UP = "gave_up", "Not delivered: gave up after 24 hours"


class DeliveryQuerySet(AreaQuerySet):
    def due(self, at: datetime) -> Self:
        """To be tried now: waiting and due, or in the hands of a worker whose lease ran out."""
        return self.filter(
            Q(state=DeliveryState.QUEUED, next_attempt_at__lte=at)
            | Q(state=DeliveryState.SENDING, lease_until__lt=at)
        )


class Delivery(AreaRow):
    """One message to one recipient."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    recipient = models.EmailField()
    recipient_name = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("delivery", "message"),
            models.UniqueConstraint(
                fields=["message", "recipient"], name="one_delivery_per_recipient"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="a_sent_delivery_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False) | ~Q(state="sending"),
                name="a_delivery_being_sent_has_a_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.message} to {self.recipient}"


class Heartbeat(models.Model):
    """When scheduled work last ran. `/readyz` reads it."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
