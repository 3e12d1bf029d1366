"""Forms about outcomes, targets and actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import PostField, not_after, offer
from plans.models import Action, Outcome, Regime, Target
from plans.policies.work import check_accountable, check_due
from plans.queries.posts import accountable_posts
from plans.states import CoProduction, Priority, TargetResult
from plans.statistics.targets import in_unit
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    LongTextField,
    RadiosField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.periods import day_in_words
from sendtrack.privacy.few import counts_few
from sendtrack.refusals import Refusal

Data = Mapping[str, Any] | None


def _statement() -> LongTextField:
    return LongTextField(
        label="What should change for children, young people and families?",
        help_text="One change that somebody outside could see. Actions come under it.",
        max_length=1000,
        rows=4,
        noun="the change",
    )


class OutcomeForm(GovukForm):
    """Add an outcome."""

    statement = _statement()


class OutcomeEditForm(EditForm):
    """Put an outcome in other words."""

    statement = _statement()


class TargetQuestions(GovukForm):
    """What makes a target clear and measurable (paragraph 3)."""

    statement = LongTextField(
        label="What should be reached by then?", max_length=600, rows=3, noun="what to reach"
    )
    unit = TextField(
        label="Counted in",
        help_text="For example % or weeks. Without unit, baseline and value the target is kept, "
        "and shown as not measurable yet.",
        max_length=60,
        required=False,
        width=20,
        noun="the unit",
    )
    baseline = DecimalField(
        label="Where it started (baseline)",
        max_digits=12,
        decimal_places=2,
        required=False,
        width=10,
        noun="the baseline",
    )
    value = DecimalField(
        label="Value to reach",
        max_digits=12,
        decimal_places=2,
        required=False,
        width=10,
        noun="the value to reach",
    )


class TargetForm(TargetQuestions):
    """Set a target at one of the horizons that are still free."""

    horizon_months = RadiosField(label="By when?", noun="by when")
    field_order = ("horizon_months",)

    def __init__(self, data: Data = None, *, outcome: Outcome) -> None:
        super().__init__(data)
        regime = outcome.area.regime
        taken = {target.horizon_months for target in outcome.targets.all()}
        field = self.fields["horizon_months"]
        assert isinstance(field, RadiosField)
        field.choices = [
            (str(months), f"{months} months: {day_in_words(regime.horizon(months))}")
            for months in regime.horizons
            if months not in taken
        ]
        field.help_text = regime.clock_rule
        self.has_horizons = bool(field.choices)

    def clean_horizon_months(self) -> int:
        return int(self.cleaned_data["horizon_months"])


class TargetEditForm(EditForm, TargetQuestions):
    """Change what a target asks for."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change. Earlier values stay in the history.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = ("statement", "unit", "baseline", "value", "reason")


class ResultForm(EditForm):
    """Record whether a target was met. Who reads the plan or the report reads the result too, and
    so it comes back once where it tells of a few."""

    few_are_told_in = ("source",)

    result = RadiosField(
        label="Was the target met?", choices=TargetResult.choices, noun="whether it was met"
    )
    value = DecimalField(
        label="Value reached",
        max_digits=12,
        decimal_places=2,
        required=False,
        width=10,
        noun="the value reached",
    )
    words = LongTextField(
        label="In words (optional)",
        help_text="What was reached where there is no figure, or why the figure does not tell all.",
        max_length=1000,
        rows=3,
        required=False,
    )
    on = DateField(label="Day of the result", noun="the day of the result")
    source = TextField(
        label="Where is this written down?",
        help_text="For example: performance report to the board, 7 November 2026.",
        max_length=300,
        noun="where it is written down",
    )

    def __init__(
        self,
        data: Data = None,
        *,
        row: Target,
        today: date,
        start: Mapping[str, Any] | None = None,
        is_withheld: bool = False,
    ) -> None:
        """`start` is what the target's measure says, where nothing is recorded yet; `is_withheld`:
        it has a figure that the board may not see."""
        self.unit, self.is_withheld = row.unit, is_withheld
        super().__init__(data, row=row)
        self.today = today
        self.initial.update(start or {})
        self.fields["value"].help_text = (
            f"Target: {in_unit(row.value, row.unit)}" if row.value is not None else ""
        )

    def _values(self, row: Any) -> dict[str, Any]:
        return {
            "version": row.version,
            "result": row.result,
            "value": row.result_value,
            "words": row.result_words,
            "on": row.result_on,
            "source": row.result_source,
        }

    def _few_told(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        typed = str(data.get("value", "")).strip()
        is_few = typed and (self.is_withheld or counts_few(typed, self.unit))
        told = super()._few_told(data)
        return {"value": [f"{typed} {self.unit}".strip()], **told} if is_few else told

    def clean_on(self) -> date:
        return not_after(self.cleaned_data["on"], self.today, what="The day of the result")


class ActionQuestions(GovukForm):
    """What an action is, and who answers for it."""

    title = TextField(label="What will be done?", max_length=200, noun="what will be done")
    success_criteria = LongTextField(
        label="How will we know that it is done? (optional)",
        max_length=1000,
        rows=3,
        required=False,
        noun="how we will know",
    )
    accountable = PostField(
        queryset=None,
        required=False,
        label="Who is accountable?",
        help_text="One post. It stays with the post when people change.",
        empty_label="Choose one",
        noun="who is accountable",
    )
    priority = RadiosField(
        label="How much hangs on it?",
        choices=Priority.choices,
        hints={
            Priority.MUST: "A second person confirms that it is complete.",
            Priority.SHOULD: "Whoever updates it says that it is complete, with evidence.",
        },
        required=False,
        noun="how much hangs on it",
    )
    coproduction = RadiosField(
        label="How far is it made with children, young people and families? (optional)",
        choices=CoProduction.choices,
        required=False,
        noun="how far it is made with families",
    )


class ActionForm(ActionQuestions):
    """Add an action. The Notice itself asks for a person and a date."""

    start_on = DateField(label="Start (optional)", required=False, noun="the start date")
    due_on = DateField(
        label="Due",
        help_text="This date stays on record as the first one agreed. For example, 9 11 2026",
        required=False,
        noun="the due date",
    )

    def __init__(self, data: Data = None, *, regime: Regime, on: date) -> None:
        super().__init__(data, initial={"priority": Priority.SHOULD})
        self.regime = regime
        offer(self, accountable=accountable_posts(regime.local_area, on))

    def clean_priority(self) -> str:
        return self.cleaned_data["priority"] or Priority.SHOULD

    def clean(self) -> None:
        """Ask for person and date together, where both are missing."""
        for field, check in (("accountable", check_accountable), ("due_on", check_due)):
            if field in self.cleaned_data:
                try:
                    check(self.cleaned_data[field], regime=self.regime)
                except Refusal as refusal:
                    self.add_error(field, refusal.sentence)


class ActionEditForm(EditForm, ActionQuestions):
    """Change an action's words or hand it to another post."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = (
        "title",
        "success_criteria",
        "accountable",
        "priority",
        "coproduction",
        "reason",
    )

    def __init__(self, data: Data = None, *, row: Action, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, accountable=accountable_posts(row.local_area, on, current=row.accountable))

    def clean_priority(self) -> str:
        """One that a document states may have none; what was chosen once is not taken back."""
        assert isinstance(self.row, Action)
        return self.cleaned_data["priority"] or self.row.priority

    def _values(self, row: Tracked) -> dict[str, Any]:
        """The action's own `reason` says why it is at risk; this one is about the change."""
        values = super()._values(row)
        del values["reason"]
        return values
