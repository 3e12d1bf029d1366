"""The clauses of a Notice: their words as data, the kind of duty each sets as a name."""

from typing import Any

from django.db import models

from plans.models import Regime
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class Clause(AreaRow, Tracked):
    """A paragraph of the Notice. `kind` names the function that judges it, in `reviews.duties`."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    paragraph = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    parameters: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("clause", "regime", "citation"),
            models.UniqueConstraint(
                fields=["regime", "paragraph"], name="one_clause_per_paragraph"
            ),
        ]

    def __str__(self) -> str:
        return f"Paragraph {self.paragraph}: {self.title}"
