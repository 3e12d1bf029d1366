"""Forms of the controls of a risk."""

from datetime import date
from typing import Any

from plans.forms.fields import PostField, offer
from plans.forms.risk import Data
from plans.models import Control, Risk
from plans.queries.posts import accountable_posts
from plans.states import Effectiveness
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, StatusField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked


class ControlWords(GovukForm):
    """What is done about a risk, who keeps it up, and whether it works."""

    what = LongTextField(
        label="What is done about the risk?",
        help_text="One control: what somebody does that makes it less likely or less harmful. "
        "Not the risk again in other words.",
        max_length=1000,
        rows=3,
        noun="what is done about the risk",
    )
    owner = PostField(
        queryset=None,
        label="Who keeps it in place?",
        help_text="One post. It may be another one than the owner of the risk.",
        empty_label="Choose one",
        noun="who keeps it in place",
    )
    effectiveness = StatusField(
        Effectiveness.values, label="Does it work?", noun="whether it works"
    )
    checked_on = DateField(
        label="When was that checked?",
        help_text="Left empty where the control is untested.",
        required=False,
        noun="the day of the check",
    )


class ControlForm(ControlWords):
    """Add a control."""

    def __init__(self, data: Data = None, *, risk: Risk, on: date) -> None:
        super().__init__(data, initial={"owner": risk.owner_id})
        offer(self, owner=accountable_posts(risk.local_area, on, current=risk.owner))


class ControlEditForm(EditForm, ControlWords):
    """Change a control, or record how well it works."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change. For a check: who checked and what they found.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )
    field_order = ("what", "owner", "effectiveness", "checked_on", "reason")

    def __init__(self, data: Data = None, *, row: Control, on: date) -> None:
        super().__init__(data, row=row)
        offer(self, owner=accountable_posts(row.local_area, on, current=row.owner))


class ControlWithdrawForm(EditForm):
    """Take a control out of place."""

    because = LongTextField(
        label="Why is it no longer in place?",
        help_text="The control stays on the record with this reason.",
        max_length=1000,
        rows=3,
        noun="why it is no longer in place",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Control)
        return {"because": row.withdrawn_because}
