"""Forms about what waits for what."""

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Length

from plans.forms.evidence import ActionField
from plans.forms.fields import offer
from plans.models import Action
from plans.queries.actions import actions_in_force
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import LongTextField
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None


class DependencyForm(GovukForm):
    """Record that an action waits for another one."""

    needs = ActionField(
        queryset=None,
        label="Which action does it wait for?",
        empty_label="Choose one",
        noun="the action that it waits for",
    )
    why = LongTextField(
        label="What does it need from it?",
        help_text="For example: the signed agreement on who holds the contract.",
        max_length=600,
        rows=2,
        noun="what it needs",
    )

    def __init__(self, data: Data = None, *, action: Action) -> None:
        super().__init__(data)
        others = actions_in_force(action.local_area).open().exclude(pk=action.pk)
        offer(self, needs=others.order_by("area__position", Length("ref"), "ref"))


class EndDependencyForm(EditForm):
    """An action no longer waits."""

    reason = LongTextField(
        label="Why does it no longer wait?", max_length=600, rows=2, noun="why it no longer waits"
    )
