"""Forms of regimes: the document that something rests on, how a regime ends, where a plan is."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from plans.changes import Authority
from plans.forms.fields import offer
from plans.models import Regime
from plans.states import REGIME_ENDS, REGIME_MOVES, RegimeState
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import SourceDocument

Data = Mapping[str, Any] | None

MEANING_OF_END = {
    RegimeState.SUPERSEDED: "A later regime, or a later judgement, took its place.",
    RegimeState.LIFTED: "The body that set it ended it, because enough was achieved.",
    RegimeState.CLOSED: "Its work is done and what was left has gone elsewhere.",
    RegimeState.ESCALATED: "The body that set it went on to a stronger step.",
}


class AuthorityFields(GovukForm):
    """A document that is here, or one that is named now, and the paragraph that says it."""

    document = ModelSelectField(
        queryset=None,
        required=False,
        label="Document",
        empty_label="Another one, named below",
        noun="the document",
    )
    document_title = TextField(
        required=False, max_length=200, label="Title of the other document", noun="its title"
    )
    document_issued_by = TextField(
        required=False, max_length=160, label="Who issued it", noun="who issued it"
    )
    document_dated_on = DateField(required=False, label="Its date", noun="its date")
    paragraph = TextField(
        max_length=60, label="Paragraph", help_text="Such as “paragraph 3” or “second paragraph”."
    )
    words = LongTextField(
        lets_few_stand="the words of a document, as they stand there",
        max_length=3000,
        rows=4,
        label="What it says",
        help_text="Word for word.",
        noun="what it says",
    )
    AUTHORITY = (
        "document",
        "document_title",
        "document_issued_by",
        "document_dated_on",
        "paragraph",
        "words",
    )
    demands_document = True
    """Whether the change rests on a document in any case."""

    def offer_documents(self, area: LocalArea) -> None:
        offer(self, document=SourceDocument.objects.of(area).order_by("-dated_on", "title"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.demands_document and not any(told.get(name) for name in self.AUTHORITY):
            if not self.errors:
                told["authority"] = None
                for name in self.AUTHORITY:
                    told.pop(name)
            return told
        for name, words in (("paragraph", "the paragraph"), ("words", "what it says")):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(f"Enter {words}"))
        if not told.get("document"):
            missing = {
                "document_title": "Enter the title of the document, or choose one that is here",
                "document_issued_by": "Enter who issued the document",
                "document_dated_on": "Enter the date of the document",
            }
            for name, words in missing.items():
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(words))
        if not self.errors:
            names = [name for name in self.AUTHORITY if name != "document"]
            values = {name.removeprefix("document_"): told.pop(name) for name in names}
            told["authority"] = Authority(document=told.pop("document"), **values)
        return told


class EndForm(EditForm, AuthorityFields):
    """How a regime ended, and the document that says so."""

    how = RadiosField(
        choices=[(end.value, end.label) for end in REGIME_ENDS],
        hints={end.value: words for end, words in MEANING_OF_END.items()},
        label="How did it end?",
        noun="how it ended",
    )
    on = DateField(label="On which day?", noun="the day")
    reason = LongTextField(
        max_length=600,
        rows=3,
        label="Why is it recorded now?",
        help_text="Kept with the change.",
        noun="why it is recorded now",
    )
    field_order = ("how", "on", *AuthorityFields.AUTHORITY, "reason")

    def __init__(self, data: Data = None, *, row: Regime) -> None:
        super().__init__(data, row=row)
        self.offer_documents(row.local_area)
        self.initial["document"] = None

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if "how" in told:
            told["how"] = RegimeState(told["how"])
        if not self.errors:
            told["words"] = ""
        return told

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Regime)
        return {"how": row.state, "on": row.ended_on}


class LeadForm(EditForm):
    """Let another regime lead."""

    reason = LongTextField(
        max_length=600,
        rows=3,
        label="Why does it lead from now on?",
        help_text="Such as the decision of the board. Kept with the change.",
        noun="why it leads from now on",
    )


class MoveForm(EditForm):
    """Where a plan that was asked for has got to."""

    to = RadiosField(choices=[], label="Where is the plan now?", noun="where the plan is")
    reason = LongTextField(
        max_length=600,
        rows=3,
        label="What has happened?",
        help_text="Such as who was sent the plan, and when. Kept with the change.",
        noun="what has happened",
    )

    def __init__(self, data: Data = None, *, row: Regime) -> None:
        super().__init__(data, row=row)
        moves = [to for to in RegimeState if to in REGIME_MOVES[RegimeState(row.state)]]
        field = self.fields["to"]
        assert isinstance(field, RadiosField)
        field.choices = [(to.value, to.label) for to in moves]

    def clean_to(self) -> RegimeState:
        return RegimeState(self.cleaned_data["to"])

    def _held_now(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, Regime)
        return {"to": row.state}
