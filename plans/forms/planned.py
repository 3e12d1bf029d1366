"""Forms about what is to be collected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.fields import PostField, offer
from plans.models import AreaOfWeakness, Evidence, Outcome, PlannedSource
from plans.models.evidence import EvidenceQuerySet
from plans.models.planned import MOST_MONTHS, SourceMethod
from plans.queries.posts import accountable_posts
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import (
    DateField,
    IntegerField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.govuk.tags.dates import short_day
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class OutcomeField(ModelSelectField):
    def label_from_instance(self, outcome: Outcome) -> str:
        return f"{outcome.ref} {outcome.statement}"


class PieceField(ModelSelectField):
    def label_from_instance(self, piece: Evidence) -> str:
        day = f" ({short_day(piece.dated_on)})" if piece.dated_on else ""
        return f"{piece.ref} {piece.title}{day}"


class SourceWords(GovukForm):
    """What is collected, by whom, and when."""

    what = TextField(
        label="What will be collected?",
        help_text="For example: what six families say of their last annual review.",
        max_length=200,
        noun="what will be collected",
    )
    method = RadiosField(label="How?", choices=SourceMethod.choices, noun="how it is collected")
    tells = LongTextField(
        label="What is it to tell?",
        help_text="What would be different for children, families or practice if the plan works.",
        max_length=1000,
        rows=3,
        noun="what it is to tell",
    )
    outcome = OutcomeField(
        queryset=None,
        required=False,
        label="Outcome it is about (optional)",
        empty_label="The whole area",
        noun="the outcome",
    )
    owner = PostField(
        queryset=None,
        required=False,
        label="Who collects it?",
        empty_label="Choose one",
        noun="who collects it",
    )
    next_due_on = DateField(label="Next by", noun="the day by which it is to come")
    every_months = IntegerField(
        label="Then every how many months? (leave empty if once)",
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        width=2,
        noun="how often",
    )

    def _offer(self, area: AreaOfWeakness, on: date, owner: Any = None) -> None:
        offer(self, outcome=area.outcomes.select_related("area").order_by("number"))
        offer(self, owner=accountable_posts(area.local_area, on, current=owner))


class SourceForm(SourceWords):
    """Plan something to collect for an area."""

    def __init__(self, data: Data = None, *, area: AreaOfWeakness, on: date) -> None:
        super().__init__(data)
        self._offer(area, on)


class SourceEditForm(EditForm, SourceWords):
    """Change what is collected, by whom or when."""

    reason = LongTextField(
        label="Why are you changing it?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why you are changing it",
    )
    field_order = (*SourceWords.base_fields, "reason")

    def __init__(self, data: Data = None, *, row: PlannedSource, on: date) -> None:
        super().__init__(data, row=row)
        self._offer(row.area, on, row.owner)


class CollectForm(EditForm):
    """Which piece of evidence came."""

    evidence = PieceField(
        queryset=None,
        label="Which piece of evidence came?",
        help_text="Its day counts as the day it came.",
        empty_label="Choose one",
        noun="the evidence",
    )

    def __init__(self, data: Data = None, *, row: PlannedSource, pieces: EvidenceQuerySet) -> None:
        super().__init__(data, row=row)
        offer(self, evidence=pieces)

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}


class StopForm(EditForm):
    """Why it is collected no more."""

    because = LongTextField(
        label="Why is it stopped?",
        help_text="What has come stays. Kept with the change.",
        max_length=600,
        rows=3,
        noun="why it is stopped",
    )

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
