"""The regimes that an area's plan answers to, and the advisers linked to them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.states import IN_FORCE, RegimeKind, RegimeState
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import (
    HORIZONS,
    Period,
    add_months,
    add_working_days,
    day_in_words,
    report_periods,
)
from sendtrack.sources.models import Citation, SourceDocument


def notice_horizons() -> list[int]:
    """The months of the Notice's targets (paragraph 3)."""
    return list(HORIZONS)


class RegimeQuerySet(AreaQuerySet):
    def in_force(self) -> Self:
        """What the area answers to: one leads, and others may stand beside it."""
        return self.filter(state__in=IN_FORCE)

    def leading(self) -> Self:
        """The one whose plan, board and duties the pages show: at most one in each area."""
        return self.in_force().filter(leads=True)


class Regime(AreaRow, Tracked):
    """A notice, statement or plan that obliges the area to improve, with its clocks."""

    code = models.SlugField(max_length=60, help_text="Its address: improvement-notice-2021.")
    kind = models.CharField(max_length=24, choices=RegimeKind)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=16, choices=RegimeState, default=RegimeState.ACTIVE)
    issued_by = models.CharField(max_length=160)
    addressed_to = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField()
    issued_words = models.CharField(
        max_length=80, blank=True, help_text="Where a document gives no day: December 2020."
    )
    submit_by_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    succeeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    required_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="requires"
    )
    leads = models.BooleanField(
        default=True,
        help_text="Of several in force, the one whose plan, board and duties the pages show.",
    )
    clock_starts_on = models.DateField()
    clock_rule = models.TextField()
    target_end_on = models.DateField(null=True, blank=True)
    target_end_rule = models.TextField(blank=True)
    horizons: "models.JSONField[list[int], list[int]]" = models.JSONField(default=notice_horizons)
    report_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    report_within_working_days = models.PositiveSmallIntegerField(default=10)
    ended_on = models.DateField(null=True, blank=True)
    ended_words = models.CharField(
        max_length=80, blank=True, help_text="Where a document gives no day: December 2022."
    )
    ended_by = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RegimeQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules(
                "regime", "addressed_to", "document", "succeeds", "required_by", "ended_by"
            ),
            models.UniqueConstraint(
                fields=["local_area"],
                condition=Q(leads=True, state__in=sorted(IN_FORCE)),
                name="one_leading_regime_in_force_per_area",
            ),
            models.UniqueConstraint(fields=["local_area", "code"], name="one_regime_per_code"),
            models.CheckConstraint(
                condition=Q(target_end_on__isnull=True) | Q(target_end_on__gt=F("issued_on")),
                name="regime_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(IN_FORCE)) | Q(ended_by__isnull=False),
                name="a_regime_ends_on_a_cited_document",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(IN_FORCE), ended_on__isnull=True, ended_words="")
                | ~Q(state__in=sorted(IN_FORCE)),
                name="a_regime_in_force_has_no_end",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("issued_on")),
                name="a_regime_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def dated(self) -> str:
        """When it was issued, as the document says it: "9 November 2021", "December 2020"."""
        return self.issued_words or day_in_words(self.issued_on)

    @property
    def in_full(self) -> str:
        """With its day: "Improvement Notice of 9 November 2021"."""
        if self.issued_words:
            return f"{self.title} ({self.issued_words})"
        return f"{self.title} of {self.dated}"

    @property
    def short(self) -> str:
        """What sentences call it: "Notice", and any other by its name."""
        return "Notice" if self.is_notice else self.title

    @property
    def is_notice(self) -> bool:
        """Whether the words of an Improvement Notice may be quoted as what is asked."""
        return self.kind == RegimeKind.IMPROVEMENT_NOTICE

    @property
    def ended(self) -> str:
        """When it ended, as the document says it; empty where it has not, or none says when."""
        return self.ended_words or (day_in_words(self.ended_on) if self.ended_on else "")

    @property
    def asks_for_targets(self) -> bool:
        """Whether it asks for measurable targets at horizons of so many months."""
        return bool(self.horizons)

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def is_shown(self) -> bool:
        """Whether it is the one whose plan, board and duties the pages show."""
        return self.leads and self.is_in_force

    @property
    def cycle_months(self) -> int:
        """How often it wants to hear how the plan goes: a report's two months (paragraph 4d); a
        month, as updates are asked for, where it asks for no reports."""
        return self.report_every_months or 1

    @property
    def cycle_in_words(self) -> str:
        if self.report_every_months is None:
            return "as updates are asked for each month"
        return f"one reporting cycle of the {self.short}"

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
