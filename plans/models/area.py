"""Areas of weakness: their wording in each document, their lineage, what was said of them."""

from django.db import models
from django.db.models import Q

from plans.models.regime import Regime
from plans.states import AreaState
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation, SourceDocument


class AreaOfWeakness(AreaRow, Tracked):
    """An area requiring significant improvement. Its reference is stable for life."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="areas")
    ref = models.CharField(max_length=4, help_text="The document's own label: a to f, or 1 to 9.")
    position = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=120)
    finding = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    derived_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    state = models.CharField(max_length=24, choices=AreaState, default=AreaState.FORMAL_MONITORING)
    state_since = models.DateField(null=True, blank=True)
    state_authority = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("areaofweakness", "regime", "finding", "derived_from", "state_authority"),
            models.UniqueConstraint(fields=["regime", "ref"], name="one_area_per_ref"),
            models.UniqueConstraint(fields=["regime", "position"], name="one_area_per_position"),
            models.CheckConstraint(
                condition=Q(state="formal_monitoring") | Q(state_authority__isnull=False),
                name="a_judgement_of_an_area_is_cited",
            ),
        ]

    def __str__(self) -> str:
        return f"Area {self.ref}: {self.short_title}"


class AreaLabel(AreaRow, Tracked):
    """What one document calls an area: "Area One", and its wording there."""

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="labels")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("arealabel", "area", "document", "citation"),
            models.UniqueConstraint(
                fields=["area", "document"], name="one_label_per_area_and_document"
            ),
        ]

    def __str__(self) -> str:
        return self.label
