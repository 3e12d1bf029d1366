"""Forms about a measure's chart: its rules, where it is rebased, and where it should stand when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plans.forms.fields import offer
from plans.measuring.words import ChartRules
from plans.models import Action, Measure
from plans.queries.series import Point
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    IntegerField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class WhyField(LongTextField):
    """The reason that is kept with a change."""

    def __init__(self) -> None:
        super().__init__(
            label="Why are you changing it?",
            help_text="Kept with the change.",
            max_length=600,
            rows=3,
            noun="why you are changing it",
        )


class ChartForm(EditForm):
    """Choose the rules that a chart is read by."""

    chart_rules = RadiosField(
        choices=ChartRules.choices,
        hints={
            ChartRules.MAKING_DATA_COUNT.value: "As NHS England's workbook reads it: limits and "
            "signs from 13 figures on, no range left out.",
            ChartRules.PLOT_THE_DOTS.value: "As the open implementation reads it: limits from two "
            "figures on, very large ranges left out.",
        },
        label="Rules",
    )
    baseline_points = IntegerField(
        label="Fix the limits over so many first figures",
        help_text="12 or more. Leave it empty to let them move with each figure.",
        required=False,
        min_value=1,
        max_value=500,
        noun="the number of first figures",
    )
    reason = WhyField()


class FirstPeriodField(SelectField):
    """The first day of a period that has a figure."""

    def clean(self, value: Any) -> date:
        return date.fromisoformat(super().clean(value))


class RebaseForm(EditForm):
    """Work out mean and limits afresh from a known, lasting change."""

    starts_on = FirstPeriodField(
        label="From which period on?", noun="the period from which it is rebased"
    )
    because = LongTextField(
        label="What changed for good?",
        help_text="And how it is known. A chart is never rebased because it looks better so.",
        max_length=600,
        rows=3,
        noun="what changed for good",
    )
    action = ModelSelectField(
        queryset=None,
        label="Which action brought it about?",
        empty_label="None of the plan",
        required=False,
        noun="the action that brought it about",
    )

    def __init__(self, data: Data = None, *, row: Measure, points: Sequence[Point]) -> None:
        super().__init__(data, row=row)
        first = self.fields["starts_on"]
        assert isinstance(first, SelectField)
        first.choices = [
            (point.period.start.isoformat(), point.name) for point in points if point.has_figure
        ]
        actions = Action.objects.of(row.local_area).in_force().order_by("ref", "pk")
        offer(self, action=actions)


class UndoRebaseForm(EditForm):
    """Let mean and limits run through again."""

    reason = WhyField()


class PointForm(GovukForm):
    """Say where a measure should stand by a day."""

    by_on = DateField(label="By", noun="the day")
    value = DecimalField(label="It should stand at", noun="the value")
    tolerance = DecimalField(
        label="It may miss by",
        help_text="And count as close to it. Left empty: 5% of the way from the baseline.",
        min_value=0,
        required=False,
        noun="what it may miss by",
    )
    source = TextField(
        label="Who agreed it, and where",
        help_text="Such as “Improvement board, 7 October 2026”.",
        max_length=200,
        noun="who agreed it",
    )
    reason = WhyField()


class RemovePointForm(EditForm):
    """Take a point of the trajectory away."""

    reason = WhyField()


class AgreeForm(EditForm):
    """Say that the values ahead are meant for what is counted now."""

    reason = LongTextField(
        label="Who agreed that these values stand, and why?",
        help_text="Such as “Improvement board, 7 October 2026: what is counted anew is little”.",
        max_length=600,
        rows=3,
        noun="who agreed it, and why",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
