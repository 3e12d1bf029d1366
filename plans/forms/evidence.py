"""Forms for evidence and for views heard."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models.functions import Length

from plans.forms.fields import not_after, offer
from plans.forms.risk import AreaField
from plans.models import Action, AreaOfWeakness, Regime
from plans.states import EvidenceKind, VoiceGroup
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import Organisation

Data = Mapping[str, Any] | None


class ActionField(ModelSelectField):
    """An action, by reference and title. The form gives it the actions."""

    def label_from_instance(self, action: Action) -> str:
        return f"{action.ref} {action.title}"


class EvidenceForm(GovukForm):
    """Add a piece of evidence to an area of weakness, or to one of its actions."""

    title = TextField(label="What is it?", max_length=200, noun="what it is")
    kind = RadiosField(
        label="What kind of evidence is it?",
        choices=EvidenceKind.choices,
        noun="the kind of evidence",
    )
    shows = LongTextField(
        label="What does it show, in one sentence?",
        help_text="What got better for whom, or what did not. Name no child.",
        max_length=600,
        rows=3,
        noun="what it shows",
    )
    dated_on = DateField(
        label="Which day is it of?",
        help_text="The day of the audit, survey or data, not the day you add it.",
        noun="the day it is of",
    )
    action = ActionField(
        queryset=None,
        required=False,
        label="Action it belongs to (optional)",
        empty_label="The area as a whole",
        noun="the action",
    )
    organisation = ModelSelectField(
        queryset=None,
        required=False,
        label="Organisation it comes from (optional)",
        empty_label="None chosen",
        noun="the organisation",
    )
    kept_at = TextField(
        label="Where is it kept?",
        help_text="A place or an address where a reviewer can be shown it.",
        max_length=300,
        noun="where it is kept",
    )

    def __init__(
        self,
        data: Data = None,
        *,
        weakness: AreaOfWeakness,
        today: date,
        action: Action | None = None,
    ) -> None:
        super().__init__(data, initial={"action": action})
        self.today = today
        offer(self, action=weakness.actions.order_by("outcome__number", Length("ref"), "ref"))
        organisations = Organisation.objects.of(weakness.local_area)
        offer(self, organisation=organisations.order_by("name"))

    def clean_dated_on(self) -> date:
        return not_after(self.cleaned_data["dated_on"], self.today, what="The day it is of")


class VoiceForm(GovukForm):
    """Record views heard (paragraph 4g)."""

    group = RadiosField(label="Who was heard?", choices=VoiceGroup.choices, noun="who was heard")
    heard_on = DateField(label="When?", noun="the day they were heard")
    how = TextField(
        label="How were they heard?",
        help_text="For example: visit to three schools, survey with 240 answers, forum meeting.",
        max_length=200,
        noun="how they were heard",
    )
    said = LongTextField(
        label="What did they say?",
        help_text="In their own sense. Name no child and no family.",
        max_length=2000,
        rows=5,
        noun="what they said",
    )
    changed = LongTextField(
        label="What changed because of it? (optional)",
        help_text="Leave empty until there is a response.",
        max_length=2000,
        rows=4,
        required=False,
        noun="what changed",
    )
    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness (optional)",
        empty_label="The whole plan",
        noun="the area of weakness",
    )

    def __init__(
        self, data: Data = None, *, regime: Regime, today: date, area: AreaOfWeakness | None = None
    ) -> None:
        super().__init__(data, initial={"area": area})
        self.today = today
        offer(self, area=regime.areas.order_by("position"))

    def clean_heard_on(self) -> date:
        return not_after(self.cleaned_data["heard_on"], self.today, what="The day")
