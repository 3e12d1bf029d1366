"""The form by which somebody stands for the figures."""

from collections.abc import Mapping
from typing import Any

from sendtrack.govuk.fields import LongTextField, RadiosField
from sendtrack.govuk.forms import GovukForm


class DataStatementForm(GovukForm):
    """Whether the figures are complete and up to date."""

    is_complete = RadiosField(
        label="Are the figures complete and up to date?",
        choices=[
            ("yes", "Yes, as far as anybody can know today"),
            ("no", "No, something is missing, late or not sure"),
        ],
        reveals={"no": ["lacks"]},
        error_messages={"required": "Say whether the figures are complete and up to date"},
    )
    lacks = LongTextField(
        label="What is missing, late or not sure?",
        help_text="Which measures, why, and when it will be put right.",
        max_length=1000,
        rows=3,
        required=False,
        noun="what is missing",
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)

    def clean(self) -> None:
        super().clean()
        if "is_complete" in self.cleaned_data:
            self.cleaned_data["is_complete"] = self.cleaned_data["is_complete"] == "yes"


__all__ = ["DataStatementForm"]
