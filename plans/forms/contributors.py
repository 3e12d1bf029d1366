"""Forms about who else has a part in an action."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import offer
from plans.models import Action
from plans.queries.requests import organisations_to_ask
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import LongTextField, ModelSelectField
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None


class ContributorForm(GovukForm):
    """Record the part of an organisation in an action."""

    organisation = ModelSelectField(
        queryset=None,
        label="Which organisation contributes?",
        empty_label="Choose one",
        noun="the organisation",
    )
    what = LongTextField(
        label="What does it do for this action?",
        help_text="For example: two therapists a week at the new clinic, from April.",
        max_length=600,
        rows=2,
        noun="what it does",
    )

    def __init__(self, data: Data = None, *, action: Action, on: date) -> None:
        super().__init__(data)
        others = organisations_to_ask(action.local_area, on)
        if action.accountable:
            others = others.exclude(pk=action.accountable.organisation_id)
        offer(self, organisation=others)


class EndContributorForm(EditForm):
    """An organisation has no part any more."""

    reason = LongTextField(
        label="Why does it no longer contribute?",
        max_length=600,
        rows=2,
        noun="why it no longer contributes",
    )
