"""What a risk hangs on in the plan, where it was escalated to, and the issue that it became."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from plans.models.action import Action, Outcome
from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.models.risk import Risk
from plans.states import EscalationLevel, IssuePriority, IssueState
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class RiskLink(AreaRow, Tracked):
    """One more thing of the plan that a risk concerns, beside the area that it belongs to. One
    that no longer holds is deleted; its history says when and why."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="links")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="risk_links"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("risklink", "risk", "area", "outcome", "action"),
            models.CheckConstraint(
                condition=Q(area__isnull=False, outcome__isnull=True, action__isnull=True)
                | Q(area__isnull=True, outcome__isnull=False, action__isnull=True)
                | Q(area__isnull=True, outcome__isnull=True, action__isnull=False),
                name="a_risk_link_leads_to_one_thing",
            ),
            models.UniqueConstraint(fields=["risk", "area"], name="a_risk_meets_an_area_once"),
            models.UniqueConstraint(
                fields=["risk", "outcome"], name="a_risk_meets_an_outcome_once"
            ),
            models.UniqueConstraint(fields=["risk", "action"], name="a_risk_meets_an_action_once"),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref}, {self.kind} {self.to.ref}"

    @property
    def to(self) -> AreaOfWeakness | Outcome | Action:
        found = self.area or self.outcome or self.action
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """area, outcome or action"""
        return "area" if self.area_id else "outcome" if self.outcome_id else "action"

    @property
    def words(self) -> str:
        """What it leads to, as people name it."""
        if self.area is not None:
            return f"Area ({self.area.ref}): {self.area.short_title}"
        if self.outcome is not None:
            return f"Outcome {self.outcome.ref}: {self.outcome.statement}"
        return f"{self.to.ref}: {getattr(self.to, 'title', '')}"


class RiskEscalation(AreaRow, Tracked):
    """One move of a risk between levels, up or down, and why. Added, never changed."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="escalations")
    level_before = models.CharField(max_length=12, choices=EscalationLevel)
    level = models.CharField(max_length=12, choices=EscalationLevel)
    reason = models.TextField()
    escalated_on = models.DateField()
    escalated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("riskescalation", "risk"),
            models.CheckConstraint(
                condition=~Q(level=F("level_before")) & ~Q(reason=""),
                name="an_escalation_moves_a_risk_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.ref}, {self.get_level_display()}"


class IssueQuerySet(AreaQuerySet):
    def open(self) -> Self:
        return self.filter(state=IssueState.OPEN)


class Issue(AreaRow, Tracked):
    """A risk that has happened: how bad it is, who resolves it, by when. No likelihood."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="issues")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="issues")
    ref = models.CharField(max_length=8)
    what = models.TextField()
    happened_on = models.DateField()
    severity = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="In the words that the area has for impact.",
    )
    priority = models.CharField(max_length=8, choices=IssuePriority)
    plan = models.TextField()
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="issues")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=IssueState, default=IssueState.OPEN)
    resolved_on = models.DateField(null=True, blank=True)
    resolution = models.TextField(blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("issue", "regime", "risk", "owner"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_issue_per_ref"),
            models.UniqueConstraint(fields=["risk"], name="a_risk_becomes_one_issue"),
            models.CheckConstraint(
                condition=Q(severity__range=(1, 5)), name="severity_runs_from_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(state="open", resolved_on__isnull=True, resolution="")
                | (Q(state="resolved", resolved_on__isnull=False) & ~Q(resolution="")),
                name="a_resolved_issue_has_a_day_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.what}"

    @property
    def is_open(self) -> bool:
        return self.state == IssueState.OPEN

    @property
    def severity_words(self) -> str:
        return self.risk.scheme.impacts[self.severity]
