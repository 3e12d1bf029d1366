"""Forms for the end of an action: confirmed by a second person, sent back, or opened again."""

from typing import Any

from sendtrack.editing import EditForm
from sendtrack.govuk.fields import LongTextField
from sendtrack.history import Tracked


class ConfirmForm(EditForm):
    """A second person's word that an action is complete."""

    note = LongTextField(
        label="What did you see? (optional)",
        help_text="For example: read the audit, visited the team.",
        max_length=1000,
        rows=3,
        required=False,
    )


class _ReasonForm(EditForm):
    def _values(self, row: Tracked) -> dict[str, Any]:
        """The action's own `reason` says why it is at risk; this one is about the turn."""
        return {"version": row.version}


class ReturnForm(_ReasonForm):
    """Send an action back that was said to be complete."""

    reason = LongTextField(
        label="What is still missing?",
        help_text="The accountable post reads this. The action is on track again.",
        max_length=1000,
        rows=4,
        noun="what is still missing",
    )


class ReopenForm(_ReasonForm):
    """Open a complete action again."""

    reason = LongTextField(
        label="Why is it open again?",
        help_text="Kept with the change. What was said of its completion stays in the history.",
        max_length=1000,
        rows=4,
        noun="why it is open again",
    )
