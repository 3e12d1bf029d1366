"""Outcomes, their targets, the actions that serve them, and every update of an action."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import F, Q, Value

from plans.models.area import AreaOfWeakness
from plans.states import (
    COMPLETE_AND_EMBEDDED,
    IMPACT_NOT_SHOWN,
    IN_FORCE,
    SETTLED,
    Asked,
    CoProduction,
    Impact,
    Priority,
    Stated,
    Status,
    TargetResult,
    UpdateKind,
    stated_as,
)
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Person, Post, PostHolding
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules, both_or_neither
from sendtrack.periods import LAST_HORIZON, Period
from sendtrack.sources.models import Citation


class Outcome(AreaRow, Tracked):
    """A change for children, young people and families that an area of weakness calls for."""

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField()
    statement = models.TextField()

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("outcome", "area"),
            models.UniqueConstraint(fields=["area", "number"], name="one_outcome_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.statement}"

    @property
    def ref(self) -> str:
        return f"{self.area.ref.upper()}{self.number}"


class TargetQuerySet(AreaQuerySet):
    def with_moves(self) -> Self:
        """With what each was before every move that was agreed, for its ladder."""
        told = {
            name: ArrayAgg(
                f"rebaselines__{name}",
                filter=Q(rebaselines__state=Asked.APPROVED),
                order_by="rebaselines__pk",
                default=Value([]),
            )
            for name in ("due_before", "value_before")
        }
        return self.annotate(dues_before=told["due_before"], values_before=told["value_before"])


class Target(AreaRow, Tracked):
    """What an outcome should reach by one of its regime's horizons: 3, 6, 12 and 24 months under
    the Notice (paragraph 3)."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="targets")
    horizon_months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    statement = models.TextField()
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    result = models.CharField(max_length=8, choices=TargetResult, blank=True)
    result_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    result_words = models.TextField(blank=True)
    result_on = models.DateField(null=True, blank=True)
    result_source = models.TextField(blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("target", "outcome"),
            models.UniqueConstraint(
                fields=["outcome", "horizon_months"], name="one_target_per_horizon"
            ),
            models.CheckConstraint(
                condition=Q(horizon_months__range=(1, LAST_HORIZON)),
                name="target_horizon_is_a_number_of_months",
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True)
                | (~Q(result="") & Q(result_on__isnull=False) & ~Q(result_source="")),
                name="a_result_has_its_day_and_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.horizon_months} months: {self.statement}"

    @property
    def is_measurable(self) -> bool:
        """Whether it says from where to where, and in what (paragraph 3: clear and measurable)."""
        return bool(self.unit) and self.baseline is not None and self.value is not None

    @cached_property
    def moves(self) -> list[tuple[date, Decimal | None]]:
        """Its day and value before each move that was agreed, the first first. What reads many
        targets loads them `with_moves`."""
        if "dues_before" in self.__dict__:
            return list(zip(vars(self)["dues_before"], vars(self)["values_before"], strict=True))
        agreed = self.rebaselines.filter(state=Asked.APPROVED).order_by("pk")
        return list(agreed.values_list("due_before", "value_before"))


class ActionQuerySet(AreaQuerySet):
    def open(self) -> Self:
        return self.exclude(status=Status.COMPLETE)

    def under_way(self) -> Self:
        """Open, and not waiting for somebody to confirm that it is complete."""
        return self.exclude(status__in=SETTLED)

    def to_confirm(self) -> Self:
        return self.filter(status=Status.TO_CONFIRM)

    def in_regime(self, regime: models.Model) -> Self:
        return self.filter(area__regime=regime)

    def in_force(self) -> Self:
        """Those of the regimes that the area answers to now."""
        return self.filter(area__regime__state__in=IN_FORCE)

    def overdue(self, on: date) -> Self:
        return self.under_way().filter(due_on__lt=on)

    def due_by(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)

    def without_update_in(self, period: Period) -> Self:
        """Open, started or due to have started, and nobody has said how they are going."""
        return (
            self.under_way()
            .exclude(start_on__gt=period.end)
            .filter(Q(last_update_on__isnull=True) | Q(last_update_on__lt=period.start))
        )

    def of_person(self, person: Person, on: date) -> Self:
        """Those whose accountable post the person holds on that day."""
        held = PostHolding.objects.filter(person=person).current(on)
        return self.filter(accountable__in=held.values("post"))


class Action(AreaRow, Tracked):
    """Work that serves an outcome, with one accountable post and a date.

    An action that a published document states may lack an outcome, an accountable post or a date,
    because the document does; it then cites the document.
    """

    area = models.ForeignKey(AreaOfWeakness, on_delete=models.PROTECT, related_name="actions")
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    ref = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    success_criteria = models.TextField(blank=True)
    accountable = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    start_on = models.DateField(null=True, blank=True)
    baseline_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    date_words = models.CharField(
        max_length=80, blank=True, help_text="A date as a document gives it, without a day."
    )
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(
        blank=True, help_text="What a reader must know of the record, such as where it comes from."
    )
    status = models.CharField(max_length=16, choices=Status, blank=True)
    status_since = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    help_wanted = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    last_update_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    times_moved = models.PositiveSmallIntegerField(default=0)
    priority = models.CharField(max_length=8, choices=Priority, blank=True)
    coproduction = models.CharField(max_length=10, choices=CoProduction, blank=True)
    impact = models.CharField(max_length=10, choices=Impact, blank=True)
    impact_since = models.DateField(null=True, blank=True)
    impact_expected_on = models.DateField(
        null=True, blank=True, help_text="By when a difference is expected, while it is too early."
    )
    said_complete_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("action", "area", "outcome", "accountable", "citation"),
            models.UniqueConstraint(fields=["local_area", "ref"], name="one_action_per_ref"),
            models.CheckConstraint(
                condition=Q(citation__isnull=False)
                | Q(
                    accountable__isnull=False,
                    due_on__isnull=False,
                    baseline_due_on__isnull=False,
                    outcome__isnull=False,
                )
                & ~Q(status=""),
                name="an_action_has_a_person_and_a_date",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(start_on__isnull=True)
                | Q(due_on__gte=F("start_on")),
                name="an_action_is_due_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["at_risk", "off_track"])
                | (~Q(reason="") & ~Q(help_wanted="")),
                name="amber_and_red_say_why_and_what_helps",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["complete", "to_confirm"], completed_on__isnull=False)
                | (~Q(status__in=["complete", "to_confirm"]) & Q(completed_on__isnull=True)),
                name="a_complete_action_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(impact="too_early", impact_expected_on__isnull=False)
                | (~Q(impact="too_early") & Q(impact_expected_on__isnull=True)),
                name="too_early_says_until_when",
            ),
            models.CheckConstraint(
                condition=both_or_neither("confirmed_by", "confirmed_on"),
                name="a_confirmation_has_a_person_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(said_complete_by__isnull=False) & ~Q(confirmed_by=F("said_complete_by")),
                name="somebody_else_confirms_completion",
            ),
            models.CheckConstraint(
                condition=~Q(status="to_confirm") | Q(said_complete_by__isnull=False),
                name="who_said_complete_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["local_area", "due_on"], name="action_area_due"),
            models.Index(fields=["local_area", "last_update_on"], name="action_area_updated"),
        ]

    @property
    def stated(self) -> str:
        """What a document says of how it goes; empty where it names a time to come."""
        return "" if stated_as(self.date_words) == Stated.LATER else self.date_words

    @property
    def due_words(self) -> str:
        """The time to come that a document names without a day."""
        return self.date_words if stated_as(self.date_words) == Stated.LATER else ""

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def shown_status(self) -> str:
        """Its key in the table of statuses, which has one for "nobody has said" and one for what
        is complete and embedded."""
        if self.status == Status.COMPLETE and self.impact == Impact.EMBEDDED:
            return COMPLETE_AND_EMBEDDED
        return self.status or "no_update"

    @property
    def shown_impact(self) -> str:
        """Its impact's key in the table of statuses."""
        return self.impact or IMPACT_NOT_SHOWN

    @property
    def is_settled(self) -> bool:
        """Whether delivery is frozen: complete, or waiting for somebody to confirm it."""
        return self.status in SETTLED


