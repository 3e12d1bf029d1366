"""Views heard, and what changed because of them."""

from django.db import models
from django.db.models import Q

from plans.models.action import Action
from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.states import VoiceChannel, VoiceGroup
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation

FEWEST_SAID = 5
"""Fewer people than this are kept as a number and never shown as one."""


class VoiceEntry(AreaRow, Tracked):
    """Views heard, and what changed because of them (paragraph 4g).

    Heard, answered (`changed`), fed back (`told_on`): one after the other.
    """

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="voices")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    ref = models.CharField(max_length=8)
    group = models.CharField(max_length=16, choices=VoiceGroup)
    channel = models.CharField(max_length=12, choices=VoiceChannel, blank=True)
    heard_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=200)
    people = models.PositiveIntegerField(null=True, blank=True)
    said = models.TextField()
    changed = models.TextField(blank=True, help_text="Empty means: no response recorded yet.")
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("voiceentry", "regime", "area", "action", "citation"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_voice_per_ref"),
            models.CheckConstraint(
                condition=Q(citation__isnull=False) | Q(heard_on__isnull=False),
                name="views_heard_have_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_how="")
                | (Q(told_on__isnull=False) & ~Q(told_how="") & ~Q(changed="")),
                name="people_are_told_what_changed",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True)
                | Q(heard_on__isnull=True)
                | Q(told_on__gte=models.F("heard_on")),
                name="people_are_told_after_they_were_heard",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gt=0), name="somebody_was_heard"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.how}"

    @property
    def people_in_words(self) -> str:
        """How many were heard. A number so small that it could point at somebody stays inside."""
        if self.people is None:
            return ""
        if self.people < FEWEST_SAID:
            return f"fewer than {FEWEST_SAID} people"
        return f"{self.people:,} people"

    @property
    def days_until_told(self) -> int | None:
        """From the day they were heard to the day they were told what changed."""
        if self.told_on is None or self.heard_on is None:
            return None
        return (self.told_on - self.heard_on).days
