"""The board's action log, updated at each meeting (paragraph 4b)."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from boards.models.body import Body
from boards.models.meeting import Meeting
from boards.states import LogState
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class LogItemQuerySet(AreaQuerySet):
    def open(self) -> Self:
        return self.filter(state=LogState.OPEN)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def as_at(self, on: date) -> Self:
        """The items agreed by that day, each with `state_then`: open or closed on that day, as
        the last meeting until then left it."""
        updates = (
            LogUpdate.objects.filter(item=OuterRef("pk"), meeting__meets_on__lte=on)
            .order_by("-meeting__meets_on")
            .values("state")[:1]
        )
        return self.filter(meeting__meets_on__lte=on).annotate(
            state_then=Coalesce(Subquery(updates), models.Value(LogState.OPEN.value))
        )

    def going_into(self, meeting: Meeting) -> Self:
        """The items of the board agreed before a meeting, as they stood the day before it."""
        return self.filter(body=meeting.body_id).as_at(meeting.meets_on - timedelta(days=1))


class LogItem(AreaRow, Tracked):
    """An action agreed at a meeting: who, what, by when."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="log")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="log_items")
    ref = models.CharField(max_length=8)
    what = models.TextField()
    accountable = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=LogState, default=LogState.OPEN)
    closed_on = models.DateField(null=True, blank=True)

    objects = LogItemQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("logitem", "body", "meeting", "accountable"),
            models.UniqueConstraint(fields=["body", "ref"], name="one_log_item_per_ref"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | Q(state="closed", closed_on__isnull=False),
                name="a_closed_log_item_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.what}"


class LogUpdate(AreaRow, Tracked):
    """What was said of an open item at one meeting, or that nobody said anything."""

    item = models.ForeignKey(LogItem, on_delete=models.PROTECT, related_name="updates")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="log_updates")
    said = models.TextField(blank=True, help_text="Empty means: no update was given.")
    state = models.CharField(max_length=8, choices=LogState)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("logupdate", "item", "meeting"),
            models.UniqueConstraint(
                fields=["item", "meeting"], name="one_update_per_log_item_and_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.ref}: {self.said or 'No update'}"
