"""Measures that count audits."""

from django.db import models
from django.db.models import Q

from plans.measuring.audits import COUNTED, OVERALL
from plans.models.audit import AuditTool
from plans.models.measure import Measure
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class AuditFeed(AreaRow, Tracked):
    """A measure that the rounds by a tool are counted in: by their grades or one criterion.

    A feed is of one tool, as the figures of two are not compared: what a new tool finds is counted
    only once somebody says so.
    """

    tool = models.ForeignKey(AuditTool, on_delete=models.PROTECT, related_name="feeds")
    counts = models.CharField(max_length=12, choices=COUNTED)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditfeed", "tool", "measure"),
            models.UniqueConstraint(fields=["tool", "counts"], name="what_is_audited_counts_once"),
            models.UniqueConstraint(
                fields=["tool", "measure"], name="a_measure_counts_one_thing_of_a_tool"
            ),
            models.CheckConstraint(
                condition=Q(counts__in=[key for key, _ in COUNTED]),
                name="a_feed_counts_what_is_judged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool} counts in {self.measure.ref}"

    @property
    def what(self) -> str:
        """ "Outstanding or good", or the criterion."""
        return self.tool.good_in_words if self.counts == OVERALL else self.get_counts_display()
