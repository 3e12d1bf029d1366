"""The risk register: cause, event and effect, scored before and after controls."""

from datetime import date
from functools import cached_property
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual

from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.models.scoring import ScoringScheme, named
from plans.states import (
    EscalationLevel,
    Proximity,
    RiskBand,
    RiskCategory,
    RiskResponse,
    RiskState,
)
from sendtrack.accounts.models import User
from sendtrack.govuk.statuses import Status
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither

_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskQuerySet(AreaQuerySet):
    def open(self) -> Self:
        return self.filter(state=RiskState.OPEN)

    def scored(self) -> Self:
        """With `current_score`, so that lists can be ordered by it."""
        return self.annotate(current_score=F("likelihood") * F("impact"))

    def review_overdue(self, on: date) -> Self:
        return self.open().filter(next_review_on__lt=on)


class Risk(AreaRow, Tracked):
    """Something that may stop the improvement. Likelihood and impact run from 1 to 5."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="risks")
    area = models.ForeignKey(
        AreaOfWeakness,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="risks",
        help_text="Empty when the risk concerns the whole plan.",
    )
    ref = models.CharField(max_length=8)
    cause = models.TextField()
    event = models.TextField()
    effect = models.TextField()
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="risks")
    category = models.CharField(max_length=16, choices=RiskCategory, blank=True)
    response = models.CharField(max_length=12, choices=RiskResponse, default=RiskResponse.TREAT)
    proximity = models.CharField(max_length=16, choices=Proximity, blank=True)
    likelihood_before = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact_before = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    likelihood = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    target_likelihood = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=_ONE_TO_FIVE
    )
    target_impact = models.PositiveSmallIntegerField(null=True, blank=True, validators=_ONE_TO_FIVE)
    target_on = models.DateField(null=True, blank=True)
    target_because = models.TextField(
        blank=True, help_text="Why the target is higher than the score now, where it is."
    )
    escalation = models.CharField(
        max_length=12, choices=EscalationLevel, default=EscalationLevel.WORKSTREAM
    )
    raised_on = models.DateField()
    last_reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField()
    state = models.CharField(max_length=8, choices=RiskState, default=RiskState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("risk", "regime", "area", "owner"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_risk_per_ref"),
            models.CheckConstraint(
                condition=Q(
                    likelihood__range=(1, 5),
                    impact__range=(1, 5),
                    likelihood_before__range=(1, 5),
                    impact_before__range=(1, 5),
                ),
                name="risk_scores_run_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=both_or_neither("target_likelihood", "target_impact", "target_on"),
                name="a_target_score_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(target_likelihood__isnull=True)
                | Q(target_likelihood__range=(1, 5), target_impact__range=(1, 5)),
                name="target_scores_run_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(target_likelihood__isnull=True)
                | ~Q(target_because="")
                | Q(
                    LessThanOrEqual(
                        F("target_likelihood") * F("target_impact"),
                        F("likelihood") * F("impact"),
                    )
                ),
                name="a_target_above_the_score_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (Q(closed_on__isnull=False) & ~Q(state="open") & ~Q(closed_because="")),
                name="a_closed_risk_has_a_day_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.event}"

    @property
    def is_open(self) -> bool:
        return self.state == RiskState.OPEN

    @property
    def score(self) -> int:
        """Likelihood × impact after controls."""
        return self.likelihood * self.impact

    @property
    def score_before(self) -> int:
        """Likelihood × impact before controls."""
        return self.likelihood_before * self.impact_before

    @property
    def target_score(self) -> int | None:
        """Where the score is to be by `target_on`; None where no target is set."""
        if self.target_likelihood is None or self.target_impact is None:
            return None
        return self.target_likelihood * self.target_impact

    @cached_property
    def scheme(self) -> ScoringScheme:
        """How the area scores its risks. What reads many risks gives them the one they share."""
        return ScoringScheme.objects.in_force(self.local_area)

    @property
    def band(self) -> RiskBand:
        return self.scheme.band(self.score)

    @property
    def level(self) -> Status:
        """The band after controls, in the area's word."""
        return self.scheme.level(self.score)

    @property
    def level_before(self) -> Status:
        """The band before controls."""
        return self.scheme.level(self.score_before)

    @property
    def level_of_target(self) -> Status | None:
        score = self.target_score
        return None if score is None else self.scheme.level(score)


class RiskReview(AreaRow, Tracked):
    """One review of a risk: its score then, and what was said. Added, never changed."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    score_before = models.PositiveSmallIntegerField(
        help_text="The score after controls as it stood before this review."
    )
    likelihood = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    target_score = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The target that this review left."
    )
    band = models.CharField(
        max_length=9, choices=RiskBand, default="", help_text="By the scheme of that day."
    )
    band_name = models.CharField(
        max_length=30, default="", help_text="What the scheme called it that day."
    )
    note = models.TextField()

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("riskreview", "risk"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="reviewed_scores_run_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(target_score__isnull=True) | Q(target_score__range=(1, 25)),
                name="a_reviewed_target_runs_from_1_to_25",
            ),
        ]
        indexes = [models.Index(fields=["risk", "-reviewed_at"], name="review_newest_first")]

    def __str__(self) -> str:
        return f"{self.risk.ref}, {self.reviewed_on}"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> Status:
        """The band that the score had when it was given, in the word of that day."""
        return named(self.band, self.band_name)
