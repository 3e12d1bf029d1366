"""That somebody stands for the figures: accurate and up to date, or what they lack."""

from django.db import models
from django.db.models import Q

from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class DataStatement(AreaRow, Tracked):
    """What somebody says of the figures of the area as they stood on a day: "accurate and up to
    date data on performance and quality" (paragraph 8b). Added and never changed: who looks again
    says so again."""

    said_on = models.DateField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_complete = models.BooleanField()
    lacks = models.TextField(blank=True)

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("datastatement"),
            models.CheckConstraint(
                condition=Q(is_complete=True, lacks="") | Q(is_complete=False) & ~Q(lacks=""),
                name="a_data_statement_says_what_the_figures_lack",
            ),
        ]

    def __str__(self) -> str:
        return f"Data statement of {self.said_on}"
