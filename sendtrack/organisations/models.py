"""Local areas, the organisations and people in them, and the posts that people hold."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class LocalArea(Tracked):
    """A local area partnership on a local authority's footprint: the tenant."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    council_name = models.CharField(max_length=120)
    council_address = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    record_ends_on = models.DateField(
        null=True,
        blank=True,
        help_text="Set where the record is made from published documents: the day of the latest "
        "one. Everything is then shown as at that day.",
    )
    marking = models.CharField(max_length=40, default="OFFICIAL")

    def __str__(self) -> str:
        return self.name

    def reading_day(self, today: date) -> date:
        """The day this area's record is read at: today, or the last day it knows of."""
        return min(today, self.record_ends_on) if self.record_ends_on else today


class OrganisationKind(models.TextChoices):
    COUNCIL = "council", "Council"
    HEALTH_COMMISSIONER = "health_commissioner", "Health commissioner"
    HEALTH_PROVIDER = "health_provider", "Health provider"
    SCHOOLS = "schools", "Schools and other education providers"
    PARENT_CARER_FORUM = "parent_carer_forum", "Parent carer forum"
    DFE = "dfe", "Department for Education"
    NHS_ENGLAND = "nhs_england", "NHS England"
    INSPECTORATE = "inspectorate", "Inspectorate"
    OTHER = "other", "Other"


class Organisation(AreaRow, Tracked):
    """A partner of the local area. A body that is succeeded keeps its name in old records."""

    kind = models.CharField(max_length=24, choices=OrganisationKind)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    succeeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    succession_source = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("organisation", "succeeds"),
            models.UniqueConstraint(
                fields=["local_area", "name"], name="one_organisation_per_name"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="organisation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(succeeds__isnull=True) | ~Q(succession_source=""),
                name="succession_is_cited",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class Person(AreaRow, Tracked):
    """Somebody with a part in the improvement. Real officials are recorded by post, not here."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("person")]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(AreaQuerySet):
    def with_holder(self, on: date) -> Self:
        """Each post with `holder_name`: who holds it on that day, or None where vacant."""
        holding = PostHolding.objects.filter(post=models.OuterRef("pk")).current(on)
        return self.annotate(holder_name=models.Subquery(holding.values("person__name")[:1]))

    def held_by(self, person: Person, on: date) -> Self:
        return self.filter(
            pk__in=PostHolding.objects.filter(person=person).current(on).values("post")
        )


class Post(AreaRow, Tracked):
    """A position in an organisation. Accountability rests with posts, so it outlives people."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    covers = models.CharField(
        max_length=200, blank=True, help_text="Where it serves several areas: what part of it."
    )
    succeeds = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
        help_text="The post of an organisation that has been succeeded, which goes on as this one.",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("post", "organisation", "succeeds"),
            models.UniqueConstraint(fields=["succeeds"], name="a_post_goes_on_as_one_post"),
            models.UniqueConstraint(
                fields=["organisation", "title"], name="one_post_per_title_and_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_full(self) -> str:
        """With its organisation, unless the title names that already. Reads the organisation."""
        body = self.organisation
        if any(name and name in self.title for name in (body.name, body.short_name)):
            return self.title
        return f"{self.title}, {body}"


class PostHoldingQuerySet(AreaQuerySet):
    def current(self, on: date) -> Self:
        return self.filter(from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gte=on))


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class PostHolding(AreaRow, Tracked):
    """Who holds a post, from and to which day. One person at a time."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("postholding", "post", "person"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="holding_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_holder_of_a_post_at_a_time",
                expressions=[
                    (DateRange("from_on", "to_on", Value("[]")), RangeOperators.OVERLAPS),
                    ("post", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
