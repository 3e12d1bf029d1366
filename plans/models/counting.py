"""Which measure counts a target of the plan."""

from django.db import models

from plans.models.action import Target
from plans.models.measure import Measure
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class TargetCount(AreaRow, Tracked):
    """A measure counts whether a target is reached: the target is a point of its trajectory, and
    the figure of the target's own period is what its result starts from."""

    target = models.OneToOneField(Target, on_delete=models.PROTECT, related_name="count")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="target_counts")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("targetcount", "target", "measure")]

    def __str__(self) -> str:
        return f"{self.measure.ref} counts {self.target}"
