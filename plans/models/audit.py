"""Quality assurance: programmes of audits, the tools they judge by, and what each round found.

A round keeps counts and never a child: so many of the sample had this grade, so many met that
criterion. What of it somebody may see is decided by `plans.queries.audited` alone.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from plans.measuring.audits import Criterion, RoundState, Subject
from plans.models.action import Action, Outcome
from plans.models.area import AreaOfWeakness
from sendtrack.accounts.models import User
from sendtrack.history import Tracked
from sendtrack.organisations.models import Organisation, Person, Post, PostHolding
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules
from sendtrack.periods import day_in_words

MOST_MONTHS = 24
SOON = timedelta(days=30)
GRADES = ("grade_1", "grade_2", "grade_3", "grade_4", "grade_5", "grade_6")
"""The columns that hold how many of a round had each grade, the best first."""

_SUM = F("grade_1") + F("grade_2") + F("grade_3") + F("grade_4") + F("grade_5") + F("grade_6")


class AuditProgramme(AreaRow, Tracked):
    """What is audited again and again, by whom and how. It belongs to the local area and outlives
    each regime, as its measures do."""

    ref = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=20, choices=Subject)
    lead = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        AreaOfWeakness, null=True, blank=True, on_delete=models.PROTECT, related_name="audits"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sampling = models.TextField(help_text="How the sample is drawn.")
    moderation = models.TextField(help_text="How judgements are checked by a second auditor.")
    every_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: each round is planned by itself."
    )
    planned_sample = models.PositiveSmallIntegerField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditprogramme", "lead", "area", "outcome", "action"),
            models.UniqueConstraint(
                fields=["local_area", "ref"], name="one_audit_programme_per_ref"
            ),
            models.CheckConstraint(
                condition=Q(every_months__isnull=True)
                | Q(every_months__gte=1, every_months__lte=MOST_MONTHS),
                name="audits_come_at_least_every_two_years",
            ),
            models.CheckConstraint(condition=Q(planned_sample__gte=1), name="a_sample_is_planned"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="audits_end_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def rhythm(self) -> str:
        """ "each round planned by itself", "every month", "every 3 months"."""
        if self.every_months is None:
            return "each round planned by itself"
        return "every month" if self.every_months == 1 else f"every {self.every_months} months"


class AuditPartner(AreaRow, Tracked):
    """An organisation whose people audit with the others."""

    programme = models.ForeignKey(AuditProgramme, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditpartner", "programme", "organisation"),
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="an_organisation_audits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.programme.ref}"


class AuditTool(AreaRow, Tracked):
    """What a programme judges by from a day on: its grades and criteria. Added and never changed:
    rounds judged by two tools are not compared."""

    programme = models.ForeignKey(AuditProgramme, on_delete=models.PROTECT, related_name="tools")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    edition = models.CharField(max_length=60, help_text='"version 2", "as agreed in May 2025".')
    grades = models.JSONField(help_text="The words of the scale, the best first.")
    good = models.PositiveSmallIntegerField(help_text="So many of the first count as good.")
    criteria = models.JSONField(default=list, help_text="Keys of the criteria that it judges.")
    from_on = models.DateField()
    because = models.TextField(blank=True, help_text="Why it took the place of the one before.")

    is_added_once = True

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("audittool", "programme"),
            models.UniqueConstraint(fields=["programme", "number"], name="one_tool_per_number"),
            models.UniqueConstraint(fields=["programme", "from_on"], name="one_tool_from_a_day_on"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(because=""), name="a_changed_tool_says_why"
            ),
            models.CheckConstraint(
                condition=Q(good__gte=1, good__lte=len(GRADES) - 1), name="some_grades_are_good"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.edition}"

    @property
    def good_in_words(self) -> str:
        """ "Outstanding or good"."""
        *others, last = self.grades[: self.good]
        if not others:
            return str(last)
        first, *more = others
        return f"{', '.join([first, *(each.lower() for each in more)])} or {last.lower()}"

    @property
    def asks(self) -> list[Criterion]:
        return [Criterion(key) for key in self.criteria]


class AuditRoundQuerySet(AreaQuerySet):
    def open(self) -> Self:
        """Neither done nor given up."""
        return self.filter(done_on__isnull=True, not_held_because="")

    def done(self) -> Self:
        return self.filter(done_on__isnull=False)

    def led_by(self, person: Person, on: date) -> Self:
        """Those of the programmes whose lead's post the person holds on that day."""
        held = PostHolding.objects.filter(person=person).current(on)
        return self.filter(programme__lead__in=held.values("post"))


