"""How an area that left formal monitoring is kept from slipping back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from plans.models.area import AreaOfWeakness
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Person, Post, PostHolding
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither
from sendtrack.periods import add_months


class AssuranceQuerySet(AreaQuerySet):
    def held_by(self, person: Person, on: date) -> Self:
        """Those whose owner's post the person holds on that day."""
        held = PostHolding.objects.filter(person=person).current(on)
        return self.filter(owner__in=held.values("post"))


class Assurance(AreaRow, Tracked):
    """Who looks whether an area's improvement lasts, at what, and how often: "the Local Area should
    regularly assure itself" (the Department's letter of 20 December 2022)."""

    area = models.OneToOneField(AreaOfWeakness, on_delete=models.PROTECT, related_name="assurance")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    looks_at = models.TextField()
    every_months = models.PositiveSmallIntegerField()
    first_due_on = models.DateField()
    last_checked_on = models.DateField(null=True, blank=True)
    last_holds = models.BooleanField(null=True, blank=True)

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("assurance", "area", "owner"),
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=12),
                name="assurance_is_given_at_least_once_a_year",
            ),
            models.CheckConstraint(
                condition=both_or_neither("last_checked_on", "last_holds"),
                name="a_check_has_a_day_and_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"({self.area.ref}) {self.area.short_title}"

    @property
    def ref(self) -> str:
        """That of its area, on whose page it stands."""
        return self.area.ref

    @property
    def next_due_on(self) -> date:
        """Counted from the last check; the first has a day of its own."""
        if self.last_checked_on is None:
            return self.first_due_on
        return add_months(self.last_checked_on, self.every_months)


class AssuranceCheck(AreaRow, Tracked):
    """What one look found. Added and never changed."""

    assurance = models.ForeignKey(Assurance, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    holds = models.BooleanField()
    found = models.TextField()

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("assurancecheck", "assurance"),
            models.CheckConstraint(condition=~Q(found=""), name="a_check_says_what_it_found"),
        ]

    def __str__(self) -> str:
        return f"{self.assurance.area.ref}, {self.checked_on}"
