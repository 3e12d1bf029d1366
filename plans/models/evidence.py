"""What shows that things are better, and what people said."""

from django.db import models
from django.db.models import Q

from plans.models.action import Action
from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.states import EvidenceKind, VoiceGroup
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class Evidence(AreaRow, Tracked):
    """A piece of evidence: what it shows in one sentence, of which day, and where it is kept."""

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="evidence")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    kind = models.CharField(max_length=12, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    shows = models.TextField()
    dated_on = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_at = models.CharField(max_length=300, blank=True)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("evidence", "area", "action", "organisation", "citation"),
            models.CheckConstraint(
                condition=Q(citation__isnull=False) | (Q(dated_on__isnull=False) & ~Q(kept_at="")),
                name="evidence_has_a_day_and_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class VoiceEntry(AreaRow, Tracked):
    """Views heard, and what changed because of them (paragraph 4g)."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="voices")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    group = models.CharField(max_length=16, choices=VoiceGroup)
    heard_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=200)
    said = models.TextField()
    changed = models.TextField(blank=True, help_text="Empty means: no response recorded yet.")
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("voiceentry", "regime", "area", "citation"),
            models.CheckConstraint(
                condition=Q(citation__isnull=False) | Q(heard_on__isnull=False),
                name="views_heard_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.how}"
