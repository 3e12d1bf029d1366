"""Forms about what partner organisations are asked to contribute."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import offer
from plans.queries.requests import organisations_to_ask
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, ModelSelectField, TextField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea, Organisation

Data = Mapping[str, Any] | None


class AskForm(GovukForm):
    """Ask a partner organisation for something."""

    organisation = ModelSelectField(
        queryset=None,
        label="Which organisation?",
        empty_label="Choose one",
        noun="the organisation",
    )
    what = LongTextField(
        label="What are they asked for?",
        help_text="For example: confirm the budget for two therapists.",
        max_length=1500,
        rows=3,
        noun="what they are asked for",
    )
    due_on = DateField(label="By when?", noun="the day by which they answer")
    asked_at = TextField(
        label="At which meeting? (optional)",
        help_text="For example: improvement board of 7 November 2026.",
        max_length=160,
        required=False,
        noun="the meeting",
    )

    def __init__(
        self,
        data: Data = None,
        *,
        area: LocalArea,
        on: date,
        organisation: Organisation | None = None,
    ) -> None:
        super().__init__(data, initial={"organisation": organisation})
        offer(self, organisation=organisations_to_ask(area, on))


class RequestAnswerForm(EditForm):
    """What an organisation says to what it was asked."""

    answer = LongTextField(
        label="What does the organisation do about it?",
        help_text="What, by whom and by when; or why not.",
        max_length=2000,
        rows=4,
        noun="the answer",
    )


class SettleForm(EditForm):
    """Close a request."""

    because = LongTextField(
        label="What came of it?",
        help_text="The request is closed and stays in the list.",
        max_length=1000,
        rows=3,
        noun="what came of it",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
