"""The risk register: cause, event and effect, scored before and after controls."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.states import RiskBand, RiskState, risk_band
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules

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
    controls = models.TextField()
    likelihood_before = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact_before = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    likelihood = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
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
                condition=Q(state="open", closed_on__isnull=True)
                | (Q(state="closed", closed_on__isnull=False) & ~Q(closed_because="")),
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
    def band(self) -> RiskBand:
        return risk_band(self.score)

    @property
    def band_before(self) -> RiskBand:
        return risk_band(self.score_before)


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
    note = models.TextField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("riskreview", "risk"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="reviewed_scores_run_from_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["risk", "-reviewed_at"], name="review_newest_first")]

    def __str__(self) -> str:
        return f"{self.risk.ref}, {self.reviewed_on}"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact
