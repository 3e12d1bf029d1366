"""Which late figure was asked for in writing, so that nobody is asked twice."""

from django.db import models
from django.db.models import F, Q

from plans.models.measure import Measure
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.publishing.models import Message


class FigureChase(AreaRow, Tracked):
    """A period of a measure whose figure was late, in a letter to the post that answers for it."""

    is_added_once = True

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="chases")
    period_start = models.DateField()
    period_end = models.DateField()
    cycle = models.PositiveSmallIntegerField(
        help_text="Whole months since the figure was due: one letter in each."
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    chased_on = models.DateField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("figurechase", "measure", "post", "message"),
            models.UniqueConstraint(
                fields=["measure", "period_start", "period_end", "cycle"],
                name="one_letter_for_a_figure_in_a_cycle",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="a_chased_period_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref}, period to {self.period_end}, asked for on {self.chased_on}"
