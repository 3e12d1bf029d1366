"""Forms about whether an area that left formal monitoring still holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import PostField, not_after, offer
from plans.models import Assurance
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, IntegerField, LongTextField, RadiosField
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class AssuranceForm(EditForm):
    """Who looks at what, and how often."""

    looks_at = LongTextField(
        label="What shows that it holds?",
        help_text="For example: the staff survey, and three decisions of the board each quarter.",
        max_length=1000,
        rows=3,
        noun="what shows that it holds",
    )
    owner = PostField(
        queryset=None,
        required=False,
        label="Who looks?",
        empty_label="Choose one",
        noun="who looks",
    )
    every_months = IntegerField(
        label="Every how many months?", min_value=1, max_value=12, width=2, noun="how often"
    )
    first_due_on = DateField(label="First check by", noun="the day of the first check")
    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )

    def __init__(self, data: Data = None, *, row: Assurance, on: date) -> None:
        super().__init__(data, row=row)
        owner = row.owner if row.pk else None
        offer(self, owner=accountable_posts(row.local_area, on, current=owner))
        if row.pk is None:
            del self.fields["reason"]

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Assurance)
        return super()._values(row) if row.pk else {"version": 0, "every_months": 3}


class CheckForm(EditForm):
    """What a look at the area found."""

    holds = RadiosField(
        label="Does the improvement hold?",
        choices=(("yes", "Yes, it holds"), ("no", "No, it slips or is lost")),
        noun="whether it holds",
    )
    found = LongTextField(
        label="What did you find, and how do you know?",
        max_length=2000,
        rows=4,
        noun="what you found",
    )
    checked_on = DateField(label="Day of the check", noun="the day of the check")

    def __init__(self, data: Data = None, *, row: Assurance, today: date) -> None:
        self.today = today
        super().__init__(data, row=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}

    def clean_holds(self) -> bool:
        return bool(self.cleaned_data["holds"] == "yes")

    def clean_checked_on(self) -> date:
        return not_after(self.cleaned_data["checked_on"], self.today, what="The day of the check")
