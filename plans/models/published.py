"""Published statistics: files as the Department gives them out, which of their figures a measure
is compared with, and with whom an area is compared."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.measuring.calendar import PeriodType
from plans.measuring.words import Cohort, Geography, PublishedState
from plans.models.measure import Definition, Measure
from plans.published.shape import Shape
from sendtrack.accounts.models import User
from sendtrack.files.models import StoredFile
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules

UNUSED = [PublishedState.UNREADABLE, PublishedState.TAKEN_OUT]
"""Files that nothing is taken from, with the reason."""

KNOWN = [PublishedState.READ, PublishedState.TAKEN_OUT]
"""Files of which it is known what they hold."""

LICENCE = "Open Government Licence v3.0"


class PublishedData(AreaRow, Tracked):
    """One data set: the same file, published again and again."""

    publication = models.CharField(max_length=200)
    title = models.CharField(max_length=200)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("publisheddata"),
            models.UniqueConstraint(
                fields=["local_area", "publication", "title"], name="one_data_set_per_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}: {self.title}"


class PublishedFileQuerySet(AreaQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-released_on", "-number")

    def in_use(self) -> Self:
        return self.filter(state=PublishedState.READ)


class PublishedFile(AreaRow, Tracked):
    """One release of a data set, byte for byte. A later release stands beside it."""

    data = models.ForeignKey(PublishedData, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField(help_text="The day that it was published.")
    address = models.CharField(max_length=300, blank=True, help_text="Where it was found.")
    licence = models.CharField(max_length=120, default=LICENCE)
    is_made_up = models.BooleanField(
        default=False, help_text="Invented for an example: no statistics of anybody."
    )
    state = models.CharField(max_length=12, choices=PublishedState, default=PublishedState.TO_READ)
    holds = models.JSONField(default=dict, help_text="Its columns, periods and places.")
    refused_because = models.TextField(
        blank=True, help_text="Why it can't be used, or was taken out again."
    )
    taken_out_on = models.DateField(null=True, blank=True)
    taken_out_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublishedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("publishedfile", "data", "file"),
            models.UniqueConstraint(
                fields=["local_area", "number"], name="one_published_file_per_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNUSED) & ~Q(refused_because="")
                | ~Q(state__in=UNUSED) & Q(refused_because=""),
                name="a_file_that_cant_be_used_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PublishedState.TAKEN_OUT,
                    taken_out_on__isnull=False,
                    taken_out_by__isnull=False,
                )
                | ~Q(state=PublishedState.TAKEN_OUT)
                & Q(taken_out_on__isnull=True, taken_out_by__isnull=True),
                name="a_file_is_taken_out_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=KNOWN) & ~Q(holds={}) | ~Q(state__in=KNOWN) & Q(holds={}),
                name="a_file_that_was_read_says_what_it_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"Published file {self.number}, {self.file}"

    @property
    def shape(self) -> Shape:
        return Shape.of(self.holds)

    @property
    def rows_read(self) -> int | None:
        """None before all of it has been read."""
        return self.shape.rows if self.state == PublishedState.READ else None

    @property
    def standing(self) -> str:
        """Its state as a key of the table of statuses."""
        return self.state


class FileReadingQuerySet(AreaQuerySet):
    def due(self, at: datetime) -> Self:
        """To be read now: nobody has it, or the worker that had it is gone."""
        return self.filter(settled_at__isnull=True, next_attempt_at__lte=at).filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=at)
        )


class FileReading(AreaRow):
    """The work of reading a published file, and how far it is: moved by workers."""

    file = models.OneToOneField(PublishedFile, on_delete=models.PROTECT, related_name="reading")
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    share = models.FloatField(default=0)
    rows = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = FileReadingQuerySet.as_manager()

    class Meta:
        constraints = [*area_rules("filereading", "file")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(settled_at__isnull=True),
                name="file_reading_due",
            )
        ]

    def __str__(self) -> str:
        return f"Reading of {self.file}"

    @property
    def per_cent(self) -> int:
        return int(self.share * 100)


class Comparator(AreaRow, Tracked):
    """Which figures of a data set a measure is compared with: said once, used for each release."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="comparators")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    data = models.ForeignKey(PublishedData, on_delete=models.PROTECT, related_name="comparators")
    indicator = models.CharField(max_length=200)
    filters = models.JSONField(default=dict, help_text="A word for each filter of the file.")
    times = models.DecimalField(
        max_digits=12, decimal_places=6, default=1, help_text="What its figures are multiplied by."
    )
    counted_by = models.CharField(max_length=16, choices=PeriodType)
    cohort = models.CharField(max_length=12, choices=Cohort)
    geography = models.CharField(max_length=12, choices=Geography)
    differs = models.TextField(
        blank=True, help_text="How what is published is counted otherwise. Empty: it is the same."
    )
    said_on = models.DateField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("comparator", "measure", "definition", "data"),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(ended_on__isnull=True),
                name="one_comparator_in_use_per_measure",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="a_comparator_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(times__gt=0), name="a_comparator_is_times_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref} compared with {self.indicator}"

    @property
    def filters_in_words(self) -> str:
        return ", ".join(f"{name}: {word}" for name, word in self.filters.items())


