"""What holds work up: rules for slow progress, owners' answers, dependencies, moved targets, and
what partner organisations are asked for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.models.action import Action, Target
from plans.models.regime import Regime
from plans.states import Asked, SlowKind
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither


class SlowRule(AreaRow, Tracked):
    """A test for slow progress as a local area has set it. Without a row its default holds."""

    kind = models.CharField(max_length=12, choices=SlowKind)
    is_on = models.BooleanField(default=True)
    limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many days, months or times, as its kind counts."
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("slowrule"),
            models.UniqueConstraint(fields=["local_area", "kind"], name="one_slow_rule_per_kind"),
        ]

    def __str__(self) -> str:
        return SlowKind(self.kind).label


class SlowAnswer(AreaRow, Tracked):
    """What an owner said of slow progress: why, and what will change. Added, never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="slow_answers")
    said_on = models.DateField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    change = models.TextField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("slowanswer", "action"),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(change=""), name="an_answer_says_why_and_what_changes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref}, {self.said_on}"


class StandingQuerySet(AreaQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Dependency(AreaRow, Tracked):
    """An action can't go on before another one is complete, often that of another organisation."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="waits_for")
    needs = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="holds_up")
    why = models.TextField()
    ended_on = models.DateField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("dependency", "action", "needs"),
            models.UniqueConstraint(
                fields=["action", "needs"],
                condition=Q(ended_on__isnull=True),
                name="one_standing_dependency_per_pair",
            ),
            models.CheckConstraint(
                condition=~Q(action=F("needs")), name="an_action_does_not_wait_for_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref} waits for {self.needs.ref}"


class Contributor(AreaRow, Tracked):
    """The part that an organisation has in an action which a post of another one answers for: a
    plan is not the sole responsibility of any one agency (Somerset's paper, 4.2)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="contributors")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    ended_on = models.DateField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("contributor", "action", "organisation"),
            models.UniqueConstraint(
                fields=["action", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="an_organisation_contributes_once",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="a_contribution_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} to {self.action.ref}"


class Rebaseline(AreaRow, Tracked):
    """A request to give a target another value or day; a second person decides on it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="rebaselines")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    reason = models.TextField()
    value_before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    value_after = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    due_before = models.DateField()
    due_after = models.DateField()
    state = models.CharField(max_length=10, choices=Asked, default=Asked.ASKED)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_because = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("rebaseline", "target"),
            models.UniqueConstraint(
                fields=["target"], condition=Q(state="asked"), name="one_open_rebaseline_per_target"
            ),
            models.CheckConstraint(
                condition=both_or_neither("decided_by", "decided_on"),
                name="a_rebaseline_is_decided_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="somebody_else_decides_on_a_rebaseline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}, asked on {self.asked_on}"


class RequestQuerySet(AreaQuerySet):
    def open(self) -> Self:
        return self.filter(settled_on__isnull=True)


class ContributionRequest(AreaRow, Tracked):
    """What a partner organisation was asked to contribute, and what it answered (paragraph 4f)."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    due_on = models.DateField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.CharField(max_length=160, blank=True, help_text="At which meeting.")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_on = models.DateField(null=True, blank=True)
    settled_because = models.TextField(blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("contributionrequest", "regime", "organisation"),
            models.UniqueConstraint(
                fields=["local_area", "number"], name="one_contribution_request_per_number"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="an_answer_has_a_person_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_because="")
                | (Q(settled_on__isnull=False) & ~Q(settled_because="")),
                name="a_settled_request_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.number} to {self.organisation}"

    @property
    def state(self) -> str:
        """A key of the status language."""
        if self.settled_on:
            return "settled"
        return "answered" if self.answered_on else "asked"

    def is_late(self, on: date) -> bool:
        return not self.answered_on and not self.settled_on and self.due_on < on
