"""What an area's success is judged by, who has agreed to it, and whether it is met."""

from django.db import models
from django.db.models import Q

from plans.models.area import AreaOfWeakness
from plans.models.evidence import Evidence
from plans.states import VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, OrganisationKind, Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.sources.models import SourceDocument

MOST_WORDS = 400
"""How many characters the words of a criterion may have."""


class CriterionResult(models.TextChoices):
    """Whether a criterion is met, as somebody judged it last."""

    UNKNOWN = "not_known", "Not known yet"
    NOT_YET = "not_met_yet", "Not met yet"
    MET = "criterion_met", "Met"


class SuccessCriterion(AreaRow, Tracked):
    """What will be different once an area has improved: "for each of the remaining areas of
    weakness, stakeholders should agree success criteria" (the paper on Somerset's next plan,
    paragraph 4.2).

    It is open until somebody has agreed to its present words; new words are agreed to and judged
    anew.
    """

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="criteria")
    ref = models.CharField(max_length=8)
    words = models.CharField(max_length=MOST_WORDS)
    result = models.CharField(
        max_length=16, choices=CriterionResult, default=CriterionResult.UNKNOWN
    )
    judged_on = models.DateField(null=True, blank=True)
    judged_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_because = models.TextField(blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("successcriterion", "area", "evidence"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_criterion_per_ref"),
            models.CheckConstraint(
                condition=~Q(words=""), name="a_criterion_says_what_will_be_different"
            ),
            models.CheckConstraint(
                condition=Q(
                    result="not_known",
                    judged_on__isnull=True,
                    judged_by__isnull=True,
                    judged_because="",
                    evidence__isnull=True,
                )
                | Q(judged_on__isnull=False, judged_by__isnull=False) & ~Q(judged_because=""),
                name="a_judged_criterion_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(result="criterion_met") | Q(evidence__isnull=False),
                name="a_criterion_is_met_on_evidence",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_because="")
                | Q(dropped_on__isnull=False) & ~Q(dropped_because=""),
                name="a_dropped_criterion_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.words}"


class CriterionAgreement(AreaRow, Tracked):
    """That an organisation, a post or a group agreed to the words of a criterion, on a day, at a
    meeting or in a document. Added and never changed: it holds as long as the words are these."""

    criterion = models.ForeignKey(
        SuccessCriterion, on_delete=models.PROTECT, related_name="agreements"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.CharField(max_length=16, choices=VoiceGroup, blank=True)
    words = models.CharField(max_length=MOST_WORDS, help_text="Those that were agreed to.")
    agreed_on = models.DateField()
    agreed_at = models.CharField(
        max_length=200, blank=True, help_text="The meeting, or the place in the document."
    )
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("criterionagreement", "criterion", "organisation", "post", "document"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, post__isnull=True, group="")
                | Q(organisation__isnull=True, post__isnull=False, group="")
                | Q(organisation__isnull=True, post__isnull=True) & ~Q(group=""),
                name="one_party_agrees_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_at="") | Q(document__isnull=False),
                name="an_agreement_says_where_it_was_reached",
            ),
            models.UniqueConstraint(
                fields=["criterion", "words", "organisation", "post", "group"],
                nulls_distinct=False,
                name="a_party_agrees_once_to_the_same_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.agreed_on}"

    @property
    def who(self) -> str:
        """Reads the organisation, or the post with its organisation."""
        if self.post is not None:
            return self.post.in_full
        return str(self.organisation) if self.organisation else self.get_group_display()

    @property
    def body(self) -> Organisation | None:
        """The organisation that agreed, by itself or through a post of its own."""
        return self.post.organisation if self.post is not None else self.organisation

    @property
    def is_of_parents(self) -> bool:
        if self.group:
            return self.group == VoiceGroup.PARENTS
        return self.body is not None and self.body.kind == OrganisationKind.PARENT_CARER_FORUM
