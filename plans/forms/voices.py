"""Forms for views heard."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models.functions import Length

from plans.forms.evidence import ActionField
from plans.forms.fields import not_after, offer
from plans.forms.risk import AreaField
from plans.models import Action, AreaOfWeakness, Regime, VoiceEntry
from plans.models.voice import FEWEST_SAID
from plans.states import VoiceChannel, VoiceGroup
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    IntegerField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None


class VoiceWords(GovukForm):
    """Who was heard, how, and what they said."""

    group = RadiosField(label="Who was heard?", choices=VoiceGroup.choices, noun="who was heard")
    heard_on = DateField(label="When?", noun="the day they were heard")
    channel = SelectField(
        label="In which way? (optional)",
        help_text=(
            "Of mediation, tribunal and complaints, tell what several cases taught together."
        ),
        choices=[("", "Not chosen"), *VoiceChannel.choices],
        required=False,
        noun="in which way",
    )
    how = TextField(
        label="How were they heard?",
        help_text="For example: visit to three schools, survey with 240 answers, forum meeting.",
        max_length=200,
        noun="how they were heard",
    )
    people = IntegerField(
        label="How many people? (optional)",
        help_text=f"Below {FEWEST_SAID}, pages and reports say “fewer than {FEWEST_SAID}”.",
        min_value=1,
        max_value=1_000_000,
        required=False,
        width=5,
        noun="how many people",
    )
    said = LongTextField(
        label="What did they say?",
        help_text="In their own sense. Name no child and no family.",
        max_length=2000,
        rows=5,
        noun="what they said",
    )
    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness (optional)",
        empty_label="The whole plan",
        noun="the area of weakness",
    )
    action = ActionField(
        queryset=None,
        required=False,
        label="Action it is about (optional)",
        empty_label="No action",
        noun="the action",
    )

    today: date

    def clean_heard_on(self) -> date | None:
        day: date | None = self.cleaned_data["heard_on"]
        return day and not_after(day, self.today, what="The day")

    def _offer_plan(self, regime: Regime) -> None:
        offer(self, area=regime.areas.standing().order_by("position"))
        rows = Action.objects.of(regime.local_area).filter(area__regime=regime)
        offer(self, action=rows.order_by("area__position", Length("ref"), "ref"))


class VoiceForm(VoiceWords):
    """Record views heard (paragraph 4g)."""

    changed = LongTextField(
        label="What changed because of it? (optional)",
        help_text="Leave empty until there is a response.",
        max_length=2000,
        rows=4,
        required=False,
        noun="what changed",
    )
    field_order = (
        "group",
        "heard_on",
        "channel",
        "how",
        "people",
        "said",
        "changed",
        "area",
        "action",
    )

    def __init__(
        self,
        data: Data = None,
        *,
        regime: Regime,
        today: date,
        area: AreaOfWeakness | None = None,
        channel: str = "",
    ) -> None:
        super().__init__(data, initial={"area": area, "channel": channel})
        self.today = today
        self._offer_plan(regime)


class VoiceEditForm(EditForm, VoiceWords):
    """Put right who was heard and what they said."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = (*VoiceForm.field_order, "reason")

    def __init__(self, data: Data = None, *, row: VoiceEntry, today: date) -> None:
        super().__init__(data, row=row)
        self.today = today
        if row.citation_id:
            self.fields["heard_on"].required = False
        self._offer_plan(row.regime)


class AnswerForm(EditForm):
    """What changed because of what they said."""

    changed = LongTextField(
        label="What changed because of it?",
        help_text="What is different now. If nothing will change, say so and why.",
        max_length=2000,
        rows=5,
        noun="what changed",
    )


class FeedBackForm(EditForm):
    """When and how those who were heard were told."""

    told_on = DateField(label="When were they told?", noun="the day they were told")
    told_how = TextField(
        label="How were they told?",
        help_text="For example: letter to all who answered, at the forum of 12 March.",
        max_length=200,
        noun="how they were told",
    )

    def __init__(self, data: Data = None, *, row: VoiceEntry, today: date) -> None:
        super().__init__(data, row=row)
        self.today = today

    def clean_told_on(self) -> date:
        return not_after(self.cleaned_data["told_on"], self.today, what="The day they were told")
