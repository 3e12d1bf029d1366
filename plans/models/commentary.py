"""What people say of a measure's figure: what it shows, why, and what follows."""

from django.db import models
from django.db.models import F, Q

from plans.models.measure import Measure
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import Period


class Commentary(AreaRow, Tracked):
    """What is said of the figure of one period. It is put right, never said twice; what it said
    before stays in its history."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="commentaries")
    period_start = models.DateField()
    period_end = models.DateField()
    shows = models.TextField(help_text="What the figure shows, in a sentence or two.")
    because = models.TextField(blank=True, help_text="Why: the cause, not the figure again.")
    doing = models.TextField(blank=True, help_text="What is done about it.")
    back_on = models.DateField(
        null=True, blank=True, help_text="When it is expected to be where it should be."
    )
    said_on = models.DateField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("commentary", "measure"),
            models.UniqueConstraint(
                fields=["measure", "period_start", "period_end"],
                name="one_commentary_per_measure_period",
            ),
            models.CheckConstraint(condition=~Q(shows=""), name="a_commentary_says_something"),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="a_period_told_of_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.measure.ref} to {self.period_end}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)
