"""Areas of weakness: their wording in each document, their lineage, what was said of them."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.models.regime import Regime
from plans.states import AreaState, RegimeKind
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation, SourceDocument


class AreaOrigin(models.TextChoices):
    """How an area came out of an earlier one."""

    CARRIED = "carried", "Carried over"
    SPLIT = "split", "Split"
    MERGED = "merged", "Merged"


class AreaEnd(models.TextChoices):
    """How an area ceased to be one of its regime's, while the regime went on."""

    SPLIT = "split", "Split"
    MERGED = "merged", "Merged"
    DROPPED = "dropped", "Dropped"


class AreaOfWeaknessQuerySet(AreaQuerySet):
    def standing(self) -> Self:
        """Those that have not been split, merged or dropped."""
        return self.filter(ended_on__isnull=True)


class AreaOfWeakness(AreaRow, Tracked):
    """An area requiring significant improvement. Its reference is stable for life, and not given
    again: what one document calls it is an `AreaLabel`."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="areas")
    ref = models.CharField(max_length=4, help_text="The document's own label: a to f, or 1 to 9.")
    position = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=120)
    finding = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=24, choices=AreaState, default=AreaState.FORMAL_MONITORING)
    state_since = models.DateField(null=True, blank=True)
    state_authority = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, choices=AreaEnd, blank=True)
    ended_because = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaOfWeaknessQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("areaofweakness", "regime", "finding", "state_authority", "ended_by"),
            models.UniqueConstraint(fields=["regime", "ref"], name="one_area_per_ref"),
            models.UniqueConstraint(fields=["regime", "position"], name="one_area_per_position"),
            models.CheckConstraint(
                condition=Q(state="formal_monitoring") | Q(state_authority__isnull=False),
                name="a_judgement_of_an_area_is_cited",
            ),
            models.CheckConstraint(
                condition=Q(
                    ended_on__isnull=True, ended_how="", ended_because="", ended_by__isnull=True
                )
                | Q(ended_on__isnull=False) & ~Q(ended_how="") & ~Q(ended_because=""),
                name="an_area_ends_somehow_and_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Area {self.ref}: {self.short_title}"

    @property
    def stands(self) -> bool:
        return self.ended_on is None

    @property
    def monitoring(self) -> str:
        """What an outside body says of it, in words that hold: one that was split, merged or
        dropped is monitored no more, and a strategy is nobody's but the partnership's. It comes
        with its `regime`."""
        if not self.stands:
            return self.get_ended_how_display()
        if self.state == AreaState.FORMAL_MONITORING and self.regime.kind == RegimeKind.STRATEGY:
            return "Not in formal monitoring"
        return self.get_state_display()


class AreaLineage(AreaRow, Tracked):
    """That an area came out of an earlier one, of its own regime or of another. Many to many."""

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="origins")
    origin = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="heirs")
    kind = models.CharField(max_length=8, choices=AreaOrigin)
    on = models.DateField(null=True, blank=True)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("arealineage", "area", "origin", "citation"),
            models.UniqueConstraint(
                fields=["area", "origin"], name="an_area_comes_out_of_another_once"
            ),
            models.CheckConstraint(
                condition=~Q(area=F("origin")), name="an_area_comes_out_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.ref} from {self.origin.ref}"


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