class AuditRound(AreaRow, Tracked):
    """One time that the programme audits a sample: planned, and then done or not held."""

    programme = models.ForeignKey(AuditProgramme, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    not_held_because = models.TextField(blank=True)
    tool = models.ForeignKey(
        AuditTool, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    done_on = models.DateField(null=True, blank=True)
    drawn_from = models.DateField(
        null=True, blank=True, help_text="The sample is of what was finished from this day on."
    )
    drawn_to = models.DateField(null=True, blank=True)
    population = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many the sample was drawn from."
    )
    sample = models.PositiveSmallIntegerField(null=True, blank=True)
    moderated = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_1 = models.PositiveSmallIntegerField(default=0)
    grade_2 = models.PositiveSmallIntegerField(default=0)
    grade_3 = models.PositiveSmallIntegerField(default=0)
    grade_4 = models.PositiveSmallIntegerField(default=0)
    grade_5 = models.PositiveSmallIntegerField(default=0)
    grade_6 = models.PositiveSmallIntegerField(default=0)
    learnt = models.TextField(blank=True)
    doing = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AuditRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditround", "programme", "tool"),
            models.UniqueConstraint(fields=["programme", "number"], name="one_round_per_number"),
            models.CheckConstraint(
                condition=Q(
                    done_on__isnull=False,
                    tool__isnull=False,
                    drawn_from__isnull=False,
                    drawn_to__gte=F("drawn_from"),
                    sample__gte=1,
                    moderated__isnull=False,
                    recorded_by__isnull=False,
                    not_held_because="",
                )
                | Q(
                    done_on__isnull=True,
                    tool__isnull=True,
                    drawn_from__isnull=True,
                    drawn_to__isnull=True,
                    sample__isnull=True,
                    moderated__isnull=True,
                ),
                name="a_round_is_recorded_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(sample__isnull=True) | Q(sample=_SUM),
                name="grades_add_up_to_the_sample",
            ),
            models.CheckConstraint(
                condition=Q(moderated__isnull=True) | Q(moderated__lte=F("sample")),
                name="no_more_are_moderated_than_audited",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population__gte=F("sample")),
                name="a_sample_is_part_of_what_it_is_drawn_from",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("drawn_to")),
                name="a_sample_is_of_what_was_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}, planned for {day_in_words(self.planned_on)}"

    @property
    def ref(self) -> str:
        """ "QA1.3"."""
        return f"{self.programme.ref}.{self.number}"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.not_held_because

    def state_on(self, day: date) -> RoundState:
        if self.done_on is not None:
            return RoundState.DONE
        if self.not_held_because:
            return RoundState.MISSED
        if self.planned_on < day:
            return RoundState.OVERDUE
        return RoundState.DUE if self.planned_on <= day + SOON else RoundState.AHEAD

    def set_grades(self, counts: Iterable[int]) -> None:
        given = [*counts]
        for place, column in enumerate(GRADES):
            setattr(self, column, given[place] if place < len(given) else 0)


class AuditFinding(AreaRow, Tracked):
    """How the audits of a round judged one criterion."""

    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="findings")
    criterion = models.CharField(max_length=12, choices=Criterion)
    met = models.PositiveSmallIntegerField()
    partly = models.PositiveSmallIntegerField()
    not_met = models.PositiveSmallIntegerField()
    not_applicable = models.PositiveSmallIntegerField()
    sample = models.PositiveSmallIntegerField(help_text="That of the round.")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditfinding", "round"),
            models.UniqueConstraint(
                fields=["round", "criterion"], name="a_round_judges_a_criterion_once"
            ),
            models.CheckConstraint(
                condition=Q(sample=F("met") + F("partly") + F("not_met") + F("not_applicable")),
                name="judgements_add_up_to_the_sample",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.ref}: {self.get_criterion_display()}"


class AuditModerator(AreaRow, Tracked):
    """A post that checked judgements of a round."""

    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="moderators")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditmoderator", "round", "post"),
            models.UniqueConstraint(fields=["round", "post"], name="a_post_moderates_a_round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post} moderates {self.round.ref}"


class AuditAction(AreaRow, Tracked):
    """An action of the plan that takes up what a round found."""

    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("auditaction", "round", "action"),
            models.UniqueConstraint(
                fields=["round", "action"], name="an_action_takes_a_round_up_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref} takes up {self.round.ref}"
