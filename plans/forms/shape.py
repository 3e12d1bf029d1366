"""Forms by which an area of weakness is split, merged, dropped, or called what a document says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BoundField

from plans.forms.fields import offer
from plans.forms.regimes import AuthorityFields
from plans.models import Action, AreaOfWeakness, Outcome, Risk
from plans.policies.shape import STAYS, Homes, Part, free_refs, key_of
from plans.queries.lineage import Holdings
from plans.states import Status
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    SelectField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import SourceDocument

Data = Mapping[str, Any] | None
Choices = Sequence[tuple[str, str]]

MOST_PARTS, FEWEST_PARTS = 4, 2


class AreasField(ModelCheckboxesField):
    """Any of a regime's areas, by letter and short title."""

    def label_from_instance(self, area: AreaOfWeakness) -> str:
        return f"({area.ref}) {area.short_title}"


def _reason(what: str) -> LongTextField:
    return LongTextField(
        label=f"Why is it {what}?",
        help_text="Kept with the change, and shown on the page of the area.",
        max_length=600,
        rows=3,
        noun="the reason",
    )


def _part(ref: str, *, required: bool) -> TextField:
    return TextField(
        label=f"New area ({ref})" + ("" if required else " (optional)"),
        help_text="What it is about, in a few words.",
        max_length=120,
        required=required,
        noun=f"what new area ({ref}) is about",
    )


class ChangesShape(EditForm, AuthorityFields):
    """What every change of an area's shape asks last: why, and by which document if by one."""

    demands_document = False

    def __init__(self, data: Data = None, *, row: AreaOfWeakness) -> None:
        super().__init__(data, row=row)
        self.offer_documents(row.local_area)
        document = self.fields["document"]
        document.label = "Document that says so (optional)"
        assert isinstance(document, ModelSelectField)
        document.empty_label = "No document: it is our own decision"
        self.fields["document_title"].label = "Or the title of another document"
        for name in ("paragraph", "words"):
            self.fields[name].required = False

    def part_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("part_")]

    def document_fields(self) -> list[BoundField]:
        return [self[name] for name in self.AUTHORITY]

    def names_a_document(self) -> bool:
        """Whether the questions about a document are open: something is typed there, or wrong."""
        return any(bound.errors or bound.value() for bound in self.document_fields())

    def other_fields(self) -> list[BoundField]:
        """What is asked of this one change: the areas it concerns, or where each thing goes."""
        known = {"version", "reason", *self.AUTHORITY}
        parts = {bound.name for bound in self.part_fields()}
        return [self[name] for name in self.fields if name not in known | parts]

    def _ask(self, before: Mapping[str, Any]) -> None:
        """Put questions in front of the others."""
        self.fields.update(before)
        last = [name for name in self.fields if name not in before]
        self.order_fields([*before, *last])


class Rehouses(ChangesShape):
    """Asks for each thing of the area which area takes it over."""

    def questions(self, held: Holdings, homes: Choices, *, stays: str = "") -> dict[str, Any]:
        asked: dict[str, Any] = {}
        for outcome in held.outcomes:
            done = all(_is_done(action) for action in outcome.actions.all())
            asked[key_of(outcome)] = _home(
                f"Outcome {outcome.ref}: {outcome.statement}",
                _actions(len(outcome.actions.all())),
                [*homes, (STAYS, stays)] if stays and done else homes,
                what=outcome.ref,
                starts_empty=not (stays and done),
            )
        for action in held.loose:
            done = bool(stays) and _is_done(action)
            asked[key_of(action)] = _home(
                f"Action {action.ref}: {action.title}",
                "A document states it, without an outcome.",
                [*homes, (STAYS, stays)] if done else homes,
                what=action.ref,
                starts_empty=not done,
            )
        for risk in held.risks:
            whole = [(STAYS, "The whole plan")] if stays else []
            asked[key_of(risk)] = _home(
                f"Risk {risk.ref}: {risk.event}",
                "",
                [*homes, *whole],
                what=risk.ref,
                starts_empty=not stays,
            )
        asked["rest"] = _home(
            "Evidence and views heard that follow no action",
            f"{held.others} in all. Success criteria, settled risks and links go with them.",
            [*homes, (STAYS, stays)] if stays else homes,
            what="the other evidence and views",
            starts_empty=not stays,
        )
        return asked

    def taken(self, told: dict[str, Any]) -> Homes:
        """The homes that were chosen, taken out of the answers."""

        def of(kind: type) -> dict[int, str]:
            begin = f"{kind.__name__.lower()}_"
            names = [name for name in told if name.startswith(begin) and name in self.fields]
            return {int(name.removeprefix(begin)): told.pop(name) for name in names}

        return Homes(
            outcomes=of(Outcome), actions=of(Action), risks=of(Risk), rest=told.pop("rest")
        )


