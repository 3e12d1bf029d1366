"""The form by which somebody says that they looked at the data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from boards.queries.looks import OPEN_MONTHS, months_until
from plans.models import Regime
from sendtrack.govuk.fields import LongTextField, RadiosField
from sendtrack.govuk.forms import GovukForm
from sendtrack.periods import day_in_words

Data = Mapping[str, Any] | None


class LookForm(GovukForm):
    """What one noticed in the data of a month."""

    data_to = RadiosField(label="Up to which day did you look?", choices=(), noun="up to which day")
    noticed = LongTextField(
        label="What did you notice?",
        help_text="What surprised you, what got better or worse. If nothing stood out, say what "
        "you checked. Name no child.",
        max_length=1500,
        rows=4,
        noun="what you noticed",
    )
    follows = LongTextField(
        label="What follows from it? (optional)",
        help_text="For example: a question for the next meeting.",
        max_length=1000,
        rows=2,
        required=False,
        noun="what follows from it",
    )

    def __init__(self, data: Data = None, *, regime: Regime, on: date) -> None:
        months = months_until(regime, on, OPEN_MONTHS)
        super().__init__(data, initial={"data_to": months[0].isoformat()} if months else {})
        asked: Any = self.fields["data_to"]
        asked.choices = [(month.isoformat(), day_in_words(month)) for month in months]

    def clean_data_to(self) -> date:
        return date.fromisoformat(self.cleaned_data["data_to"])
