"""What is asked of a decision (which of several statements the record shows, and why), and of a
fact with its citation."""

from typing import Any

from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import Fact, FactKind, Relation, SourceDocument
from sendtrack.sources.policies import Stated

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


def _number(label: str, noun: str, **more: Any) -> DecimalField:
    return DecimalField(
        label=label, noun=noun, max_digits=14, decimal_places=2, required=False, width=10, **more
    )


class FactForm(GovukForm):
    """What a paragraph of a document states, in its words and in a form that can be compared."""

    document = ModelSelectField(
        queryset=None, label="Which document?", empty_label="Choose one", noun="the document"
    )
    paragraph = TextField(
        label="Which paragraph?",
        help_text="As the document names it, for example: paragraph 4(b).",
        max_length=60,
        noun="the paragraph",
    )
    words = LongTextField(
        lets_few_stand="the words of a document, as they stand there",
        label="Its words, as they stand",
        help_text="Leave empty where this paragraph is quoted in the record already.",
        max_length=4000,
        rows=4,
        required=False,
        noun="the words",
    )
    statement = TextField(
        label="What is stated?",
        help_text="In a few words, for example: children in care.",
        max_length=300,
        noun="what is stated",
    )
    value = TextField(
        label="What does the document say of it?",
        help_text="As it stands there: 24, “by the end of March”.",
        max_length=200,
        noun="what the document says of it",
    )
    about = TextField(
        label="What is it compared by?",
        help_text="The same words for the same thing in every document, like “Children in care: "
        "how many”.",
        max_length=200,
        noun="what it is compared by",
    )
    kind = RadiosField(
        label="What kind of fact is it?",
        choices=FactKind.choices,
        reveals={
            FactKind.DAY: ["earliest", "latest"],
            FactKind.COUNT: ["count"],
            FactKind.PERCENTAGE: ["percentage"],
            FactKind.MONTHS: ["months"],
        },
        noun="the kind of fact",
    )
    earliest = DateField(label="Day, or first day of the time", required=False, noun="the day")
    latest = DateField(label="Last day (optional)", required=False, noun="the last day")
    count = _number("How many?", "the count")
    percentage = _number("What percentage?", "the percentage")
    months = _number("How many months?", "the months")
    number_as_at = DateField(
        label="Of which day is the figure? (optional)", required=False, noun="the day"
    )
    relation = SelectField(
        label="Does it claim something of another fact? (optional)",
        choices=[("", "No"), *Relation.choices],
        required=False,
        noun="the claim",
    )
    related_to = TextField(
        label="Of what? (optional)",
        help_text="What the other fact is compared by.",
        max_length=200,
        required=False,
        noun="what the claim is about",
    )
    whole = TextField(
        label="Of what whole is it the share? (optional)",
        max_length=200,
        required=False,
        noun="the whole",
    )
    relation_number = _number(
        "Number of the claim (optional)",
        "the number of the claim",
        help_text="How many months, or the figure it has risen or fallen from.",
    )
    folded = ("number_as_at", "relation", "related_to", "whole", "relation_number")

    def __init__(self, data: Any, *, area: LocalArea) -> None:
        super().__init__(data)
        field = self.fields["document"]
        assert isinstance(field, ModelSelectField)
        field.queryset = SourceDocument.objects.of(area).order_by("dated_on", "pk")

    def asked_first(self) -> list[Any]:
        return [bound for bound in self.top_fields() if bound.name not in self.folded]

    def asked_last(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name in self.folded]

    @property
    def opens_the_rest(self) -> bool:
        return any(self.errors.get(name) for name in self.folded)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.errors:
            return answers
        kind = FactKind(answers.pop("kind"))
        numbers = {name: answers.pop(name) for name in ("count", "percentage", "months")}
        relation = answers.pop("relation")
        answers["stated"] = Stated(
            kind=kind,
            number=numbers.get(kind),
            relation=Relation(relation) if relation else None,
            about=answers.pop("about"),
            earliest=answers.pop("earliest"),
            latest=answers.pop("latest"),
            number_as_at=answers.pop("number_as_at"),
            related_to=answers.pop("related_to"),
            whole=answers.pop("whole"),
            relation_number=answers.pop("relation_number"),
        )
        return answers


class RemoveFactForm(GovukForm):
    """Take away what was written down wrongly."""

    reason = LongTextField(
        label="Why is it taken away?",
        help_text="The history keeps the fact and the reason.",
        max_length=600,
        rows=3,
        noun="why it is taken away",
    )
