"""What is done about a risk: one row for each control, with its owner and whether it works."""

from typing import Self

from django.db import models
from django.db.models import Q

from plans.models.risk import Risk
from plans.states import Effectiveness
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class ControlQuerySet(AreaQuerySet):
    def in_place(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class Control(AreaRow, Tracked):
    """One control of a risk. Its number is stable; one that is withdrawn stays on the record."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="controls")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    effectiveness = models.CharField(
        max_length=16, choices=Effectiveness, default=Effectiveness.UNTESTED
    )
    checked_on = models.DateField(null=True, blank=True, help_text="When it was last tested.")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = ControlQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("control", "risk", "owner"),
            models.UniqueConstraint(fields=["risk", "number"], name="one_control_per_number"),
            models.CheckConstraint(
                condition=Q(effectiveness="untested", checked_on__isnull=True)
                | (~Q(effectiveness="untested") & Q(checked_on__isnull=False)),
                name="a_control_works_as_checked_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_control_has_a_day_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref} control {self.number}"

    @property
    def is_in_place(self) -> bool:
        return self.withdrawn_on is None
