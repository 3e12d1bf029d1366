"""What shows that things are better."""

from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from plans.models.action import Action, Outcome, Target
from plans.models.area import AreaOfWeakness
from plans.models.measure import Measure
from plans.models.risk import Risk
from plans.states import Classification, EvidenceKind
from sendtrack.accounts.models import User
from sendtrack.files.models import ScanState, StoredFile
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, Post
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither
from sendtrack.periods import add_months
from sendtrack.sources.models import Citation

FRESH_FOR_MONTHS = 12
"""Evidence that says nothing else of itself is stale a year after its day."""


_BORNE_ON = ("area", "outcome", "target", "action", "risk", "measure")


def _one_of(*names: str) -> Q:
    """Exactly one of the keys is set."""
    alone = [Q(**{f"{name}__isnull": name != chosen for name in names}) for chosen in names]
    return reduce(or_, alone)


def _stale(on: date) -> Q:
    return Q(stale_after__isnull=False, stale_after__lt=on) | Q(
        stale_after__isnull=True,
        dated_on__isnull=False,
        dated_on__lt=add_months(on, -FRESH_FOR_MONTHS),
    )


class TellsOf(models.TextChoices):
    """Whose experience a piece of evidence tells. The story of one needs the family's consent."""

    SEVERAL = "several", "Several people together, so that nobody can be known by it"
    ONE = "one", "One child, young person or family: a case study"


class EvidenceQuerySet(AreaQuerySet):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def counting(self) -> Self:
        """What can show something: it stands, and there is something to look at."""
        return self.standing().exclude(
            file__state=ScanState.REFUSED, link="", kept_at="", citation__isnull=True
        )

    def seen_by(self, *, may_see_restricted: bool, may_see_taken_back: bool = False) -> Self:
        """What a reader may know of at all: to the others, restricted evidence is not there, nor
        is a story that a family has taken back."""
        rows = self if may_see_taken_back else self.told_with_consent()
        return rows if may_see_restricted else rows.leaving()

    def told_with_consent(self) -> Self:
        """Without the stories that a family has taken back by today, on a past day too."""
        sql = "SELECT id FROM public.plans_evidence WHERE consent_ended_on IS NOT NULL"
        return self.exclude(pk__in=RawSQL(sql, ()))  # noqa: S611 (as in `leaving`)

    def lacking_consent(self) -> Self:
        """What tells of experience, and nobody has said whether it is the story of one family."""
        asked = self.standing().filter(kind=EvidenceKind.EXPERIENCE, citation__isnull=True)
        return asked.filter(tells_of="")

    def leaving(self) -> Self:
        """What may stand in a report or a pack that goes outside.

        What is restricted now stays inside on a past day too, when it was still open to others.
        """
        sql = "SELECT id FROM public.plans_evidence WHERE classification = 'restricted'"
        now = RawSQL(sql, ())  # noqa: S611 (fixed words; the schema `past` hides the table of today)
        open_rows = self.exclude(classification=Classification.RESTRICTED).exclude(pk__in=now)
        return open_rows.told_with_consent()

    def stale(self, on: date) -> Self:
        return self.filter(_stale(on))

    def aged(self, on: date) -> Self:
        """With `is_old`: whether it is stale. What has no day never ages."""
        return self.annotate(is_old=_stale(on))


