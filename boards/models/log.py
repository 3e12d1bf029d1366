"""The board's action log, updated at each meeting (paragraph 4b)."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
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

    def kept_on(self, on: date) -> Self:
        """Each with `body_then`: the body in whose log it was on a day, also where it has gone to
        another since."""
        later = LogMove.objects.filter(item=OuterRef("pk"), moved_on__gt=on)
        first = later.order_by("moved_on", "pk").values("from_body")[:1]
        body_then = Coalesce(Subquery(first), F("body_id"), output_field=models.BigIntegerField())
        return self.annotate(body_then=body_then)

    def going_into(self, meeting: Meeting) -> Self:
        """The items in the board's log agreed before a meeting, as they stood the day before."""
        rows = self.kept_on(meeting.meets_on).filter(body_then=meeting.body_id)
        return rows.as_at(meeting.meets_on - timedelta(days=1))


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

    def keeper_on(self, day: date) -> int:
        """The body in whose log it was on a day, by its key. Asks for its moves."""
        later = [move for move in self.moves.all() if move.moved_on > day]
        first = min(later, key=lambda move: (move.moved_on, move.pk), default=None)
        return int(first.from_body_id if first else self.body_id)


class LogMove(AreaRow, Tracked):
    """An open item went from the log of a body that ended to that of another one."""

    is_added_once = True

    item = models.ForeignKey(LogItem, on_delete=models.PROTECT, related_name="moves")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("logmove", "item", "from_body", "to_body"),
            models.UniqueConstraint(fields=["item", "moved_on"], name="one_move_of_an_item_a_day"),
            models.CheckConstraint(
                condition=~Q(from_body=F("to_body")), name="an_item_moves_to_another_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.ref} to {self.to_body}"


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
