"""What the impact framework will collect besides numbers, by whom, and when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.models.action import Outcome
from plans.models.area import AreaOfWeakness
from plans.models.evidence import Evidence
from plans.states import IN_FORCE
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Person, Post, PostHolding
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules

MOST_MONTHS = 24


class SourceMethod(models.TextChoices):
    """How qualitative information is collected."""

    FOCUS_GROUP = "focus_group", "Focus group or workshop"
    INTERVIEWS = "interviews", "Interviews or conversations"
    SURVEY = "survey", "Survey with open questions"
    CASE_STUDY = "case_study", "Case study"
    AUDIT = "audit", "Audit of practice"
    OBSERVATION = "observation", "Visit or observation"
    COMPLAINTS = "complaints", "What complaints and compliments say"
    OTHER = "other", "Another way"


class PlannedSourceQuerySet(AreaQuerySet):
    def waiting(self) -> Self:
        """What is still to come, of areas that stand in a regime in force."""
        rows = self.filter(next_due_on__isnull=False, area__ended_on__isnull=True)
        return rows.filter(area__regime__state__in=IN_FORCE)

    def held_by(self, person: Person, on: date) -> Self:
        """Those whose owner's post the person holds on that day."""
        held = PostHolding.objects.filter(person=person).current(on)
        return self.filter(owner__in=held.values("post"))


class PlannedSource(AreaRow, Tracked):
    """Qualitative information "that leaders intend to collect and analyse to evaluate the impact of
    improvement actions" (the paper on Somerset's next plan, paragraph 4.2)."""

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="planned")
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="planned"
    )
    ref = models.CharField(max_length=8)
    method = models.CharField(max_length=12, choices=SourceMethod)
    what = models.CharField(max_length=200)
    tells = models.TextField(help_text="What it is to tell of children, families or practice.")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    every_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: collected once."
    )
    next_due_on = models.DateField(
        null=True, blank=True, help_text="Empty: nothing more is to come."
    )
    last_collected_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)

    objects = PlannedSourceQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("plannedsource", "area", "outcome", "owner"),
            models.UniqueConstraint(
                fields=["local_area", "ref"], name="one_planned_source_per_ref"
            ),
            models.CheckConstraint(
                condition=Q(every_months__isnull=True)
                | Q(every_months__gte=1, every_months__lte=MOST_MONTHS),
                name="a_source_comes_at_least_every_two_years",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, stopped_because="")
                | Q(stopped_on__isnull=False, next_due_on__isnull=True) & ~Q(stopped_because=""),
                name="a_stopped_source_says_why_and_is_not_due",
            ),
            models.CheckConstraint(
                condition=Q(next_due_on__isnull=False)
                | Q(stopped_on__isnull=False)
                | Q(every_months__isnull=True, last_collected_on__isnull=False),
                name="a_source_is_due_until_it_came_once_or_stopped",
            ),
            models.CheckConstraint(
                condition=Q(next_due_on__isnull=True)
                | Q(last_collected_on__isnull=True)
                | Q(next_due_on__gt=F("last_collected_on")),
                name="a_source_is_due_after_it_last_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.what}"

    @property
    def rhythm(self) -> str:
        """ "once", "every month", "every 3 months"."""
        if self.every_months is None:
            return "once"
        return "every month" if self.every_months == 1 else f"every {self.every_months} months"


class Collected(AreaRow, Tracked):
    """A piece of evidence that came as it was planned. Added and never changed."""

    source = models.ForeignKey(PlannedSource, on_delete=models.PROTECT, related_name="collected")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="planned_as")
    collected_on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("collected", "source", "evidence"),
            models.UniqueConstraint(
                fields=["source", "evidence"], name="evidence_comes_once_as_planned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.ref}, {self.collected_on}"
