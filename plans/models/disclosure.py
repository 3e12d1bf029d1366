"""What each audience may see of small numbers, and what was decided otherwise for one measure."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.measuring.audiences import Audience, WaiverState
from plans.models.measure import Measure
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither

LEAST_THRESHOLD = 4
"""Councils commonly show 5 and withhold 1 to 4; nobody protects less by a setting alone."""
NHS_THRESHOLD = 7
MOST_THRESHOLD = 20
BASES = (1, 5, 10)
"""What counts are rounded to; 1 leaves them exact."""

_OUTSIDE = [Audience.BOARD, Audience.PUBLIC, Audience.NHS]


class DisclosureRule(AreaRow, Tracked):
    """How a local area shows small numbers to an audience, where it has set that itself."""

    audience = models.CharField(max_length=8, choices=Audience)
    threshold = models.PositiveSmallIntegerField()
    base = models.PositiveSmallIntegerField(default=1)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("disclosurerule"),
            models.UniqueConstraint(
                fields=["local_area", "audience"], name="one_disclosure_rule_per_audience"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=_OUTSIDE), name="who_enters_figures_reads_them"
            ),
            models.CheckConstraint(
                condition=Q(threshold__range=(LEAST_THRESHOLD, MOST_THRESHOLD)),
                name="a_disclosure_rule_protects_a_few",
            ),
            models.CheckConstraint(
                condition=~Q(audience="nhs") | Q(threshold__gte=NHS_THRESHOLD),
                name="figures_of_nhs_england_by_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(base__in=BASES), name="counts_are_rounded_to_a_base"
            ),
        ]

    def __str__(self) -> str:
        return f"Small numbers for: {self.get_audience_display()}"


class WaiverQuerySet(AreaQuerySet):
    def valid(self, on: date) -> Self:
        """Those by which figures are shown on a day."""
        return self.filter(
            granted_on__isnull=False,
            withdrawn_on__isnull=True,
            from_on__lte=on,
            until_on__gte=on,
        )


class Waiver(AreaRow, Tracked):
    """Small numbers of one measure shown to an audience for some time: asked for by one person,
    granted by another."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="waivers")
    number = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=8, choices=Audience)
    because = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("waiver", "measure"),
            models.UniqueConstraint(fields=["measure", "number"], name="one_waiver_per_number"),
            models.CheckConstraint(
                condition=Q(audience__in=_OUTSIDE), name="a_waiver_is_for_who_enters_nothing"
            ),
            models.CheckConstraint(
                condition=both_or_neither("granted_on", "granted_by"),
                name="a_waiver_is_granted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("asked_by")),
                name="a_waiver_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                & Q(withdrawn_because="")
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="a_waiver_is_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_waiver_says_why"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="a_waiver_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"Small numbers of {self.measure.ref}, waiver {self.number}"

    def state_on(self, day: date) -> WaiverState:
        if self.withdrawn_on is not None:
            return WaiverState.WITHDRAWN
        if day > self.until_on:
            return WaiverState.ENDED
        return WaiverState.ASKED if self.granted_on is None else WaiverState.GRANTED


class MeasurePart(AreaRow, Tracked):
    """A measure that is counted in another one too, so that one can be taken from the other."""

    whole = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="part_of")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("measurepart", "whole", "part"),
            models.UniqueConstraint(fields=["whole", "part"], name="one_row_per_part_of_a_measure"),
            models.CheckConstraint(
                condition=~Q(whole=F("part")), name="no_measure_is_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.ref} is counted in {self.whole.ref}"
