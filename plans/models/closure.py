"""The work of closing a regime: what becomes of each action, what was learned, and the report."""

from typing import Self

from django.db import models
from django.db.models import Q

from plans.models.action import Action, Outcome
from plans.models.area import AreaOfWeakness
from plans.models.regime import Regime
from plans.states import ClosureState, DispositionKind, RegimeState
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.publishing.models import Snapshot
from sendtrack.sources.models import Citation


class ClosureQuerySet(AreaQuerySet):
    def to_compile(self, at: object) -> Self:
        """Sent to the chair, and in nobody's hands: asked for, or its worker's lease ran out."""
        return self.filter(state=ClosureState.COMPILING, not_before__lte=at).filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=at)
        )


class Closure(AreaRow, Tracked):
    """The closure of one regime, from the first word to the chair's approval.

    A regime that is still in force ends with it, on the document cited here; one that a letter has
    ended before is closed afterwards.
    """

    regime = models.OneToOneField(Regime, on_delete=models.PROTECT, related_name="closure")
    state = models.CharField(max_length=20, choices=ClosureState, default=ClosureState.WRITING)
    how = models.CharField(max_length=16, choices=RegimeState, blank=True)
    ended_by = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    progress = models.TextField(blank=True)
    benefits = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    outstanding = models.TextField(blank=True)
    risks_words = models.TextField(blank=True)
    log_words = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True, help_text="Why it was sent back, or not compiled.")
    version_number = models.PositiveSmallIntegerField(default=0)
    snapshot = models.OneToOneField(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("closure", "regime", "ended_by", "snapshot"),
            models.CheckConstraint(
                condition=~Q(state__in=["awaiting_approval", "closed"]) | Q(snapshot__isnull=False),
                name="a_compiled_closure_has_its_snapshot",
            ),
            models.CheckConstraint(
                condition=~Q(state="compiling") | Q(asked_by__isnull=False),
                name="somebody_asked_for_the_closure_report",
            ),
            models.CheckConstraint(
                condition=Q(state="compiling") | Q(lease_until__isnull=True),
                name="only_a_closure_being_compiled_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(how="", ended_by__isnull=True, ended_on__isnull=True)
                | ~Q(how="") & Q(ended_by__isnull=False, ended_on__isnull=False),
                name="a_closure_ends_a_regime_on_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"Closure of the {self.regime}"


class Disposition(AreaRow, Tracked):
    """What becomes of one action when its regime is closed."""

    closure = models.ForeignKey(Closure, on_delete=models.PROTECT, related_name="dispositions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=12, choices=DispositionKind)
    words = models.TextField(
        blank=True, help_text="What shows that it holds, who watches it, or why it stops."
    )
    from_area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="+")
    to_outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("disposition", "closure", "action", "from_area", "to_outcome"),
            models.UniqueConstraint(
                fields=["closure", "action"], name="one_disposition_per_action_and_closure"
            ),
            models.CheckConstraint(
                condition=Q(kind="moved", to_outcome__isnull=False)
                | (~Q(kind="moved") & Q(to_outcome__isnull=True)),
                name="an_action_is_moved_to_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind="moved") | ~Q(words=""),
                name="a_disposition_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref}: {self.get_kind_display()}"
