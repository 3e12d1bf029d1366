"""Forms about what partner organisations are asked to contribute."""

from collections.abc import Mapping
from typing import Any

from sendtrack.editing import EditForm
from sendtrack.govuk.fields import LongTextField
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class RequestAnswerForm(EditForm):
    """What an organisation says to what it was asked."""

    answer = LongTextField(
        label="What does the organisation do about it?",
        help_text="What, by whom and by when; or why not.",
        max_length=2000,
        rows=4,
        noun="the answer",
    )


class SettleForm(EditForm):
    """Close a request."""

    because = LongTextField(
        label="What came of it?",
        help_text="The request is closed and stays in the list.",
        max_length=1000,
        rows=3,
        noun="what came of it",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
