"""Meetings: who was invited, who came, what was decided."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from boards.models.body import Body, Seat
from boards.states import AttendanceMode, MeetingState
from plans.models import ContributionRequest, LinkedAdviser
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.publishing.models import Message


class MeetingQuerySet(AreaQuerySet):
    def held(self) -> Self:
        return self.filter(state=MeetingState.HELD)

    def planned(self) -> Self:
        return self.filter(state=MeetingState.PLANNED)

    def held_by(self, on: date) -> Self:
        return self.held().filter(meets_on__lte=on)


class Meeting(AreaRow, Tracked):
    """A monthly meeting of the board (paragraph 4b). Its calendar identity never changes."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    meets_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    calendar_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0)
    summary = models.TextField(blank=True)
    not_held_because = models.TextField(blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("meeting", "body"),
            models.UniqueConstraint(fields=["body", "meets_on"], name="one_meeting_per_day"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(not_held_because=""),
                name="a_meeting_not_held_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.meets_on}"


class InvitationQuerySet(AreaQuerySet):
    def inviting(self) -> Self:
        """Those that ask somebody to come: all but the messages that call a meeting off."""
        return self.filter(calls_off=False)


class MeetingInvitation(AreaRow, Tracked):
    """A calendar message to a linked adviser about one meeting: an invitation (paragraph 4c), or
    the word that the meeting will not be held."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    adviser = models.ForeignKey(LinkedAdviser, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    calls_off = models.BooleanField(default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("meetinginvitation", "meeting", "adviser", "message"),
            models.UniqueConstraint(
                fields=["meeting", "adviser", "sequence"],
                name="one_invitation_per_adviser_and_calendar_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser}, {self.meeting}"


class Attendance(AreaRow, Tracked):
    """Whether the post in a seat came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, choices=AttendanceMode)
    deputy = models.CharField(max_length=120, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("attendance", "meeting", "seat"),
            models.UniqueConstraint(
                fields=["meeting", "seat"], name="one_attendance_per_seat_and_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(mode="deputy") | ~Q(deputy=""), name="a_deputy_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat.post}: {self.get_mode_display()}"


class Decision(AreaRow, Tracked):
    """What the board decided, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    because = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("decision", "meeting"),
            models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number"),
        ]

    def __str__(self) -> str:
        return self.words


class Commission(AreaRow, Tracked):
    """A meeting asked a partner organisation for a contribution (paragraph 4d). What was asked,
    and the answer, stand with the plan."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="commissions")
    request = models.OneToOneField(ContributionRequest, on_delete=models.PROTECT, related_name="+")
    owed_to = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that waits for it, once the one that asked has ended.",
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("commission", "meeting", "request", "owed_to")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.request}"
