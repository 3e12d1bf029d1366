"""Forms about meetings."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError

from boards.models import Decision, Meeting, Seat
from boards.queries.basis import Basis, find_bases, refs_of
from boards.queries.meetings import Suggestion
from boards.queries.record import Place
from boards.states import AttendanceMode, SeatKind
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import DateField, LongTextField, RadiosField, TextField, TimeField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea

Data = Mapping[str, Any] | None


class MeetingQuestions(GovukForm):
    """When and where the board meets."""

    meets_on = DateField(label="Which day?", noun="the day of the meeting")
    starts_at = TimeField(
        label="Starts at", help_text="For example, 2pm or 14:00", width=5, noun="when it starts"
    )
    ends_at = TimeField(label="Ends at", width=5, noun="when it ends")
    place = TextField(
        label="Where?",
        help_text="A room, or “Online” with the link that people join by",
        max_length=200,
        noun="where the board meets",
    )


class PlanForm(MeetingQuestions):
    """Plan a meeting; the last one suggests when and where."""

    def __init__(self, data: Data = None, *, suggested: Suggestion | None) -> None:
        super().__init__(data, initial=asdict(suggested) if suggested else None)


class MoveForm(EditForm, MeetingQuestions):
    """Move a meeting to another day, time or place."""

    reason = LongTextField(
        label="Why does it move?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why the meeting moves",
    )
    field_order = ("meets_on", "starts_at", "ends_at", "place", "reason")


class NotHeldForm(EditForm):
    """Say that a meeting is not held."""

    because = LongTextField(
        label="Why is the meeting not held?",
        help_text="It stands in the record of the board, and those who were invited read it.",
        max_length=600,
        rows=3,
        noun="why the meeting is not held",
    )


class MinutesForm(EditForm):
    """The text of the minutes."""

    summary = LongTextField(
        label="Minutes",
        help_text="Who came, decisions, actions and the log are recorded already: write what was "
        "reported and discussed. Leave an empty line between paragraphs.",
        max_length=20_000,
        rows=16,
        required=False,
        noun="the minutes",
    )


class DecisionQuestions(GovukForm):
    words = LongTextField(
        label="What did the board decide?", max_length=2000, rows=3, noun="what the board decided"
    )
    because = LongTextField(label="Why? (optional)", max_length=2000, rows=2, required=False)
    based_on = TextField(
        label="Which measures and evidence was it based on? (optional)",
        help_text="Their numbers, for example M3, E12. They stand in the minutes as links.",
        max_length=200,
        required=False,
    )
    area: LocalArea

    def clean_based_on(self) -> list[Basis]:
        found, unknown = find_bases(self.area, self.cleaned_data["based_on"])
        if unknown:
            raise ValidationError(
                f"{unknown[0]} can't stand in minutes: there is no such measure or piece of "
                "evidence, or it was withdrawn, or it is restricted."
            )
        return found


class DecisionForm(DecisionQuestions):
    """Record a decision."""

    def __init__(self, data: Data = None, *, area: LocalArea) -> None:
        self.area = area
        super().__init__(data)


class EditDecisionForm(EditForm, DecisionQuestions):
    """Correct the words of a decision."""

    reason = TextField(
        label="Why are you correcting it?",
        help_text="Kept with the change.",
        max_length=300,
        noun="why you are correcting it",
    )
    field_order = ("words", "because", "based_on", "reason")

    def __init__(self, data: Data = None, *, row: Decision) -> None:
        self.area = row.local_area
        super().__init__(data, row=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Decision)
        return {**super()._values(row), "based_on": refs_of(row)}


class AttendanceForm(EditForm):
    """Who came: an answer for each seat of the day."""

    def __init__(self, data: Data = None, *, row: Meeting, places: list[Place]) -> None:
        self.places = places
        super().__init__(data, row=row)
        for place in places:
            self._ask(place.seat)

    def _ask(self, seat: Seat) -> None:
        self.fields[f"mode_{seat.pk}"] = RadiosField(
            label=str(seat.post),
            help_text=who_sits(seat),
            choices=AttendanceMode.choices,
            reveals={AttendanceMode.DEPUTY: [f"deputy_{seat.pk}"]},
            error_messages={"required": f"Say whether {seat.post} came"},
        )
        self.fields[f"deputy_{seat.pk}"] = TextField(
            label="Who came instead?",
            max_length=120,
            width=20,
            error_messages={"required": f"Say who came for {seat.post}"},
        )

    def _values(self, row: Tracked) -> dict[str, Any]:
        values: dict[str, Any] = {"version": row.version}
        for place in self.places:
            came = place.attendance
            values[f"mode_{place.seat.pk}"] = came.mode if came else None
            values[f"deputy_{place.seat.pk}"] = came.deputy if came else ""
        return values

    def attendance(self) -> dict[Seat, tuple[AttendanceMode, str]]:
        """The answers as `record_meeting` takes them; after `is_valid()`."""
        return {
            seat: (
                AttendanceMode(self.cleaned_data[f"mode_{seat.pk}"]),
                self.cleaned_data[f"deputy_{seat.pk}"] or "",
            )
            for seat in (place.seat for place in self.places)
        }


def who_sits(seat: Seat) -> str:
    """The seat in words, with who holds the post on the day."""
    holder = getattr(seat.post, "holder_name", None)
    held = f"held by {holder}" if holder else "vacant on the day"
    return f"{SeatKind(seat.kind).label}. {seat.post.organisation}; {held}"
