"""Reviews by the Department and NHS England, what their letters praise and will look for next."""

from django.db import models
from django.db.models import Q

from plans.models import AreaOfWeakness, Regime
from reviews.states import Holds, ReviewKind
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import day_in_words
from sendtrack.sources.models import Citation, SourceDocument


class Review(AreaRow, Tracked):
    """A review of progress (paragraph 5). A review yet to come may be known by its month only."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=ReviewKind)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    date_words = models.CharField(
        max_length=60, blank=True, help_text="The date as the document gives it: June 2023."
    )
    letter = models.ForeignKey(
        SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_whom = models.CharField(max_length=200, blank=True, help_text="Posts, never names.")
    found = models.TextField(blank=True)
    self_assessed_on = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("review", "regime", "letter", "citation"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False) | ~Q(date_words=""),
                name="a_review_has_a_day_or_a_month",
            ),
        ]

    def __str__(self) -> str:
        when = day_in_words(self.starts_on) if self.starts_on else self.date_words
        return f"{self.get_kind_display()}, {when}"


class LineOfEnquiry(AreaRow, Tracked):
    """What the Department will look for at the next review, in the words of its letter."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    asked_for = models.ForeignKey(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="lines_to_answer"
    )
    number = models.PositiveSmallIntegerField()
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, help_text="Empty means: no answer recorded.")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("lineofenquiry", "review", "asked_for", "citation", "area"),
            models.UniqueConstraint(
                fields=["review", "number"], name="one_line_of_enquiry_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"Line of enquiry {self.number}"


class Strength(AreaRow, Tracked):
    """What a letter or report on a review says has improved, and whether that still holds.

    Its citation may name no paragraph: a published report can have lost the number.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="strengths")
    number = models.PositiveSmallIntegerField()
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holds = models.CharField(max_length=16, choices=Holds, default=Holds.NOT_LOOKED_AT)
    shown_by = models.TextField(blank=True, help_text="What shows whether it holds.")
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("strength", "review", "citation", "area"),
            models.UniqueConstraint(fields=["review", "number"], name="one_strength_per_number"),
            models.CheckConstraint(
                condition=Q(
                    holds=Holds.NOT_LOOKED_AT,
                    shown_by="",
                    looked_on__isnull=True,
                    looked_by__isnull=True,
                )
                | Q(
                    holds__in=[Holds.HOLDS, Holds.SLIPPING, Holds.LOST],
                    looked_on__isnull=False,
                    looked_by__isnull=False,
                )
                & ~Q(shown_by=""),
                name="a_look_at_a_strength_says_what_shows_it_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Strength {self.number}"
