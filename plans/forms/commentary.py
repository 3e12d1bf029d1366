"""The form of what is said of a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from plans.models import Commentary
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField

Data = Mapping[str, Any] | None


class CommentaryForm(EditForm):
    """What a figure shows, why, and what follows. Where there are `reasons` to explain it, the
    verb asks for all three."""

    shows = LongTextField(
        label="What does the figure show?",
        help_text="In a sentence or two, as you would say it to a parent.",
        max_length=600,
        rows=2,
        noun="what the figure shows",
    )
    because = LongTextField(
        label="What is behind it?",
        help_text="The cause, not the figure again.",
        max_length=1500,
        rows=3,
        required=False,
        noun="what is behind it",
    )
    doing = LongTextField(
        label="What is done about it?",
        max_length=1500,
        rows=3,
        required=False,
        noun="what is done about it",
    )
    back_on = DateField(
        label="By when is it expected to be where it should be?",
        required=False,
        noun="the day by which it is expected to be there",
    )

    def __init__(self, data: Data = None, *, row: Commentary, reasons: Sequence[str] = ()) -> None:
        super().__init__(data, row=row)
        for name in ("back_on",) if reasons else ("because", "doing", "back_on"):
            self.fields[name].label = f"{self.fields[name].label} (optional)"
