"""The form by which the board asks a partner organisation for something."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from boards.models import Meeting
from boards.queries.meetings import meetings_that_ask
from plans.forms.fields import offer
from plans.models import Regime
from plans.queries.requests import organisations_to_ask
from sendtrack.govuk.fields import DateField, LongTextField, ModelSelectField
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import Organisation
from sendtrack.periods import day_in_words

Data = Mapping[str, Any] | None


class MeetingField(ModelSelectField):
    """A meeting by its day. The form gives it the meetings."""

    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.body.name}, {day_in_words(meeting.meets_on)}"


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
    meeting = MeetingField(
        queryset=None,
        required=False,
        label="At which meeting? (optional)",
        help_text="The page of the meeting then lists what was asked there.",
        empty_label="Between meetings",
        noun="the meeting",
    )

    def __init__(
        self,
        data: Data = None,
        *,
        regime: Regime,
        on: date,
        organisation: Organisation | None = None,
        meeting: Meeting | None = None,
    ) -> None:
        super().__init__(data, initial={"organisation": organisation, "meeting": meeting})
        offer(self, organisation=organisations_to_ask(regime.local_area, on))
        offer(self, meeting=meetings_that_ask(regime, on).select_related("body"))
