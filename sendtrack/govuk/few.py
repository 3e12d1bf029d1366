"""A warning where somebody writes of a few children: every form with room for prose has it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sendtrack.govuk.fields import LongTextField
from sendtrack.privacy.few import small_numbers_in

MAY_STAND = "few_may_stand"
"""The box that lets the words stand. It comes with the warning, under the last question told of."""


class WarnsOfFew(forms.BaseForm):
    """Words that count a few children come back once: everybody who may open the page reads them.

    Looked at is every field of several lines that gives no reason to be left alone, and those of
    one line that `few_are_told_in` names. Words that stand already are not asked about again.
    """

    few_are_told_in: tuple[str, ...] = ()
    _told_of_few: dict[str, list[str]] | None = None

    @property
    def told_of_few(self) -> dict[str, list[str]]:
        """By question, in the order of the form: what is written there of a few."""
        return (self._told_of_few or {}) if self.errors is not None else {}

    @property
    def asked_of_few_at(self) -> str:
        """The question under which the box stands; "" where nothing is told of a few."""
        told = self.told_of_few
        return next((name for name in reversed(list(self.fields)) if name in told), "")

    @property
    def few_may_stand(self) -> bool:
        return self.add_prefix(MAY_STAND) in self.data

    def full_clean(self) -> None:
        super().full_clean()
        self._told_of_few = {}
        if not hasattr(self, "cleaned_data") or (self.empty_permitted and not self.has_changed()):
            return
        self._told_of_few = self._few_told(self.data)
        if self.few_may_stand:
            return
        for name, found in self._told_of_few.items():
            told = ", ".join(f"“{phrase}”" for phrase in found)
            self.add_error(
                name,
                f"{told} tells of a few children, and everybody who opens the page reads it. "
                "Write it without the number, or tick the box if it gives nobody away",
            )

    def _few_told(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        return {
            name: found
            for name, field in self.fields.items()
            if name in self.few_are_told_in
            or (isinstance(field, LongTextField) and not field.lets_few_stand)
            if (text := str(self.cleaned_data.get(name) or ""))
            if (found := small_numbers_in(text)) and not self._stands(name, text)
        }

    def _stands(self, name: str, text: str) -> bool:
        """Whether the record says so already."""
        return False
