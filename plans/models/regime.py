"""The regimes that an area's plan answers to, and the advisers linked to them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.states import RegimeKind, RegimeState
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import Period, add_months, add_working_days, report_periods
from sendtrack.sources.models import Citation, SourceDocument


class RegimeQuerySet(AreaQuerySet):
    def in_force(self) -> Self:
        return self.filter(state=RegimeState.ACTIVE)


class Regime(AreaRow, Tracked):
    """A notice, statement or plan that obliges the area to improve, with its clocks."""

    kind = models.CharField(max_length=24, choices=RegimeKind)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=16, choices=RegimeState, default=RegimeState.ACTIVE)
    issued_by = models.CharField(max_length=160)
    addressed_to = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField()
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    succeeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    clock_starts_on = models.DateField()
    clock_rule = models.TextField()
    target_end_on = models.DateField(null=True, blank=True)
    target_end_rule = models.TextField(blank=True)
    report_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    report_within_working_days = models.PositiveSmallIntegerField(default=10)
    ended_by = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RegimeQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("regime", "addressed_to", "document", "succeeds", "ended_by"),
            models.UniqueConstraint(
                fields=["local_area"],
                condition=Q(state="active"),
                name="one_regime_in_force_per_area",
            ),
            models.CheckConstraint(
                condition=Q(target_end_on__isnull=True) | Q(target_end_on__gt=F("issued_on")),
                name="regime_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(state="active") | Q(ended_by__isnull=False),
                name="a_regime_ends_on_a_cited_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def horizon(self, months: int) -> date:
        """The day a target horizon falls on, counted from the clock start (paragraph 3)."""
        return add_months(self.clock_starts_on, months)

    def reports_until(self, day: date) -> list[Period]:
        """The reporting periods that have ended before `day` (paragraph 4d)."""
        if self.report_every_months is None:
            return []
        return list(
            report_periods(
                issued_on=self.issued_on, every_months=self.report_every_months, until=day
            )
        )

    def report_due_on(self, period: Period) -> date:
        """The last day on which a report for the period is on time, by the area's own rule."""
        return add_working_days(period.end, self.report_within_working_days)


class AdviserQuerySet(AreaQuerySet):
    def current(self, on: date) -> Self:
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=on)).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on)
        )


class LinkedAdviser(AreaRow, Tracked):
    """A post at the Department or NHS England that the Notice links to the area (paragraph 4c)."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="advisers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("linkedadviser", "regime", "post"),
            models.UniqueConstraint(fields=["regime", "post"], name="an_adviser_is_linked_once"),
        ]

    def __str__(self) -> str:
        return str(self.post)
