"""How a local area scores its risks: its own words, bands, review rule and appetite."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from plans.states import RiskBand
from sendtrack.govuk.statuses import Status, status_of
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules

if TYPE_CHECKING:
    from sendtrack.organisations.models import LocalArea

HIGHEST = 25


class ScoringQuerySet(AreaQuerySet):
    def in_force(self, area: "LocalArea") -> "ScoringScheme":
        """The area's own scheme; the usual one, not saved, where it has none. One query."""
        return self.of(area).first() or ScoringScheme(local_area=area)


class ScoringScheme(AreaRow, Tracked):
    """One scheme of an area. Its defaults are the usual 5 × 5 of councils.

    Nothing else holds a word or a threshold. A review keeps the band that the scheme of its day
    gave it; what is scored now is read by the scheme of now.
    """

    likelihood_1 = models.CharField(max_length=80, default="Rare")
    likelihood_2 = models.CharField(max_length=80, default="Unlikely")
    likelihood_3 = models.CharField(max_length=80, default="Possible")
    likelihood_4 = models.CharField(max_length=80, default="Likely")
    likelihood_5 = models.CharField(max_length=80, default="Almost certain")
    impact_1 = models.CharField(max_length=80, default="Negligible")
    impact_2 = models.CharField(max_length=80, default="Minor")
    impact_3 = models.CharField(max_length=80, default="Moderate")
    impact_4 = models.CharField(max_length=80, default="Major")
    impact_5 = models.CharField(max_length=80, default="Severe")
    low_name = models.CharField(max_length=30, default="Low")
    moderate_name = models.CharField(max_length=30, default="Moderate")
    high_name = models.CharField(max_length=30, default="High")
    very_high_name = models.CharField(max_length=30, default="Very high")
    moderate_from = models.PositiveSmallIntegerField(default=5)
    high_from = models.PositiveSmallIntegerField(default=10)
    very_high_from = models.PositiveSmallIntegerField(default=15)
    low_months = models.PositiveSmallIntegerField(default=3)
    moderate_months = models.PositiveSmallIntegerField(default=3)
    high_months = models.PositiveSmallIntegerField(default=2)
    very_high_months = models.PositiveSmallIntegerField(default=1)
    escalate_from = models.PositiveSmallIntegerField(default=10)

    objects = ScoringQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("scoringscheme"),
            models.UniqueConstraint(fields=["local_area"], name="one_scoring_scheme_per_area"),
            models.CheckConstraint(
                condition=Q(
                    moderate_from__gt=1,
                    high_from__gt=F("moderate_from"),
                    very_high_from__gt=F("high_from"),
                    very_high_from__lte=HIGHEST,
                ),
                name="bands_rise_from_1_to_25",
            ),
            models.CheckConstraint(
                condition=Q(
                    low_months__range=(1, 12),
                    moderate_months__range=(1, 12),
                    high_months__range=(1, 12),
                    very_high_months__range=(1, 12),
                ),
                name="a_band_is_reviewed_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(escalate_from__range=(1, HIGHEST)),
                name="appetite_ends_between_1_and_25",
            ),
        ]

    def __str__(self) -> str:
        return "How risks are scored"

    @cached_property
    def likelihoods(self) -> dict[int, str]:
        return {score: getattr(self, f"likelihood_{score}") for score in range(1, 6)}

    @cached_property
    def impacts(self) -> dict[int, str]:
        return {score: getattr(self, f"impact_{score}") for score in range(1, 6)}

    def band(self, score: int) -> RiskBand:
        """The band of a likelihood × impact score from 1 to 25."""
        if score >= self.very_high_from:
            return RiskBand.VERY_HIGH
        if score >= self.high_from:
            return RiskBand.HIGH
        return RiskBand.MODERATE if score >= self.moderate_from else RiskBand.LOW

    def level(self, score: int) -> Status:
        """The band of a score as it is shown: the area's own word with mark and colour."""
        return self.levels[self.band(score)]

    def is_above_appetite(self, score: int) -> bool:
        return score >= self.escalate_from

    def months(self, band: RiskBand) -> int:
        """Within how many months a risk of the band is reviewed again."""
        months: int = getattr(self, f"{band}_months")
        return months

    @cached_property
    def levels(self) -> dict[RiskBand, Status]:
        """The bands from low to very high, each in the area's word and with its scores."""
        starts = (1, self.moderate_from, self.high_from, self.very_high_from)
        ends = (*(start - 1 for start in starts[1:]), HIGHEST)
        return {
            band: named(band, getattr(self, f"{band}_name"), start, end)
            for band, start, end in zip(RiskBand, starts, ends, strict=True)
        }


def named(band: str, name: str, start: int = 0, end: int = 0) -> Status:
    """A level under the name that an area gives it, or gave it at the time."""
    status = status_of(band)
    scores = f"a score of {start}" if start == end else f"a score of {start} to {end}"
    meaning = f"{scores.capitalize()}." if start else status.meaning
    return replace(status, word=name or status.word, meaning=meaning)
