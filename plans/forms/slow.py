"""Forms about slow progress: what an owner answers, and the tests that are asked."""

from collections.abc import Mapping
from typing import Any

from plans.models import SlowRule
from plans.queries.slow_tests import Rule
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import IntegerField, LongTextField, RadiosField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class SlowAnswerForm(GovukForm):
    """Why an action is slow, and what will change."""

    why = LongTextField(label="Why is it slow?", max_length=1500, rows=3, noun="why it is slow")
    change = LongTextField(
        label="What will change, and by when?",
        help_text="The board reads this beside the flag.",
        max_length=1500,
        rows=3,
        noun="what will change",
    )


class SlowRuleForm(EditForm):
    """Switch a test on or off, or set from when on it counts."""

    is_on = RadiosField(
        label="Is this test asked?",
        choices=(("yes", "Yes"), ("no", "No")),
        noun="whether this test is asked",
    )
    limit = IntegerField(label="From how many on", required=False, noun="from how many on")
    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change. Past days are read with the tests of their time.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )

    def __init__(self, data: Data = None, *, row: SlowRule, rule: Rule) -> None:
        self.rule = rule
        super().__init__(data, row=row)
        if rule.kind.counts:
            self.fields["limit"].label = f"From how many {rule.kind.counts} on?"
        else:
            del self.fields["limit"]

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, SlowRule)
        limit = self.rule.limit
        return {"version": row.version, "is_on": "yes" if row.is_on else "no", "limit": limit}

    def clean(self) -> None:
        if "is_on" in self.cleaned_data:
            self.cleaned_data["is_on"] = self.cleaned_data["is_on"] == "yes"
        self.cleaned_data.setdefault("limit", None)
