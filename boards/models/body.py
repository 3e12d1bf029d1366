"""The improvement board and its seats."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from boards.states import SeatKind
from plans.models import Regime
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class Body(AreaRow, Tracked):
    """The board that oversees the plan. Documents give it several names."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    also_called = models.CharField(max_length=300, blank=True)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("body", "regime", "citation"),
            models.UniqueConstraint(fields=["regime"], name="one_improvement_board_per_regime"),
        ]

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(AreaQuerySet):
    def current(self, on: date) -> Self:
        """The seats that the board had on that day."""
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=on)).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on)
        )


class Seat(AreaRow, Tracked):
    """A place at the board, held by a post from and to a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=16, choices=SeatKind)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("seat", "body", "post"),
            models.UniqueConstraint(fields=["body", "post"], name="one_seat_per_post"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="seat_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.post}"
