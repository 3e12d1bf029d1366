"""Files that come back, of trackers first, and what the headings and words of those mean."""

from django.db import models
from django.db.models import Q

from plans.states import ImportState
from sendtrack.accounts.models import User
from sendtrack.files.models import StoredFile
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither


class BroughtIn(AreaRow, Tracked):
    """A file that somebody brought in, and what became of it. Nothing changes before it is
    applied, and then all of it at once."""

    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Import {self.number}, {self.file}"

    @property
    def standing(self) -> str:
        """Its state as a key of the table of statuses."""
        return self.state

    @property
    def is_open(self) -> bool:
        return self.state in (ImportState.UPLOADED, ImportState.REVIEWED)


class TrackerImport(BroughtIn):
    """A tracker that somebody brought in, and how it was read."""

    described_on = models.DateField(
        null=True, blank=True, help_text="The day that an older tracker describes."
    )
    reading = models.JSONField(
        default=dict, help_text="What its columns and words mean. Empty: it is one of ours."
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("trackerimport", "file"),
            models.UniqueConstraint(fields=["local_area", "number"], name="one_import_per_number"),
            models.CheckConstraint(
                condition=both_or_neither("applied_at", "applied_by"),
                name="an_import_is_applied_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | (~Q(state="applied") & Q(applied_at__isnull=True)),
                name="an_applied_import_has_its_moment",
            ),
        ]


class TrackerReading(AreaRow, Tracked):
    """What headings and words meant in this area the last time: offered when a file comes in."""

    headings = models.JSONField(default=dict)
    words = models.JSONField(default=dict)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("trackerreading"),
            models.UniqueConstraint(fields=["local_area"], name="one_reading_per_area"),
        ]

    def __str__(self) -> str:
        return f"How trackers of {self.local_area} are read"


class FigureImport(BroughtIn):
    """A spreadsheet of figures that somebody brought in, or rows that they pasted."""

    source = models.CharField(
        max_length=200, help_text="Where those figures come from whose row does not say."
    )
    source_on = models.DateField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("figureimport", "file"),
            models.UniqueConstraint(
                fields=["local_area", "number"], name="one_import_of_figures_per_number"
            ),
            models.CheckConstraint(
                condition=both_or_neither("applied_at", "applied_by"),
                name="figures_are_applied_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | (~Q(state="applied") & Q(applied_at__isnull=True)),
                name="applied_figures_have_their_moment",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="an_import_names_its_source"),
        ]
