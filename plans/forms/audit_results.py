"""The form of what a round of audits found: counts, never a child."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Case, QuerySet, When

from plans.forms.fields import offer
from plans.measuring.audits import Criterion, Judged
from plans.models import Action, AuditAction, AuditModerator, AuditRound, AuditTool
from plans.models.audit import GRADES
from plans.policies.audits import Judgement
from plans.queries.actions import actions_in_force
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm, Ticked, in_words
from sendtrack.govuk.fields import (
    DateField,
    IntegerField,
    LongTextField,
    ModelCheckboxesField,
)
from sendtrack.history import Tracked
from sendtrack.organisations.models import Post

Data = Mapping[str, Any] | None
MOST = 2000


class PostsField(ModelCheckboxesField):
    def label_from_instance(self, post: Post) -> str:
        return post.in_full


class ActionsField(ModelCheckboxesField):
    def label_from_instance(self, action: Action) -> str:
        return f"{action.ref} {action.title}"


@dataclass(frozen=True)
class Row:
    """The boxes of one criterion, for a row of a table."""

    name: str
    boxes: list[forms.BoundField]


class ResultsForm(EditForm):
    """How many were audited and how they were judged. Its boxes are those of the tool."""

    done_on = DateField(label="When was the round done?", noun="the day of the round")
    drawn_from = DateField(
        label="First day of what was audited",
        help_text="The sample is of plans, reviews or advice finished from this day on.",
        noun="the first day of what was audited",
    )
    drawn_to = DateField(
        label="Last day of what was audited",
        noun="the last day of what was audited",
    )
    population = IntegerField(
        label="How many were there to draw from? (optional)",
        required=False,
        min_value=1,
        max_value=1_000_000,
        width=5,
        noun="how many there were",
    )
    sample = IntegerField(
        label="How many were audited?",
        min_value=1,
        max_value=MOST,
        width=4,
        noun="how many were audited",
    )
    moderated = IntegerField(
        label="How many of them were moderated?",
        min_value=0,
        max_value=MOST,
        width=4,
        noun="how many were moderated",
    )
    moderators = PostsField(
        queryset=None,
        label="Who moderated? (optional)",
        help_text="Posts, never names.",
        required=False,
        noun="who moderated",
    )
    learnt = LongTextField(
        label="What was learnt?",
        help_text="Of practice, not of a child: nothing of a single case.",
        max_length=2000,
        rows=5,
        noun="what was learnt",
    )
    doing = LongTextField(
        label="What is done about it?",
        max_length=2000,
        rows=4,
        noun="what is done about it",
    )
    actions = ActionsField(
        queryset=None,
        label="Which actions of the plan take it up? (optional)",
        required=False,
        noun="the actions",
    )
    reason = LongTextField(
        label="Why do you change it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you change it",
    )
    ticked: ClassVar = {
        "moderators": Ticked(AuditModerator, "round", "post"),
        "actions": Ticked(AuditAction, "round", "action"),
    }

    def __init__(self, data: Data = None, *, row: AuditRound, tool: AuditTool, on: date) -> None:
        self.tool = tool
        super().__init__(data, row=row)
        if row.done_on is None:
            del self.fields["reason"]
        boxes = [*zip(GRADES, tool.grades, strict=False)]
        for criterion in tool.asks:
            boxes += [
                (_box(criterion, judged), f"{criterion.label}: {judged.label.lower()}")
                for judged in Judged
            ]
        for name, label in boxes:
            self.fields[name] = IntegerField(
                label=label, min_value=0, max_value=MOST, width=3, noun=f"a count for {label}"
            )
        actions = actions_in_force(row.local_area)
        if row.programme.area_id:
            actions = actions.filter(area=row.programme.area_id)
        offer(
            self,
            moderators=_nearest_first(row, accountable_posts(row.local_area, on)),
            actions=actions.order_by("area__position", "outcome__number", "pk"),
        )

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, AuditRound)
        values = super()._values(row)
        if row.done_on is None:
            return {"version": row.version, "moderated": None}
        values |= {name: getattr(row, name) for name in GRADES}
        for finding in row.findings.all():
            for judged in Judged:
                name = _box(Criterion(finding.criterion), judged)
                values[name] = getattr(finding, judged.value)
        return values | {name: each.now(row) for name, each in self.ticked.items()}

    def plain(self, *names: str) -> Iterator[forms.BoundField]:
        return (self[name] for name in names if name in self.fields)

    @property
    def days(self) -> list[forms.BoundField]:
        return [*self.plain("done_on", "drawn_from", "drawn_to", "population", "sample")]

    @property
    def grades(self) -> list[forms.BoundField]:
        return [*self.plain(*GRADES)]

    @property
    def criteria(self) -> list[Row]:
        return [
            Row(criterion.label, [*self.plain(*(_box(criterion, each) for each in Judged))])
            for criterion in self.tool.asks
        ]

    @property
    def told(self) -> list[forms.BoundField]:
        return [*self.plain("learnt", "doing")]

    @property
    def last(self) -> list[forms.BoundField]:
        return [*self.plain("reason")]

    @property
    def chosen(self) -> dict[str, str]:
        """How many are ticked in each list that is folded away."""
        return {
            name: f"{len(many)} chosen" if (many := self[name].value() or ()) else "none chosen"
            for name in self.ticked
        }

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Each question with what somebody typed, also where it can't be saved any more."""
        self.is_valid()
        told = self.cleaned_data | self.boxes
        answers = [
            (str(bound.label), in_words(bound, told.get(bound.name, self.data.get(bound.name))))
            for bound in self.visible_fields()
        ]
        return [(label, words) for label, words in answers if words]

    def clean(self) -> None:
        """The boxes as the verb takes them, once each holds a count."""
        super().clean()
        told = self.cleaned_data
        self.boxes = {name: told[name] for name in told if name not in self.base_fields}
        grades = [told.pop(name, None) for name in GRADES[: len(self.tool.grades)]]
        judged = {
            criterion.value: [told.pop(_box(criterion, each), None) for each in Judged]
            for criterion in self.tool.asks
        }
        if None in grades or any(None in counts for counts in judged.values()):
            return
        told["tool"], told["grades"] = self.tool, grades
        told["judged"] = {key: Judgement(*counts) for key, counts in judged.items()}

    def clash_with(self, current: Tracked) -> None:
        self.cleaned_data |= self.boxes
        super().clash_with(current)


def _box(criterion: Criterion, judged: Judged) -> str:
    return f"{criterion.value}_{judged.value}"


def _nearest_first(row: AuditRound, posts: "QuerySet[Post]") -> "QuerySet[Post]":
    """Those of the organisations that lead and take part, and then the others."""
    lead = row.programme.lead.organisation_id
    near = [*row.programme.partners.values_list("organisation", flat=True), lead]
    is_near = Case(When(organisation__in=near, then=0), default=1)
    return posts.order_by(is_near, *posts.query.order_by)
