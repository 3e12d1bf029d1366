"""A warning where somebody writes of a few children."""

from collections.abc import Mapping
from typing import Any

from plans.statistics.disclosure import small_numbers_in
from sendtrack.govuk.fields import TickField
from sendtrack.govuk.forms import GovukForm


class WarnsOfFew(GovukForm):
    """Words that count a few children come back once: everybody who may open the page reads them.

    `few_are_told_in` names the questions. The box to let them stand is there only then.
    """

    few_are_told_in: tuple[str, ...] = ()

    few_may_stand = TickField(
        label="The words may stand: they give nobody away",
        required=False,
        noun="that the words may stand",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.told_of_few = {} if data is None else self._few_told(data)
        if not self.told_of_few:
            del self.fields["few_may_stand"]

    def _few_told(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        """By question: what is written there of a few."""
        return {
            name: found
            for name in self.few_are_told_in
            if (found := small_numbers_in(str(data.get(self.add_prefix(name), ""))))
        }

    def clean(self) -> None:
        super().clean()
        if self.told_of_few and not self.cleaned_data.pop("few_may_stand", False):
            for name, found in self.told_of_few.items():
                told = ", ".join(f"“{phrase}”" for phrase in found)
                self.add_error(
                    name,
                    f"{told} tells of a few children, and everybody who opens the page reads it. "
                    "Write it without the number, or tick the box if it gives nobody away",
                )
