"""Forms of an area's own templates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField, Field

from reviews.duties import DUTIES
from reviews.models import OwnTemplate
from reviews.starting import RegimeTemplate, TemplateClause
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import IntegerField, LongTextField, SelectField, TextField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None

SPARE = 3
"""Empty paragraphs at the end, to be filled in."""
ASKED = ("paragraph", "title", "kind", "months")
NO_DUTY = "no-duty"


class CopyForm(GovukForm):
    """Give the copy of a template its name."""

    name = TextField(
        max_length=120, label="What is your template called?", noun="what it is called"
    )

    def __init__(self, data: Data = None, *, template: RegimeTemplate) -> None:
        super().__init__(data, initial={"name": f"{template.name}, our way"})


@dataclass(frozen=True)
class ClauseRow:
    title: str
    fields: list[BoundField]

    @property
    def is_open(self) -> bool:
        return any(bound.errors for bound in self.fields)


def _kinds() -> list[tuple[str, str]]:
    """By the names of their kinds, as words: what judges a paragraph."""
    words = {kind: kind.replace("-", " ").capitalize() for kind in sorted(DUTIES)}
    return [(NO_DUTY, "Sets no duty"), *((k, w) for k, w in words.items() if k != NO_DUTY)]


class TemplateForm(EditForm):
    """Change an area's own template."""

    name = TextField(max_length=120, label="What is it called?", noun="what it is called")
    about = LongTextField(
        max_length=400, rows=2, required=False, label="About it (optional)", noun="the text"
    )
    issued_by = TextField(max_length=160, label="Who issues it?", noun="who issues it")
    horizons = TextField(
        required=False,
        max_length=60,
        width=20,
        label="Target horizons in months (optional)",
        help_text="The earliest first, such as 3, 6, 12, 24.",
        noun="the horizons",
    )
    report_every_months = IntegerField(
        required=False,
        min_value=1,
        max_value=24,
        width=3,
        label="Months between reports (optional)",
        noun="the months between reports",
    )
    areas = LongTextField(
        lets_few_stand="the areas of weakness that Notices list",
        required=False,
        max_length=8000,
        rows=5,
        label="Areas that it usually lists (optional)",
        help_text="One on each line, beginning with its letter or number: “a. A lack of capacity”.",
        noun="the areas",
    )
    reason = LongTextField(
        max_length=600,
        rows=2,
        label="Why are you changing it?",
        help_text="Kept with the change.",
        noun="why you are changing it",
    )

    def __init__(self, data: Data = None, *, row: OwnTemplate) -> None:
        super().__init__(data, row=row)
        self.rows = len(row.clauses) + SPARE
        for place in range(self.rows):
            self._add(place, row.clauses[place] if place < len(row.clauses) else {})

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, OwnTemplate)
        months = ", ".join(str(each) for each in row.horizons)
        return {**super()._values(row), "horizons": months}

    def _add(self, place: int, clause: Mapping[str, Any]) -> None:
        paragraph = TextField(
            required=False, max_length=8, width=5, label="Paragraph", noun="the paragraph"
        )
        title = TextField(
            required=False, max_length=120, label="What it is about", noun="its title"
        )
        kind = SelectField(choices=_kinds(), label="How is it judged?", noun="how it is judged")
        months = IntegerField(
            required=False,
            min_value=1,
            max_value=24,
            width=3,
            label="Every how many months? (where its judging asks)",
            noun="the months",
        )
        parameters = clause.get("parameters", {})
        values = {**clause, "kind": clause.get("kind", NO_DUTY), "months": parameters.get("months")}
        questions: tuple[Field, ...] = (paragraph, title, kind, months)
        for name, question in zip(ASKED, questions, strict=True):
            self.fields[f"{name}_{place}"] = question
            self.initial[f"{name}_{place}"] = values.get(name)

    def main_fields(self) -> list[BoundField]:
        left_out = {"version", "reason"}
        own = [name for name in self.base_fields if name not in left_out]
        return [self[name] for name in own]

    def clause_rows(self) -> Iterator[ClauseRow]:
        for place in range(self.rows):
            paragraph = self.initial[f"paragraph_{place}"]
            title = f"{paragraph}: {self.initial[f'title_{place}']}" if paragraph else "One more"
            yield ClauseRow(title, [self[f"{name}_{place}"] for name in ASKED])

    def clean_horizons(self) -> list[int]:
        typed = self.cleaned_data["horizons"]
        parts = [part for part in re.split(r"[\s,;]+", typed) if part]
        if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
            raise ValidationError("Enter the horizons as numbers of months, such as 3, 6, 12, 24")
        return [int(part) for part in parts]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        found = []
        for place in range(self.rows):
            paragraph, title, kind, months = (told.pop(f"{name}_{place}", None) for name in ASKED)
            if paragraph and not title:
                self.add_error(f"title_{place}", "Enter what the paragraph is about")
            elif paragraph and kind:
                found.append(TemplateClause(paragraph, title, kind, self._set(place, kind, months)))
        told["clauses"] = found
        return told

    def _set(self, place: int, kind: str, months: int | None) -> dict[str, Any]:
        """The parameters of a paragraph: those that its kind knows, with the months typed."""
        assert isinstance(self.row, OwnTemplate)
        known = {field.name for field in fields(DUTIES[kind].parameters)}
        before = self.row.clauses[place] if place < len(self.row.clauses) else {}
        kept: dict[str, Any] = {}
        if before.get("kind") == kind:
            parameters: Any = before.get("parameters", {})
            kept = {name: value for name, value in parameters.items() if name != "months"}
        return {**kept, "months": months} if months and "months" in known else kept
