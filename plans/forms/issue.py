"""Forms of escalation, links and issues."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from plans.forms.fields import PostField, offer
from plans.forms.risk import Data, speak_of_scores
from plans.forms.risk import ScoreField as SeverityField
from plans.models import Action, AreaOfWeakness, Issue, Outcome, Risk
from plans.queries.posts import accountable_posts
from plans.states import EscalationLevel, IssuePriority
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, RadiosField, SelectField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked


class EscalateForm(EditForm):
    """Move a risk to another level, up or down."""

    level = RadiosField(
        choices=EscalationLevel.choices, label="Who is to have it on their desk?", noun="the level"
    )
    reason = LongTextField(
        label="Why, and what is asked of them?",
        help_text="Kept with the move. It is read by the board.",
        max_length=1000,
        rows=3,
        noun="why, and what is asked of them",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Risk)
        return {**super()._values(row), "level": row.escalation}


class LinkField(SelectField):
    """An area, an outcome or an action of the plan, under the heading of its kind."""

    def clean(self, value: Any) -> Any:
        return self.things[super().clean(value)]

    things: dict[str, AreaOfWeakness | Outcome | Action]


class LinkForm(GovukForm):
    """Link a risk to one more thing of its plan."""

    to = LinkField(
        choices=[],
        label="What else does the risk concern?",
        help_text="Areas of weakness, outcomes and actions of the plan.",
        noun="what the risk concerns",
    )

    def __init__(self, data: Data = None, *, risk: Risk) -> None:
        super().__init__(data)
        field = self.fields["to"]
        assert isinstance(field, LinkField)
        field.things = {}
        groups = []
        for heading, found in _linkable(risk):
            keys = {f"{type(each).__name__}-{each.pk}": each for each in found}
            field.things |= keys
            groups.append((heading, [(key, _named(each)) for key, each in keys.items()]))
        field.choices = [("", "Choose one"), *groups]


def _linkable(risk: Risk) -> Iterator[tuple[str, list[Any]]]:
    of = risk.local_area
    areas = AreaOfWeakness.objects.of(of).standing().filter(regime=risk.regime)
    areas = areas.exclude(pk=risk.area_id)
    outcomes = Outcome.objects.of(of).filter(area__regime=risk.regime)
    actions = Action.objects.of(of).filter(area__regime=risk.regime)
    yield "Areas of weakness", list(areas.exclude(risk_links__risk=risk).order_by("position"))
    yield (
        "Outcomes",
        list(
            outcomes.exclude(risk_links__risk=risk)
            .select_related("area")
            .order_by("area__position", "number")
        ),
    )
    yield (
        "Actions",
        list(
            actions.exclude(risk_links__risk=risk)
            .select_related("area")
            .order_by("area__position", "pk")
        ),
    )


def _named(each: AreaOfWeakness | Outcome | Action) -> str:
    if isinstance(each, AreaOfWeakness):
        return f"({each.ref}) {each.short_title}"
    words = each.statement if isinstance(each, Outcome) else each.title
    return f"{each.ref} {words}"[:100]


class UnlinkForm(GovukForm):
    """Take a link away."""

    reason = LongTextField(
        label="Why does it no longer concern this?",
        help_text="Kept in the history.",
        max_length=600,
        rows=2,
        noun="why it no longer concerns this",
    )


class IssueWords(GovukForm):
    """What has happened, how bad it is, and how it is put right."""

    what = LongTextField(label="What has happened?", max_length=1000, rows=3)
    severity = SeverityField(label="How bad is it?", noun="how bad it is")
    priority = RadiosField(choices=IssuePriority.choices, label="How soon must it be dealt with?")
    plan = LongTextField(
        label="What is done to resolve it?",
        max_length=2000,
        rows=4,
        noun="what is done to resolve it",
    )
    owner = PostField(
        queryset=None, label="Who resolves it?", help_text="One post.", empty_label="Choose one"
    )
    due_on = DateField(label="To be resolved by", noun="the day by which it is to be resolved")


class HappenedForm(EditForm, IssueWords):
    """Turn a risk into an issue."""

    happened_on = DateField(label="When did it happen?", noun="the day on which it happened")
    field_order = ("what", "happened_on", "severity", "priority", "plan", "owner", "due_on")

    def __init__(self, data: Data = None, *, row: Risk, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, owner=accountable_posts(row.local_area, on, current=row.owner))
        _of_severity(self, row)
        self.initial["what"], self.initial["severity"] = row.event, row.impact


class IssueEditForm(EditForm, IssueWords):
    """Change an issue."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = ("what", "severity", "priority", "plan", "owner", "due_on", "reason")

    def __init__(self, data: Data = None, *, row: Issue, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, owner=accountable_posts(row.local_area, on, current=row.owner))
        _of_severity(self, row.risk)


class ResolveForm(EditForm):
    """Say how an issue was put right."""

    resolution = LongTextField(
        label="How was it put right?",
        help_text="What was done, and what shows that it is over.",
        max_length=2000,
        rows=4,
        noun="how it was put right",
    )


def _of_severity(form: forms.BaseForm, risk: Risk) -> None:
    """Severity has the words that the area has for impact."""
    speak_of_scores(form, risk.scheme)
