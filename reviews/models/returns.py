"""The two-monthly report to the Department and NHS England (paragraph 4d)."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.models import Regime
from reviews.states import ReturnState
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import Period
from sendtrack.publishing.models import Message, Snapshot


class ReturnQuerySet(AreaQuerySet):
    def to_compile(self, at: datetime) -> Self:
        """Due ones, and those whose worker's lease ran out."""
        return self.filter(
            Q(state=ReturnState.DUE, not_before__lte=at)
            | Q(state=ReturnState.COMPILING, lease_until__lt=at)
        )

    def unsettled(self) -> Self:
        """Neither sent nor missed: somebody or something still has to act."""
        return self.exclude(state__in=[ReturnState.SENT, ReturnState.MISSED])

    def compiled(self) -> Self:
        return self.filter(snapshot__isnull=False)


class Return(AreaRow, Tracked):
    """One report for one period: the row is the truth about where it has got to.

    The lease says until when a worker may take for compiling it; after that another may claim it.
    """

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReturnState, default=ReturnState.DUE)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True, help_text="Why it was missed, or not compiled.")
    snapshot = models.OneToOneField(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    message = models.OneToOneField(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("return", "regime", "snapshot", "message"),
            models.UniqueConstraint(
                fields=["local_area", "period_end"], name="one_report_per_area_and_period"
            ),
            models.UniqueConstraint(fields=["regime", "number"], name="one_report_per_number"),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="a_period_has_days"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["awaiting_approval", "approved", "sent"])
                | Q(snapshot__isnull=False),
                name="a_compiled_report_has_its_snapshot",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "sent"]) | Q(message__isnull=False),
                name="an_approved_report_has_its_message",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="a_sent_report_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="compiling", lease_until__isnull=False)
                | (~Q(state="compiling") & Q(lease_until__isnull=True)),
                name="only_a_report_being_compiled_has_a_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="return_to_compile")]

    def __str__(self) -> str:
        return f"Report {self.number}, period to {self.period_end}"

    @property
    def told_due_on(self) -> date | None:
        """The day to tell people. None in a record made from documents: the Notice names no day,
        and our measure is not held against a real council."""
        return None if self.local_area.record_ends_on else self.due_on

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class SentBack(AreaRow, Tracked):
    """A version that the chair did not approve, and why. The next version has the next number."""

    report = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="sent_back")
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    sent_back_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_back_at = models.DateTimeField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("sentback", "report", "snapshot"),
            models.CheckConstraint(condition=~Q(because=""), name="a_report_sent_back_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}, sent back by {self.sent_back_by}"
