"""Forms of figures: one period of a measure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.forms.doubts import AsksOfDoubts
from plans.forms.fields import NumberField
from plans.measuring.words import ABSENCE_MEANING, DIVIDED, Absence, Finality, Unit
from plans.models import Definition, Reading
from plans.policies.batches import UNANSWERED, Entered, Judged, judge_all
from plans.policies.readings import Figure
from plans.queries.alongside import Alongside
from plans.queries.entered import EnteredPoint
from sendtrack.editing import EditForm, KeptAnswers
from sendtrack.govuk.fields import (
    DateField,
    DecimalField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
)

Data = Mapping[str, Any] | None


class FigureFields(EditForm):
    """What was counted, or why there is none, and where it comes from."""

    few_are_told_in = ("source",)

    numerator = NumberField(label="What was counted", required=False, noun="what was counted")
    denominator = NumberField(label="Out of", required=False, noun="what it is out of")
    value = DecimalField(label="Figure", required=False, noun="the figure")
    absence = SelectField(
        choices=[("", "There is a figure"), *Absence.choices],
        label="Why there is none",
        required=False,
        noun="why there is none",
    )
    finality = RadiosField(choices=Finality.choices, label="How final is it?")
    source = TextField(
        label="Where it comes from",
        help_text="The report or system, such as “SEN2 return 2025” or “Case system, run 7”.",
        max_length=200,
        noun="where it comes from",
    )
    source_on = DateField(label="The source is of", noun="the day the source is of")
    note = LongTextField(
        label="What a reader must know of this figure",
        max_length=600,
        rows=2,
        required=False,
        noun="what a reader must know of this figure",
    )


class ReadingForm(AsksOfDoubts, FigureFields):
    """The figure of one period. It opens with what stands there already, and asks as the page of
    many figures does where a figure is unlikely."""

    reason = LongTextField(
        label="Why does it change?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why it changes",
    )

    def __init__(
        self, data: Data = None, *, row: Reading, point: EnteredPoint, beside: Alongside, on: date
    ) -> None:
        super().__init__(data, row=row)
        self.series = beside.series[point.definition.measure_id]
        self.point, self.beside, self.on = point, beside, on
        self.hints: list[str] = []
        self._put_questions(point.definition)
        if row.pk is None:
            del self.fields["reason"]
            self.fields["finality"].choices = [
                choice for choice in Finality.choices if choice[0] != Finality.REVISED
            ]

    def _put_questions(self, definition: Definition) -> None:
        if definition.unit != Unit.PERCENT:
            self.fields["value"] = NumberField(label="Figure", required=False, noun="the figure")
        if definition.unit in DIVIDED:
            self.fields["numerator"].help_text = definition.numerator
            self.fields["denominator"].help_text = definition.denominator
            self.fields[
                "value"
            ].help_text = (
                "Only where the source gives no parts. It is worked out from them otherwise."
            )
        else:
            del self.fields["numerator"], self.fields["denominator"]
            self.fields["value"].help_text = definition.numerator
        self.fields["absence"].help_text = "Empty is not nought. " + " ".join(
            f"{reason.label}: {ABSENCE_MEANING[reason]}"
            for reason in (Absence.NOT_PRODUCED, Absence.NOT_SENT)
        )

    def clean(self) -> None:
        super().clean()
        if self.errors or isinstance(self.data, KeptAnswers):
            return
        judged = self._judged()
        self.hints = [hint.sentence for hint in judged.hints]
        if self.hints and not self.were_shown(judged):
            self.add_error("note", UNLIKELY)
        elif judged.is_unanswered:
            self.add_error("note", UNANSWERED)
        self.cleaned_data.pop("seen", None)

    def _judged(self) -> Judged:
        """The figure as it would be kept. What stands against it is said where it is saved."""
        said, series = self.cleaned_data, self.series
        entered = Entered(
            series=series,
            period=self.point.period,
            figure=Figure(
                value=said.get("value"),
                numerator=said.get("numerator"),
                denominator=said.get("denominator"),
                absence=said["absence"],
            ),
            finality=said["finality"],
            source=said["source"],
            source_on=said["source_on"],
            note=said["note"],
        )
        [judged] = judge_all([entered], on=self.on, beside=self.beside)
        return judged


UNLIKELY = "Put the figure right, or say here why it is right all the same and save again"


class RemoveForm(EditForm):
    """Take out what was entered by mistake."""

    reason = LongTextField(
        label="Why is it taken out?",
        help_text="Kept with the figure's history.",
        max_length=600,
        rows=3,
        noun="why it is taken out",
    )


class BaselineForm(EditForm):
    """Count progress from this figure on."""

    reason = LongTextField(
        label="Why is this the baseline?",
        help_text="Such as “agreed with the board on 7 October 2026”.",
        max_length=600,
        rows=3,
        noun="why this is the baseline",
    )
