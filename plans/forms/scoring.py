"""The form of how an area scores its risks."""

from collections.abc import Iterator
from typing import Any

from django.forms import BoundField

from plans.models.scoring import HIGHEST
from plans.states import RiskBand
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import IntegerField, LongTextField, TextField


def _word(label: str, noun: str) -> TextField:
    return TextField(max_length=80, label=label, noun=noun, width=20)


def _name(usual: str) -> TextField:
    return TextField(
        max_length=30, label=f"Name of the level “{usual}”", noun="the name of the level", width=20
    )


def _score(label: str, help_text: str = "") -> IntegerField:
    return IntegerField(
        min_value=1, max_value=HIGHEST, label=label, help_text=help_text, noun="the score", width=3
    )


def _months(usual: str) -> IntegerField:
    return IntegerField(
        min_value=1,
        max_value=12,
        label=f"Months between reviews: {usual}",
        noun=f"the months between reviews of a {usual} risk",
        width=3,
    )


class ScoringForm(EditForm):
    """Words, levels, review rule and appetite."""

    likelihood_1 = _word("Likelihood 1", "likelihood 1")
    likelihood_2 = _word("Likelihood 2", "likelihood 2")
    likelihood_3 = _word("Likelihood 3", "likelihood 3")
    likelihood_4 = _word("Likelihood 4", "likelihood 4")
    likelihood_5 = _word("Likelihood 5", "likelihood 5")
    impact_1 = _word("Impact 1", "impact 1")
    impact_2 = _word("Impact 2", "impact 2")
    impact_3 = _word("Impact 3", "impact 3")
    impact_4 = _word("Impact 4", "impact 4")
    impact_5 = _word("Impact 5", "impact 5")
    low_name = _name("low")
    moderate_name = _name("moderate")
    moderate_from = _score("Starts at a score of", "The moderate level.")
    high_name = _name("high")
    high_from = _score("Starts at a score of", "The high level.")
    very_high_name = _name("very high")
    very_high_from = _score("Starts at a score of", "The very high level, up to 25.")
    low_months = _months("low")
    moderate_months = _months("moderate")
    high_months = _months("high")
    very_high_months = _months("very high")
    escalate_from = _score(
        "Above appetite from a score of", "Such a risk is shown to the board with the reason."
    )
    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change. Name the council's policy where there is one.",
        max_length=600,
        rows=3,
        noun="why you are changing it",
    )

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The questions under their headings."""
        headings: dict[str, list[str]] = {
            "What the likelihoods are called": [f"likelihood_{n}" for n in range(1, 6)],
            "What the impacts are called": [f"impact_{n}" for n in range(1, 6)],
            "Levels": [
                name
                for band in RiskBand
                for name in (f"{band}_name", f"{band}_from")
                if name in self.fields
            ],
            "How often a risk is reviewed": [f"{band}_months" for band in RiskBand],
            "Appetite": ["escalate_from"],
            "The change": ["reason"],
        }
        for heading, names in headings.items():
            yield heading, [self[name] for name in names]

    def _values(self, row: Any) -> dict[str, Any]:
        return {**super()._values(row), "version": row.version}
