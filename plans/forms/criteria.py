"""Forms about what success is judged by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import not_after, offer
from plans.forms.planned import PieceField
from plans.models import SuccessCriterion
from plans.models.criterion import MOST_WORDS, CriterionResult
from plans.models.evidence import EvidenceQuerySet
from plans.policies.criteria import Party
from plans.queries.posts import accountable_posts
from plans.queries.requests import organisations_to_ask
from plans.states import VoiceGroup
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    SelectField,
    StatusField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked
from sendtrack.organisations.models import LocalArea
from sendtrack.sources.models import SourceDocument

Data = Mapping[str, Any] | None


class CriterionForm(GovukForm):
    """Propose what success looks like."""

    words = LongTextField(
        label="What will be different when this area has improved?",
        help_text="Something that children, families or staff would notice, and that can be "
        "judged. For example: nine in ten families say that they were heard.",
        max_length=MOST_WORDS,
        rows=3,
        noun="what will be different",
    )


class CriterionEditForm(EditForm, CriterionForm):
    """Put other words in their place."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = ("words", "reason")


def parties(area: LocalArea, on: date) -> dict[str, Party]:
    """Who may agree, by the key of the option: groups of people, partners, posts. Two queries."""
    groups = {f"group-{group.value}": Party(group=group) for group in VoiceGroup}
    bodies = {
        f"organisation-{body.pk}": Party(organisation=body)
        for body in organisations_to_ask(area, on)
    }
    posts = {f"post-{post.pk}": Party(post=post) for post in accountable_posts(area, on)}
    return {**bodies, **groups, **posts}


class AgreeForm(EditForm):
    """Who agreed, when, and where that was."""

    party = SelectField(
        label="Who agreed?",
        help_text="An organisation, a group of people, or one post.",
        noun="who agreed",
    )
    agreed_on = DateField(label="On which day?", noun="the day it was agreed")
    agreed_at = TextField(
        required=False,
        label="At which meeting, or where in the document?",
        help_text="For example: improvement board, or paragraph 4.2.",
        max_length=200,
        noun="the meeting",
    )
    document = ModelSelectField(
        queryset=None,
        required=False,
        label="Document that says so (optional)",
        empty_label="No document",
        noun="the document",
    )

    def __init__(self, data: Data = None, *, row: SuccessCriterion, on: date) -> None:
        self.today = on
        super().__init__(data, row=row)
        self.parties = parties(row.local_area, on)
        field = self.fields["party"]
        assert isinstance(field, SelectField)
        named = [(key, party.words) for key, party in self.parties.items()]
        field.choices = [("", "Choose one"), *named]
        documents = SourceDocument.objects.of(row.local_area)
        offer(self, document=documents.order_by("-dated_on", "title"))

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}

    def clean_party(self) -> Party:
        return self.parties[self.cleaned_data["party"]]

    def clean_agreed_on(self) -> date:
        day = self.cleaned_data["agreed_on"]
        return not_after(day, self.today, what="The day it was agreed")


class JudgeForm(EditForm):
    """Whether it is met, why, and what shows it."""

    result = StatusField(
        [result.value for result in reversed(CriterionResult)],
        label="Is it met?",
        noun="whether it is met",
    )
    because = LongTextField(
        label="Why do you judge it so?",
        max_length=1000,
        rows=3,
        noun="why you judge it so",
    )
    evidence = PieceField(
        queryset=None,
        required=False,
        label="Evidence that shows it",
        help_text="Needed where it is met.",
        empty_label="No evidence",
        noun="the evidence",
    )
    judged_on = DateField(label="Day of the judgement", noun="the day of the judgement")

    def __init__(
        self, data: Data = None, *, row: SuccessCriterion, on: date, pieces: EvidenceQuerySet
    ) -> None:
        self.today = on
        super().__init__(data, row=row)
        offer(self, evidence=pieces)

    def _values(self, row: Tracked) -> dict[str, Any]:
        assert isinstance(row, SuccessCriterion)
        if row.judged_on is None:
            return {"version": row.version}
        return {**super()._values(row), "because": row.judged_because}

    def clean_judged_on(self) -> date:
        day = self.cleaned_data["judged_on"]
        return not_after(day, self.today, what="The day of the judgement")


class DropForm(EditForm):
    """Why success is judged by it no more."""

    because = LongTextField(
        label="Why is it dropped?",
        help_text="Who agreed to it stays on record. Kept with the change.",
        max_length=600,
        rows=3,
        noun="why it is dropped",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
