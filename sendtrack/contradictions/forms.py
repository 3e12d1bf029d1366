"""The question of a decision: which of several statements the record shows, and why."""

from typing import Any

from sendtrack.govuk.fields import LongTextField, RadiosField
from sendtrack.govuk.forms import GovukForm
from sendtrack.sources.models import Fact

ALL = "all"


class DecideForm(GovukForm):
    """Which statement is shown. None is removed: the others stay beside it."""

    shown = RadiosField(label="Which one does this record show?", noun="which one is shown")
    because = LongTextField(
        label="Why?",
        noun="the reason",
        max_length=1000,
        rows=3,
        help_text="Name the document that decides it, where there is one.",
    )

    def __init__(self, data: Any, *, facts: list[Fact]) -> None:
        super().__init__(data)
        self.facts = {fact.code: fact for fact in facts}
        field = self.fields["shown"]
        assert isinstance(field, RadiosField)
        field.choices = [
            *((fact.code, f"{fact.statement}: {fact.value}") for fact in facts),
            (ALL, "All of them: each with its document"),
        ]
        field.hints = {fact.code: str(fact.citation) for fact in facts}

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        return {
            "shown": self.facts.get(answers.get("shown", "")),
            "because": answers.get("because", ""),
        }
