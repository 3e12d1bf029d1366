"""Forms of a closure: what becomes of actions, what is written, and the document that closes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from plans.forms.fields import offer
from plans.forms.regimes import AuthorityFields
from plans.models import Action, Closure, Outcome
from plans.queries.closure import outcomes_to_move_to
from plans.states import DispositionKind
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
)
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None


class ActionsField(ModelCheckboxesField):
    """Actions by reference and title."""

    def label_from_instance(self, action: Action) -> str:
        return f"{action.ref} {action.title}"


class OutcomeField(ModelSelectField):
    """An outcome, with the plan that it belongs to."""

    def label_from_instance(self, outcome: Outcome) -> str:
        return f"{outcome.area.regime}: {outcome.ref} {outcome.statement}"


class SeenField(forms.CharField):
    """The decisions that the form was opened with, hidden in it: "12:1 14:2", the action and the
    version of its decision. What says something else counts as having seen none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> dict[int, int]:
        pairs = (each.partition(":") for each in str(value or "").split())
        return {
            int(action): int(version)
            for action, _, version in pairs
            if action.isdecimal() and version.isdecimal() and len(action + version) < 20
        }


def _seen(closure: Closure) -> str:
    rows = closure.dispositions.order_by("action").values_list("action", "version")
    return " ".join(f"{action}:{version}" for action, version in rows)


class DisposeForm(GovukForm):
    """What becomes of some of the actions; many at once."""

    actions = ActionsField(queryset=None, label="Which actions?", noun="at least one action")
    kind = RadiosField(
        choices=DispositionKind.choices,
        label="What becomes of them?",
        noun="what becomes of them",
        reveals={
            DispositionKind.EMBEDDED: ["embedded_words"],
            DispositionKind.WATCHED: ["watched_words"],
            DispositionKind.MOVED: ["to_outcome"],
            DispositionKind.STOPPED: ["stopped_words"],
        },
    )
    embedded_words = LongTextField(
        max_length=1000, rows=3, label="What shows that it holds?", noun="what shows that it holds"
    )
    watched_words = LongTextField(
        max_length=1000, rows=3, label="Who keeps watching it, and how?", noun="who watches it"
    )
    to_outcome = OutcomeField(
        queryset=None,
        label="Which outcome takes them over?",
        empty_label="Choose one",
        noun="the outcome that takes them over",
    )
    stopped_words = LongTextField(
        max_length=1000, rows=3, label="Why does it stop?", noun="why it stops"
    )

    seen = SeenField()

    def __init__(self, data: Data = None, *, closure: Closure, only: list[Action]) -> None:
        super().__init__(data)
        self.closure = closure
        self.initial["seen"] = _seen(closure)
        rows = Action.objects.of(closure.local_area).in_regime(closure.regime).open()
        offer(
            self,
            actions=rows.order_by("area__position", "outcome__number", "pk"),
            to_outcome=outcomes_to_move_to(closure.regime),
        )
        self.initial["actions"] = [action.pk for action in only]

    def refuse(self, sentence: str, field: str | None) -> None:
        """Whoever reads why it was refused has seen the decisions as they are now."""
        super().refuse(sentence, field)
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["seen"] = _seen(self.closure)
        self.data = sent

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        words = [told.pop(f"{kind}_words", "") for kind in ("embedded", "watched", "stopped")]
        if "kind" in told:
            told["kind"] = DispositionKind(told["kind"])
        told["words"] = next((each for each in words if each), "")
        return told


class ClosureForm(EditForm):
    """What is written of the closure. Kept as it is, however much is still missing."""

    progress = LongTextField(
        required=False, max_length=8000, rows=6, label="What progress was made?", noun="progress"
    )
    benefits = LongTextField(
        required=False,
        max_length=8000,
        rows=6,
        label="What has it brought children, young people and families?",
        noun="benefits",
    )
    learning = LongTextField(
        required=False, max_length=8000, rows=6, label="What was learned?", noun="learning"
    )
    outstanding = LongTextField(
        required=False,
        max_length=8000,
        rows=4,
        label="What is still outstanding?",
        help_text="What has not been delivered yet, beside the actions that are moved.",
        noun="what is outstanding",
    )
    risks_words = LongTextField(
        required=False,
        max_length=4000,
        rows=4,
        label="What becomes of the open risks?",
        noun="what becomes of the risks",
    )
    log_words = LongTextField(
        required=False,
        max_length=4000,
        rows=4,
        label="What becomes of the open items of the action log?",
        noun="what becomes of the log",
    )


class CiteClosureForm(EditForm, AuthorityFields):
    """The document with which a regime in force is closed."""

    on = DateField(label="From which day is it closed?", noun="the day")
    field_order = ("on", *AuthorityFields.AUTHORITY)

    def __init__(self, data: Data = None, *, row: Closure) -> None:
        super().__init__(data, row=row)
        self.offer_documents(row.local_area)
        self.initial["on"] = row.ended_on


class ApproveClosureForm(EditForm):
    """One button."""
