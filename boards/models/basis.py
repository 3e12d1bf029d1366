"""What a decision of the board rests on: measures and evidence."""

from django.db import models
from django.db.models import Q

from boards.models.meeting import Decision
from plans.models import Evidence, Measure
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class DecisionBasis(AreaRow, Tracked):
    """A measure or a piece of evidence that the board had before it when it decided: data are
    "used routinely for strategic decisions" (report of the revisit, area 6)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="bases")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("decisionbasis", "decision", "measure", "evidence"),
            models.CheckConstraint(
                condition=Q(measure__isnull=False) ^ Q(evidence__isnull=False),
                name="a_decision_rests_on_one_thing_a_row",
            ),
            models.UniqueConstraint(
                fields=["decision", "measure", "evidence"],
                nulls_distinct=False,
                name="a_decision_rests_on_a_thing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.decision.number} rests on {self.thing.ref}"

    @property
    def thing(self) -> Measure | Evidence:
        found = self.measure or self.evidence
        assert found is not None
        return found
