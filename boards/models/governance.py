"""The lines of accountability: which body reports to which, and which oversees a regime."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from boards.models.body import Body
from plans.models import Regime
from sendtrack.history import Tracked
from sendtrack.organisations.models import DateRange
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class LineQuerySet(AreaQuerySet):
    def in_force(self, on: date) -> Self:
        """The lines of a day. Where no document gives a first day, a line has always been."""
        begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
        return self.filter(begun, announced=False).filter(Q(to_on__isnull=True) | Q(to_on__gte=on))


class Line(AreaRow, Tracked):
    """A line of accountability from and to a day. One that is only announced has no days yet."""

    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    announced = models.BooleanField(
        default=False, help_text="A document says that it will be so; it is not yet."
    )
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        if self.announced:
            return False
        return (self.from_on is None or self.from_on <= on) and (
            self.to_on is None or on <= self.to_on
        )


def _days(noun: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
            name=f"{noun}_ends_after_start",
        ),
        models.CheckConstraint(
            condition=Q(announced=False) | Q(from_on__isnull=True, to_on__isnull=True),
            name=f"an_announced_{noun}_has_no_days_yet",
        ),
    ]


class ReportingLine(Line):
    """One body reports to another."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports_to")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reported_by")

    class Meta:
        constraints = [
            *area_rules("reportingline", "body", "to", "citation"),
            *_days("reporting_line"),
            models.CheckConstraint(condition=~Q(body=F("to")), name="no_body_reports_to_itself"),
            ExclusionConstraint(
                name="one_line_between_two_bodies_at_a_time",
                expressions=[
                    (DateRange("from_on", "to_on", Value("[]")), RangeOperators.OVERLAPS),
                    ("body", RangeOperators.EQUAL),
                    ("to", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} reports to {self.to}"


class Accountability(Line):
    """The body that oversees a regime: one on any day."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="answers_for")

    class Meta:
        constraints = [
            *area_rules("accountability", "regime", "body", "citation"),
            *_days("accountability"),
            ExclusionConstraint(
                name="one_accountable_body_of_a_regime_at_a_time",
                expressions=[
                    (DateRange("from_on", "to_on", Value("[]")), RangeOperators.OVERLAPS),
                    ("regime", RangeOperators.EQUAL),
                ],
                condition=Q(announced=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} oversees the {self.regime}"