class TakenFigures(AreaRow, Tracked):
    """That the figures of one release were taken for one comparator."""

    comparator = models.ForeignKey(Comparator, on_delete=models.PROTECT, related_name="taken")
    file = models.ForeignKey(PublishedFile, on_delete=models.PROTECT, related_name="taken")

    objects = AreaQuerySet.as_manager()
    is_added_once = True

    class Meta:
        constraints = [
            *area_rules("takenfigures", "comparator", "file"),
            models.UniqueConstraint(
                fields=["comparator", "file"], name="figures_are_taken_once_per_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comparator}, from {self.file}"


class PublishedFigure(AreaRow):
    """One published figure as it was taken. PostgreSQL refuses any change to it."""

    taken = models.ForeignKey(TakenFigures, on_delete=models.PROTECT, related_name="figures")
    level = models.CharField(max_length=20)
    place = models.CharField(max_length=60, help_text="A code, or the number of a council.")
    name = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=9, null=True, blank=True)
    sign = models.CharField(max_length=8, blank=True, help_text="What stands in its place.")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("publishedfigure", "taken"),
            models.UniqueConstraint(
                fields=["taken", "place", "period_end", "period_start"],
                name="one_figure_per_place_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.period_end}"


class ComparedCouncil(AreaRow, Tracked):
    """Which council of the published files an area's own is, and its region."""

    number = models.CharField(max_length=12, help_text="The Department's three-digit number.")
    name = models.CharField(max_length=120)
    region_code = models.CharField(max_length=12)
    region_name = models.CharField(max_length=120)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("comparedcouncil"),
            models.UniqueConstraint(fields=["local_area"], name="one_council_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class NeighbourSetQuerySet(AreaQuerySet):
    def in_force(self, day: date) -> Self:
        """The set that held on a day, the newest first."""
        return self.filter(from_on__lte=day).order_by("-from_on")


class NeighbourSet(AreaRow, Tracked):
    """The statistical neighbours of an area from a day on. A later set stands beside it, and what
    was released before it is still compared with this one."""

    number = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    source = models.CharField(max_length=200)
    members = models.JSONField(help_text="Number and name of each council, the closest first.")
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = NeighbourSetQuerySet.as_manager()
    is_added_once = True

    class Meta:
        constraints = [
            *area_rules("neighbourset"),
            models.UniqueConstraint(
                fields=["local_area", "number"], name="one_neighbour_set_per_number"
            ),
            models.UniqueConstraint(
                fields=["local_area", "from_on"], name="one_neighbour_set_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(source=""), name="a_neighbour_set_names_its_source"
            ),
            models.CheckConstraint(
                condition=Q(chosen_on__gte=F("from_on")), name="a_neighbour_set_has_begun"
            ),
        ]

    def __str__(self) -> str:
        return f"Neighbours {self.number}, {self.source}"

    @property
    def numbers(self) -> list[str]:
        return [number for number, _ in self.members]

    @property
    def names(self) -> list[str]:
        return [name for _, name in self.members]
