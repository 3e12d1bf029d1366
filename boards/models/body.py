"""The bodies of a local area's governance: boards, committees, groups, and their seats."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from boards.states import BodyKind, LegalStanding, SeatKind
from plans.models import Regime
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class BodyQuerySet(AreaQuerySet):
    def in_being(self, on: date) -> Self:
        """Those that there are on a day: announced ones not yet, ended ones no more. Where no
        document gives a first day, a body has always been there."""
        begun = Q(begins_on__isnull=True) | Q(begins_on__lte=on)
        return self.filter(begun, announced=False).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )

    def keeping(self, regime: Regime) -> Self:
        """The boards that keep the record of a regime, or kept it: the one that is there first,
        then those that have ended, the last first."""
        return self.filter(regime=regime).order_by(F("ended_on").desc(nulls_first=True), "-pk")


class Body(AreaRow, Tracked):
    """A board, committee or group that oversees the plan or reports to one that does. Documents
    give it several names. With a regime, its meetings and its action log are kept here."""

    regime = models.ForeignKey(
        Regime, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=BodyKind, default=BodyKind.IMPROVEMENT)
    standing = models.CharField(max_length=12, choices=LegalStanding, default=LegalStanding.UNSAID)
    name = models.CharField(max_length=160)
    also_called = models.CharField(max_length=300, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    announced = models.BooleanField(
        default=False, help_text="A document says that it will be there; it is not yet."
    )
    ends_when = models.CharField(
        max_length=200, blank=True, help_text="An end that a document announces, in its words."
    )
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gone_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("body", "regime", "citation", "ended_by", "gone_to"),
            models.UniqueConstraint(
                fields=["regime"],
                condition=Q(ended_on__isnull=True),
                name="one_board_in_being_keeps_the_record_of_a_regime",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="", ended_by__isnull=True)
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="a_body_ends_for_a_reason_and_on_a_document",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(ended_on__gte=F("begins_on")),
                name="a_body_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(announced=False) | Q(begins_on__isnull=True, ended_on__isnull=True),
                name="an_announced_body_has_no_days_yet",
            ),
            models.CheckConstraint(
                condition=Q(gone_to__isnull=True) | Q(ended_on__isnull=False) & ~Q(gone_to=F("id")),
                name="the_work_of_an_ended_body_goes_to_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kept_for(self) -> Regime:
        """The regime whose record it keeps: whoever asks has one of its meetings at hand."""
        if self.regime is None:
            raise ValueError(f"No meetings of {self} are kept")
        return self.regime

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None


class FormerName(AreaRow, Tracked):
    """What a body was called until a day. Added once; its name now stands with the body."""

    is_added_once = True

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=160)
    to_on = models.DateField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("formername", "body"),
            models.UniqueConstraint(fields=["body", "to_on"], name="one_name_of_a_body_at_a_time"),
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
