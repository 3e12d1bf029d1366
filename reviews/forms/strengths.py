"""Forms about what reviews named as strengths."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import offer
from plans.forms.risk import AreaField
from reviews.models import Review, Strength
from reviews.states import Holds
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    StatusField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.sources.models import SourceDocument

Data = Mapping[str, Any] | None


class StrengthQuestions(GovukForm):
    """What has improved, in whose words, and in which area."""

    words = LongTextField(
        lets_few_stand="the words of a letter, as they stand there",
        label="What has improved, in the words of the letter or report?",
        help_text="One strength. Add the next one by itself.",
        max_length=2000,
        rows=4,
        noun="what has improved",
    )
    area = AreaField(
        queryset=None,
        required=False,
        label="Area of weakness (optional)",
        empty_label="None named",
        noun="the area of weakness",
    )

    def offer_areas(self, review: Review) -> None:
        offer(self, area=review.regime.areas.order_by("position"))


class StrengthForm(StrengthQuestions):
    """Quote a strength from a letter or report."""

    document = ModelSelectField(
        queryset=None,
        label="Which letter or report says so?",
        empty_label="Choose one",
        noun="the letter or report",
    )
    paragraph = TextField(
        label="Where in it? (optional)",
        help_text="For example, page 3, bullet 2. Leave it empty where nothing is numbered.",
        max_length=60,
        required=False,
        width=20,
        noun="where in the letter it stands",
    )
    field_order = ("words", "document", "paragraph", "area")

    def __init__(self, data: Data = None, *, review: Review) -> None:
        super().__init__(data, initial={"document": review.letter})
        self.offer_areas(review)
        documents = SourceDocument.objects.of(review.local_area)
        offer(self, document=documents.order_by("-dated_on", "title", "pk"))


class StrengthEditForm(EditForm, StrengthQuestions):
    """Put right what was taken down of a strength."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = ("words", "area", "reason")

    def __init__(self, data: Data = None, *, row: Strength) -> None:
        super().__init__(data, row=row)
        self.offer_areas(row.review)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Strength)
        return {**super()._values(row), "words": row.citation.words}


class LookForm(EditForm):
    """Say whether a strength still holds. Each look is asked afresh; the last one stands beside
    the form."""

    holds = StatusField(
        [Holds.HOLDS, Holds.SLIPPING, Holds.LOST],
        label="Does it still hold?",
        noun="whether it still holds",
    )
    shown_by = LongTextField(
        label="What shows it?",
        help_text="For example: a figure with its month, an audit, or what families say. "
        "Advisers see these words.",
        max_length=2000,
        rows=4,
        noun="what shows it",
    )
    looked_on = DateField(label="When did you look?", noun="the day on which you looked")

    def __init__(self, data: Data = None, *, row: Strength, today: date) -> None:
        super().__init__(data, row=row)
        self.initial["looked_on"] = today

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Strength)
        return {"holds": row.holds, "shown_by": row.shown_by, "looked_on": row.looked_on}
