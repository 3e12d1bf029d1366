"""That leaders looked at the data: each says so in their own words, for a month."""

from django.db import models
from django.db.models import F, Q

from boards.models.body import Body
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class DataLook(AreaRow, Tracked):
    """What somebody noticed in the plan and the data up to a day. The revisit of 2021 found that
    leaders do not check data regularly. Added and never changed: who looks again says so again."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="looks")
    data_to = models.DateField(help_text="The last day of the month that was looked at.")
    looked_on = models.DateField()
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(
        Post,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of the seat at the board that they hold; empty for others.",
    )
    noticed = models.TextField()
    follows = models.TextField(blank=True)

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("datalook", "body", "post"),
            models.CheckConstraint(condition=~Q(noticed=""), name="a_look_says_what_was_noticed"),
            models.CheckConstraint(
                condition=Q(looked_on__gt=F("data_to")), name="a_look_comes_after_its_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.looked_by}, {self.data_to}"
