"""Forms about moving a target."""

from typing import Any

from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, DecimalField, LongTextField, RadiosField
from sendtrack.history import Tracked


class RebaselineForm(EditForm):
    """Ask for another value or day of a target."""

    value = DecimalField(
        label="Value to reach",
        max_digits=12,
        decimal_places=2,
        required=False,
        width=10,
        noun="the value to reach",
    )
    due_on = DateField(label="By when?", noun="the day")
    reason = LongTextField(
        label="Why should it move?",
        help_text="Somebody else decides, and reads this. The old value and day are kept.",
        max_length=1000,
        rows=3,
        noun="why it should move",
    )


class DecideForm(EditForm):
    """Agree to move a target, or not."""

    agrees = RadiosField(
        label="Do you agree?",
        choices=(("yes", "Yes, move the target"), ("no", "No, it stays as it is")),
        noun="whether you agree",
    )
    because = LongTextField(label="Why?", max_length=1000, rows=3, noun="why")

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}

    def clean(self) -> None:
        if "agrees" in self.cleaned_data:
            self.cleaned_data["agrees"] = self.cleaned_data["agrees"] == "yes"
