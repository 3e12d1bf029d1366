"""Views heard, as they stood on the agenda of a meeting and were answered there."""

from django.db import models
from django.db.models import Q

from boards.models.meeting import Decision, Meeting
from plans.models import VoiceEntry
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class HeardHow(models.TextChoices):
    """How views reached a meeting."""

    THERE = "there", "Said at the meeting itself"
    BROUGHT = "brought", "Heard before, and brought to the meeting"


class HeardView(AreaRow, Tracked):
    """Views that a meeting took into consideration "through its working" (paragraph 4g): they
    stand on its agenda, and in its minutes with what the board said or decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="views")
    voice = models.ForeignKey(VoiceEntry, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=HeardHow)
    answer = models.TextField(blank=True, help_text="Empty means: the board has not answered yet.")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("heardview", "meeting", "voice", "decision"),
            models.UniqueConstraint(
                fields=["meeting", "voice"], name="views_stand_once_at_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | ~Q(answer=""),
                name="a_decision_in_answer_to_views_is_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice.ref} at {self.meeting}"
