"""Forms about the board and its seats."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from boards.models import Seat
from boards.states import SeatKind
from plans.forms.fields import PostField
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, RadiosField, TextField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked, changes_of
from sendtrack.organisations.models import LocalArea


class BoardForm(GovukForm):
    """Set up the board that the Notice asks for."""

    name = TextField(
        label="What is the board called?", max_length=160, width=30, noun="the name of the board"
    )
    also_called = TextField(
        label="Other names that documents use (optional)",
        max_length=300,
        required=False,
        width=30,
    )


class SeatForm(GovukForm):
    """Give a post a seat."""

    kind = RadiosField(label="Which seat?", choices=SeatKind.choices, noun="which seat it is")
    post = PostField(queryset=None, label="Which post sits there?", noun="the post")
    from_on = DateField(
        label="From (optional)",
        help_text="Leave it empty where the seat was there from the beginning. "
        "For example, 1 7 2022",
        required=False,
        noun="the first day",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, area: LocalArea, on: date) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["post"].queryset = accountable_posts(area, on)


class LeaveSeatForm(EditForm):
    """End a seat."""

    last_on = DateField(label="Last day in the seat", noun="the last day")
    reason = LongTextField(
        label="Why does the seat end?",
        help_text="Kept with the change. For example: the Integrated Care Board took over.",
        max_length=600,
        rows=3,
        noun="why the seat ends",
    )

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        """Why a seat ended stands in its history alone."""
        assert isinstance(row, Seat)
        reason = changes_of(row)[0].history_change_reason if row.to_on else ""
        return {"last_on": row.to_on, "reason": reason}