def _is_done(action: Action) -> bool:
    return action.status == Status.COMPLETE


def _actions(count: int) -> str:
    if not count:
        return "It has no action."
    return f"With its targets and {count} action{'s' if count > 1 else ''}."


def _home(label: str, hint: str, homes: Choices, *, what: str, starts_empty: bool) -> SelectField:
    return SelectField(
        label=label if len(label) <= 160 else f"{label[:159].rstrip()}…",
        help_text=hint,
        choices=[("", "Choose an area"), *homes] if starts_empty else homes,
        required=starts_empty,
        initial=None if starts_empty else STAYS,
        noun=f"which area takes over {what}",
    )


class SplitForm(Rehouses):
    """Put two or more areas in the place of one."""

    reason = _reason("split")

    def __init__(self, data: Data = None, *, row: AreaOfWeakness, held: Holdings) -> None:
        super().__init__(data, row=row)
        self.refs = free_refs(row.regime, MOST_PARTS)
        parts = {
            f"part_{number}": _part(ref, required=number <= FEWEST_PARTS)
            for number, ref in enumerate(self.refs, start=1)
        }
        homes = [(ref, f"New area ({ref})") for ref in self.refs]
        self._ask({**parts, **self.questions(held, homes)})

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.errors:
            return told
        titles = [told.pop(f"part_{number}") for number, _ in enumerate(self.refs, start=1)]
        pairs = zip(self.refs, titles, strict=True)
        told["parts"] = [Part(ref=ref, short_title=title) for ref, title in pairs if title]
        told["homes"] = self.taken(told)
        return told


class MergeForm(ChangesShape):
    """Put one area in the place of several."""

    others = AreasField(queryset=None, label="Merge it with", noun="the areas to merge it with")
    reason = _reason("merged")

    def __init__(self, data: Data = None, *, row: AreaOfWeakness) -> None:
        super().__init__(data, row=row)
        (self.ref,) = free_refs(row.regime, 1)
        others = row.regime.areas.standing().exclude(pk=row.pk)
        offer(self, others=others.order_by("position"))
        self._ask({"others": self.fields["others"], "part_1": _part(self.ref, required=True)})

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors:
            told["part"] = Part(ref=self.ref, short_title=told.pop("part_1"))
            told["others"] = list(told["others"])
        return told


class DropForm(Rehouses):
    """Take an area out of the plan."""

    reason = _reason("dropped")

    def __init__(self, data: Data = None, *, row: AreaOfWeakness, held: Holdings) -> None:
        super().__init__(data, row=row)
        others = row.regime.areas.standing().exclude(pk=row.pk).order_by("position")
        homes = [(each.ref, f"({each.ref}) {each.short_title}") for each in others]
        stays = f"Nobody: it stays with ({row.ref}), as settled"
        self._ask(self.questions(held, homes, stays=stays))

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors:
            told["homes"] = self.taken(told)
        return told


class LabelForm(GovukForm):
    """What a document calls an area."""

    document = ModelSelectField(
        queryset=None, label="Which document?", empty_label="Choose one", noun="the document"
    )
    label = TextField(
        label="What does it call the area?",
        help_text="Such as “Area Four”. Leave it empty to take a label away.",
        max_length=80,
        required=False,
        width=20,
        noun="what it calls the area",
    )

    def __init__(self, data: Data = None, *, area: LocalArea) -> None:
        super().__init__(data)
        offer(self, document=SourceDocument.objects.of(area).order_by("-dated_on", "title"))
