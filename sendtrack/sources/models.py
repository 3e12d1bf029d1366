"""The documents that the record rests on, the paragraphs cited, and what they state."""

from django.db import models
from django.db.models import Q

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
    """A cited paragraph of a document, word for word."""

    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="citations")
    paragraph = models.CharField(max_length=60)
    words = models.TextField()
    position = models.PositiveIntegerField(default=0)

    stands_still = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("citation", "document"),
            models.UniqueConstraint(
                fields=["document", "paragraph"], name="one_citation_per_paragraph"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_citation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.paragraph}"

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

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("conflict"),
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


class Fact(AreaRow, Tracked):
    """A date, figure or claim that a document states, in its words."""

    code = models.SlugField(max_length=80)
    statement = models.CharField(max_length=300)
    value = models.CharField(max_length=200)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="facts")
    conflict = models.ForeignKey(
        Conflict, null=True, blank=True, on_delete=models.PROTECT, related_name="facts"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("fact", "citation", "conflict"),
            models.UniqueConstraint(fields=["local_area", "code"], name="one_fact_per_code"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.value}"
