"""Measures: what is counted, under which definition, and the figure of each period.

Figures keep six places; a definition says how many of them are shown.
"""

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.measuring.calendar import PeriodType, expected_on, named, short
from plans.measuring.figures import in_words
from plans.measuring.words import (
    Absence,
    ChartRules,
    Cohort,
    Finality,
    Geography,
    Leads,
    Polarity,
    SourceKind,
    Unit,
)
from plans.models.action import Action
from plans.models.area import AreaOfWeakness
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import Period


class MeasureQuerySet(AreaQuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_on__isnull=True)


class Measure(AreaRow, Tracked):
    """Something counted period by period. What exactly is counted stands in its definitions.

    It belongs to the local area and outlives each regime: a series does not end because a Notice
    does.
    """

    ref = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    plain_name = models.CharField(
        max_length=200, blank=True, help_text="What it tells, in words that a parent would use."
    )
    library_key = models.SlugField(
        max_length=60, blank=True, help_text="The measure of the library that it started from."
    )
    rationale = models.TextField(blank=True, help_text="Why it is watched.")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="measures")
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_headline = models.BooleanField(
        default=False, help_text="One of the few that the board reads first."
    )
    leads = models.CharField(max_length=8, choices=Leads, blank=True)
    chart_rules = models.CharField(
        max_length=20, choices=ChartRules, default=ChartRules.MAKING_DATA_COUNT
    )
    baseline_points = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Limits are fixed over so many first points, 12 or more."
    )
    values_agreed_for = models.PositiveSmallIntegerField(
        default=1, help_text="The definition that the values ahead were last agreed for."
    )
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("measure", "owner", "supplier"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_measure_per_ref"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True, retired_because="")
                | Q(retired_on__isnull=False) & ~Q(retired_because=""),
                name="a_retired_measure_has_a_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(baseline_points__isnull=True) | Q(baseline_points__gte=12),
                name="limits_are_fixed_over_twelve_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def areas(self) -> list[AreaOfWeakness]:
        """The areas of weakness that it tells of, by their letters."""
        return sorted((link.area for link in self.area_links.all()), key=lambda area: area.ref)

    @property
    def is_in_use(self) -> bool:
        return self.retired_on is None


class MeasureArea(AreaRow, Tracked):
    """An area of weakness that a measure tells of."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="area_links")
    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("measurearea", "measure", "area"),
            models.UniqueConstraint(fields=["measure", "area"], name="one_link_per_measure_area"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref} tells of area ({self.area.ref})"


class DefinitionQuerySet(AreaQuerySet):
    def newest_last(self) -> Self:
        return self.order_by("measure", "number")


class Definition(AreaRow, Tracked):
    """What a measure counted from a period on, until its next definition. Its
    words stand fast once a figure is entered under it.

    No line is drawn and nothing is compared across two definitions: the later one begins a new
    segment, as a break that its source names would.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField(help_text="The first day of the first period that it holds for.")
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    unit = models.CharField(max_length=8, choices=Unit)
    multiplier = models.PositiveIntegerField(default=1, help_text="100 for per cent.")
    per = models.CharField(max_length=40, blank=True, help_text='Of a rate: "100 pupils".')
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=8, choices=Polarity)
    band_from = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    band_to = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    cohort = models.CharField(max_length=12, choices=Cohort)
    geography = models.CharField(max_length=12, choices=Geography)
    period_type = models.CharField(max_length=16, choices=PeriodType)
    is_cumulative = models.BooleanField(
        default=False, help_text="Counted from the start of the year on, period by period."
    )
    source = models.CharField(max_length=12, choices=SourceKind)
    dataset = models.CharField(max_length=200, blank=True)
    lag_days = models.PositiveSmallIntegerField(default=0)
    due_working_days = models.PositiveSmallIntegerField(default=10)
    caveats = models.TextField(blank=True)
    because = models.TextField(blank=True, help_text="Why it took the place of the one before.")
    defined_on = models.DateField()
    defined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("definition", "measure"),
            models.UniqueConstraint(fields=["measure", "number"], name="one_definition_per_number"),
            models.UniqueConstraint(
                fields=["measure", "from_on"], name="one_definition_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=["percent", "rate", "ratio"])
                | ~Q(numerator="") & ~Q(denominator=""),
                name="a_rate_says_what_over_what",
            ),
            models.CheckConstraint(
                condition=~Q(unit="percent") | Q(multiplier=100), name="per_cent_is_of_100"
            ),
            models.CheckConstraint(
                condition=Q(multiplier__gt=0) & Q(decimals__lte=4),
                name="a_definition_can_be_worked_out",
            ),
            models.CheckConstraint(
                condition=Q(polarity="band", band_from__isnull=False, band_to__gte=F("band_from"))
                | ~Q(polarity="band") & Q(band_from__isnull=True, band_to__isnull=True),
                name="a_band_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(because=""), name="a_changed_definition_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref}, definition {self.number}"

    def expected_on(self, period: Period) -> date:
        return expected_on(period, lag_days=self.lag_days, due_working_days=self.due_working_days)

    def named(self, period: Period) -> str:
        return named(self.period_type, period)

    def short(self, period: Period) -> str:
        """The period as a chart writes it under a point."""
        return short(self.period_type, period)

    def in_words(self, value: Decimal, *, places: int | None = None, more: int = 0) -> str:
        """A value with the unit and the places of this definition, or with fewer: "52.3%". A mean
        or a limit is said with `more` places than a figure has."""
        decimals = self.decimals + more if places is None else min(self.decimals, places)
        return in_words(value, unit=self.unit, decimals=decimals, per=self.per)

    def in_short(self, value: Decimal) -> str:
        """A value as it stands on a chart, whose text says the unit: "27.5" for 27.5 weeks."""
        kept = self.unit if self.unit in (Unit.PERCENT, Unit.POUNDS) else ""
        return in_words(value, unit=kept, decimals=self.decimals)


