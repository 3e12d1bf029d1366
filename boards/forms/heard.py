"""Forms about views heard at a meeting."""

from collections.abc import Mapping
from typing import Any

from boards.models import Decision, HeardView, Meeting
from boards.models.view import HeardHow
from boards.queries.heard import views_to_bring
from plans.forms.fields import offer
from plans.models import VoiceEntry
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None
LONGEST = 160


class VoicesField(ModelCheckboxesField):
    """Entries of the views heard: who, and the beginning of what they said."""

    def label_from_instance(self, voice: VoiceEntry) -> str:
        said = " ".join(voice.said.split())
        short = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
        return f"{voice.ref} {voice.get_group_display()}: {short}"


class DecisionField(ModelSelectField):
    def label_from_instance(self, decision: Decision) -> str:
        words = " ".join(decision.words.split())
        return f"{decision.number}. {words if len(words) <= LONGEST else f'{words[:LONGEST]}…'}"


class BringForm(GovukForm):
    """Which views come to a meeting."""

    voices = VoicesField(
        queryset=None,
        required=False,
        label="Which views?",
        help_text="Those that never reached the board stand first.",
        noun="which views",
    )
    how = RadiosField(label="How do they reach the meeting?", choices=HeardHow.choices, noun="how")

    def __init__(self, data: Data = None, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"how": HeardHow.BROUGHT})
        offer(self, voices=views_to_bring(meeting))


class AnswerViewForm(EditForm):
    """What the board said or decided."""

    answer = LongTextField(
        label="What did the board say or decide because of this?",
        help_text="If nothing follows from it, say so and why.",
        max_length=2000,
        rows=4,
        noun="what the board said or decided",
    )
    decision = DecisionField(
        queryset=None,
        required=False,
        label="Decision of this meeting (optional)",
        empty_label="None of them",
        noun="the decision",
    )

    def __init__(self, data: Data = None, *, row: HeardView) -> None:
        super().__init__(data, row=row)
        offer(self, decision=row.meeting.decisions.order_by("number"))


class TakeOffForm(EditForm):
    """Why views are taken off the agenda."""

    because = LongTextField(
        label="Why are they taken off?",
        help_text="Kept in the history of the meeting.",
        max_length=600,
        rows=2,
        noun="why they are taken off",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