class ActionUpdate(AreaRow, Tracked):
    """What was said of an action in a period. Added, never changed."""

    kind = models.CharField(max_length=10, choices=UpdateKind, default=UpdateKind.PROGRESS)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    period_start = models.DateField()
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status_before = models.CharField(max_length=16, choices=Status, blank=True)
    status = models.CharField(max_length=16, choices=Status)
    happened = models.TextField(blank=True)
    impact_before = models.CharField(max_length=10, choices=Impact, blank=True)
    impact = models.CharField(max_length=10, choices=Impact, blank=True)
    impact_expected_on = models.DateField(null=True, blank=True)
    difference = models.TextField(blank=True, help_text="Empty means: nothing was said of it.")
    next_step = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    help_wanted = models.TextField(blank=True)
    due_on_before = models.DateField(null=True, blank=True)
    due_on_after = models.DateField(null=True, blank=True)
    move_reason = models.TextField(blank=True)

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("actionupdate", "action"),
            models.CheckConstraint(
                condition=Q(due_on_before__isnull=True, due_on_after__isnull=True, move_reason="")
                | Q(due_on_after__isnull=False) & ~Q(move_reason=""),
                name="a_moved_date_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["at_risk", "off_track"])
                | (~Q(reason="") & ~Q(help_wanted="")),
                name="an_update_in_amber_or_red_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="impact") | ~Q(happened=""),
                name="an_update_says_what_happened",
            ),
        ]
        indexes = [models.Index(fields=["action", "-made_at"], name="update_newest_first")]

    def __str__(self) -> str:
        return f"{self.action.ref}, {self.made_on}"