class Evidence(AreaRow, Tracked):
    """A piece of evidence: what it shows in one sentence, of which day, and where it is kept.

    It is filed under an area of weakness, and under an action where it belongs to one; what else
    of the plan it bears on are `EvidenceLink` rows.
    """

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="evidence")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    ref = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    shows = models.TextField()
    dated_on = models.DateField(null=True, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.CharField(max_length=500, blank=True)
    kept_at = models.CharField(max_length=300, blank=True)
    classification = models.CharField(
        max_length=12, choices=Classification, default=Classification.BOARD
    )
    reliability = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tells_of = models.CharField(
        max_length=8,
        choices=TellsOf,
        blank=True,
        help_text="Asked of experience alone. Empty there means: not recorded.",
    )
    consent_on = models.DateField(null=True, blank=True)
    consent_kept_at = models.CharField(max_length=300, blank=True)
    consent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_ended_on = models.DateField(null=True, blank=True)
    consent_ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_ended_because = models.TextField(blank=True)
    stale_after = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules(
                "evidence",
                "area",
                "action",
                "organisation",
                "owner",
                "file",
                "supersedes",
                "citation",
            ),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_evidence_per_ref"),
            models.CheckConstraint(
                condition=Q(citation__isnull=False)
                | (
                    Q(dated_on__isnull=False)
                    & (~Q(kept_at="") | ~Q(link="") | Q(file__isnull=False))
                ),
                name="evidence_has_a_day_and_a_place",
            ),
            models.CheckConstraint(
                condition=both_or_neither("checked_on", "checked_by"),
                name="a_checked_evidence_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(classification="public") | Q(checked_on__isnull=False),
                name="public_evidence_has_been_checked",
            ),
            models.CheckConstraint(
                condition=both_or_neither("withdrawn_on", "withdrawn_by")
                & (Q(withdrawn_on__isnull=True) ^ ~Q(withdrawn_because="")),
                name="withdrawn_evidence_says_why",
            ),
            models.CheckConstraint(
                condition=Q(tells_of="") | Q(kind="experience"),
                name="whose_experience_is_asked_of_experience",
            ),
            models.CheckConstraint(
                condition=(
                    Q(tells_of="one", consent_on__isnull=False, consent_by__isnull=False)
                    & ~Q(consent_kept_at="")
                )
                | (
                    ~Q(tells_of="one")
                    & Q(consent_on__isnull=True, consent_by__isnull=True, consent_kept_at="")
                ),
                name="a_case_study_has_the_familys_consent",
            ),
            models.CheckConstraint(
                condition=Q(
                    consent_ended_on__isnull=True,
                    consent_ended_by__isnull=True,
                    consent_ended_because="",
                )
                | (
                    Q(tells_of="one", consent_ended_on__isnull=False)
                    & Q(consent_ended_by__isnull=False, withdrawn_on__isnull=False)
                    & ~Q(consent_ended_because="")
                ),
                name="a_story_taken_back_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=both_or_neither("period_from", "period_to")
                & (Q(period_from__isnull=True) | Q(period_to__gte=models.F("period_from"))),
                name="the_period_of_evidence_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def is_restricted(self) -> bool:
        return self.classification == Classification.RESTRICTED

    @property
    def is_case_study(self) -> bool:
        return self.tells_of == TellsOf.ONE

    @property
    def lacks_consent(self) -> bool:
        """Whether nobody has said yet if it tells the story of one family."""
        is_asked = self.kind == EvidenceKind.EXPERIENCE and self.citation_id is None
        return is_asked and not self.tells_of and self.withdrawn_on is None

    @property
    def is_lost(self) -> bool:
        """Whether the scanner refused its file, and no link, place or document stands beside it:
        then there is nothing to look at, and it proves nothing."""
        elsewhere = self.link or self.kept_at or self.citation_id
        return bool(self.file and self.file.state == ScanState.REFUSED and not elsewhere)

    def is_stale(self, on: date) -> bool:
        """Whether it still says how things are. What has no day never ages."""
        if self.stale_after:
            return self.stale_after < on
        return bool(self.dated_on and self.dated_on < add_months(on, -FRESH_FOR_MONTHS))


class EvidenceLink(AreaRow, Tracked):
    """One thing of the plan that a piece of evidence bears on beside the one it is filed under."""

    TO: ClassVar[tuple[str, ...]] = _BORNE_ON

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )
    target = models.ForeignKey(
        Target, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )
    risk = models.ForeignKey(
        Risk, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )
    measure = models.ForeignKey(
        Measure, null=True, on_delete=models.PROTECT, related_name="evidence_links"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("evidencelink", "evidence", *_BORNE_ON),
            models.CheckConstraint(
                condition=_one_of(*_BORNE_ON),
                name="evidence_is_linked_to_something",
            ),
            models.UniqueConstraint(
                fields=["evidence", *_BORNE_ON],
                nulls_distinct=False,
                name="evidence_is_linked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence.ref} for {self.thing}"

    @property
    def thing(self) -> AreaOfWeakness | Outcome | Target | Action | Risk | Measure:
        """What it leads to."""
        found = next(getattr(self, name) for name in self.TO if getattr(self, f"{name}_id"))
        assert isinstance(found, AreaOfWeakness | Outcome | Target | Action | Risk | Measure)
        return found
