"""What a body is for, in versions, and what its meetings are about."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from boards.models.body import Body
from boards.models.meeting import Meeting
from plans.models import Evidence
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import Citation


class TermsQuerySet(AreaQuerySet):
    def agreed_by_then(self, on: date) -> Self:
        return self.filter(agreed_on__lte=on)

    def in_order(self) -> Self:
        """The latest agreed first, then those that are only drafted."""
        return self.order_by(F("agreed_on").desc(nulls_last=True), "-number")


class TermsOfReference(AreaRow, Tracked):
    """A version of a body's terms of reference: drafted, then agreed by somebody on a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=160, blank=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("termsofreference", "body", "evidence", "citation"),
            models.UniqueConstraint(
                fields=["body", "number"], name="one_version_of_terms_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(evidence__isnull=False) | Q(citation__isnull=False),
                name="terms_of_reference_say_something",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, agreed_by="")
                | Q(agreed_on__isnull=False) & ~Q(agreed_by=""),
                name="agreed_terms_say_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"Terms of reference of {self.body}, version {self.number}"


class Responsibility(AreaRow, Tracked):
    """One of the responsibilities that terms of reference list. Added with them, never changed."""

    is_added_once = True

    terms = models.ForeignKey(
        TermsOfReference, on_delete=models.PROTECT, related_name="responsibilities"
    )
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("responsibility", "terms"),
            models.UniqueConstraint(
                fields=["terms", "number"], name="one_responsibility_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class AgendaItem(AreaRow, Tracked):
    """What a meeting is about, and the responsibility that it serves."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    responsibility = models.ForeignKey(
        Responsibility, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("agendaitem", "meeting", "responsibility"),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="one_agenda_item_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
