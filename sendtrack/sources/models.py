"""The documents that the record rests on, the paragraphs cited, and what they state."""

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator

from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class DocumentKind(models.TextChoices):
    IMPROVEMENT_NOTICE = "improvement_notice", "Improvement Notice"
    INSPECTION_LETTER = "inspection_letter", "Inspection or revisit letter"
    REVIEW_LETTER = "review_letter", "Review letter"
    COMMITTEE_PAPER = "committee_paper", "Committee paper"
    LEGISLATION = "legislation", "Legislation"
    OTHER = "other", "Other"


class SourceDocument(AreaRow, Tracked):
    """A notice, letter, report or paper. Its own date and its publication are two days."""

    kind = models.CharField(max_length=24, choices=DocumentKind)
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    issued_by = models.CharField(max_length=160)
    dated_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    stands_still = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("sourcedocument"),
            models.UniqueConstraint(fields=["local_area", "code"], name="one_document_per_code"),
        ]

    def __str__(self) -> str:
        return self.title


class Citation(AreaRow, Tracked):
    """A cited paragraph of a document, word for word.

    `paragraph` says where in the document it stands. It is empty where the document tells no
    number or page, or has lost it; there the words alone tell where.
    """

    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="citations")
    paragraph = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    position = models.PositiveIntegerField(default=0)

    stands_still = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("citation", "document"),
            models.UniqueConstraint(
                fields=["document", "paragraph"],
                condition=~Q(paragraph=""),
                name="one_citation_per_paragraph",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_citation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.paragraph}" if self.paragraph else str(self.document)

    @property
    def place(self) -> str:
        """Where it stands in its document; how its words begin where the document doesn't say."""
        return self.paragraph or f"without a number: “{Truncator(self.words).words(8)}”"

    @property
    def anchor(self) -> str:
        """Its place on the page of its document."""
        return f"words-{self.pk}"


class Place(models.TextChoices):
    """Where the statements of a point to read with care stand."""

    BETWEEN = "between", "Between documents"
    INSIDE = "inside", "Inside one document"
    EXPLAINED = "explained", "Explained: both hold"


class Conflict(AreaRow, Tracked):
    """A point to read with care: statements that differ, kept side by side."""

    number = models.PositiveIntegerField()
    topic = models.CharField(max_length=200)
    explanation = models.TextField()
    shown = models.TextField(blank=True, help_text="What the product shows, and why.")
    is_explained = models.BooleanField(
        default=False, help_text="Both hold: two names, two days of one thing, or a succession."
    )

    decided = models.ForeignKey(
        "Fact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_because = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("conflict", "decided"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_on__isnull=True, decided__isnull=True)
                | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decided_because=""),
                name="a_decision_on_a_conflict_says_who_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["local_area", "number"], name="one_conflict_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def place(self) -> Place:
        """Where its statements stand. Asks for the facts with their citations."""
        if self.is_explained:
            return Place.EXPLAINED
        documents = {fact.citation.document_id for fact in self.facts.all()}
        return Place.BETWEEN if len(documents) > 1 else Place.INSIDE


class FactKind(models.TextChoices):
    """What a fact states, where it is told in a form that can be compared."""

    DAY = "day", "Day or time"
    COUNT = "count", "Count"
    PERCENTAGE = "percentage", "Percentage"
    MONTHS = "months", "Months"
    NAME = "name", "Name or words"


class Relation(models.TextChoices):
    """What a fact claims of another one."""

    WITHIN = "within", "is within so many months of"
    AFTER = "after", "is so many months after"
    NOT_AFTER = "not_after", "should not come after"
    PART = "part", "is a part of"
    SHARE = "share", "is the share that … is of"
    FALLEN = "fallen", "has fallen from"
    RISEN = "risen", "has risen from"
    PAST = "past", "has happened by the day of its document"
    FIGURES_OF = "figures_of", "is the time of the figures of"


class Fact(AreaRow, Tracked):
    """A date, figure or claim that a document states, in its words.

    `about` ("Improvement Notice: issued") and the typed values let it be compared with others:
    `earliest` and `latest` for a day (a month has two), `number` for counts, percentages and
    months. `related_to` is what a relation leads to, by the same names; `relation_number` is its
    number. `number_as_at` is the day of which a figure is.
    """

    code = models.SlugField(max_length=80)
    statement = models.CharField(max_length=300)
    value = models.CharField(max_length=200)
    about = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=FactKind, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    number_as_at = models.DateField(null=True, blank=True)
    relation = models.CharField(max_length=12, choices=Relation, blank=True)
    related_to = models.CharField(max_length=200, blank=True)
    whole = models.CharField(max_length=200, blank=True)
    relation_number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="facts")
    conflict = models.ForeignKey(
        Conflict, null=True, blank=True, on_delete=models.PROTECT, related_name="facts"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("fact", "citation", "conflict"),
            models.UniqueConstraint(fields=["local_area", "code"], name="one_fact_per_code"),
            models.CheckConstraint(
                condition=Q(kind="")
                | ~Q(about="")
                & (
                    Q(kind="day", earliest__isnull=False, latest__isnull=False)
                    | Q(kind__in=["count", "percentage", "months"], number__isnull=False)
                    | Q(kind="name")
                ),
                name="a_fact_of_a_kind_has_its_value",
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__gte=models.F("earliest")),
                name="a_time_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.value}"