class ReadingQuerySet(AreaQuerySet):
    def in_order(self) -> Self:
        return self.order_by("measure", "period_start", "pk")


class Reading(AreaRow, Tracked):
    """The figure of one period, or why there is none. A later figure for the same period revises
    it; its history keeps the earlier."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="readings")
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    absence = models.CharField(max_length=16, choices=Absence, blank=True)
    finality = models.CharField(max_length=12, choices=Finality)
    source = models.CharField(max_length=200)
    source_on = models.DateField(help_text="The day that the source is of.")
    note = models.TextField(blank=True)
    audit = models.ForeignKey(
        "AuditRound",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The round of audits whose counts it is. Empty: somebody typed it.",
    )
    is_baseline = models.BooleanField(default=False)
    entered_on = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("reading", "measure", "definition", "audit"),
            models.UniqueConstraint(
                fields=["measure", "period_start", "period_end"],
                name="one_reading_per_measure_period",
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(is_baseline=True),
                name="one_baseline_per_measure",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, absence="")
                | Q(value__isnull=True, numerator__isnull=True) & ~Q(absence=""),
                name="a_reading_is_a_figure_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(denominator__isnull=False, denominator__gt=0),
                name="a_numerator_stands_over_a_denominator",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="a_period_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_reading_names_its_source"),
            models.CheckConstraint(
                condition=Q(is_baseline=False) | Q(value__isnull=False),
                name="a_baseline_has_a_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref}, {self.definition.named(self.period)}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class Rebase(AreaRow, Tracked):
    """A known and lasting change from which a chart's mean and limits are worked out afresh."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="rebases")
    starts_on = models.DateField(help_text="The first day of the first period after the change.")
    because = models.TextField()
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("rebase", "measure", "action"),
            models.UniqueConstraint(
                fields=["measure", "starts_on"], name="one_rebase_begins_on_a_day"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_rebase_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref}, rebased from {self.starts_on}"


class TrajectoryPoint(AreaRow, Tracked):
    """Where a measure should stand by a day on the way to its target."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="trajectory")
    by_on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=6)
    tolerance = models.DecimalField(
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="How far it may miss and be close. Empty: 5% of the way from the baseline.",
    )
    source = models.CharField(max_length=200)
    agreed_for = models.PositiveSmallIntegerField(
        default=0,
        help_text="The newest definition that was known for its day when it was set.",
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("trajectorypoint", "measure"),
            models.UniqueConstraint(fields=["measure", "by_on"], name="one_point_per_day"),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="a_tolerance_is_not_negative",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_point_names_who_set_it"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref} by {self.by_on}"
