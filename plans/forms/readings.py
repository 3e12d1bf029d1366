"""Forms of figures: one period of a measure."""

from collections.abc import Mapping
from typing import Any

from plans.forms.few import WarnsOfFew
from plans.measuring.words import ABSENCE_MEANING, DIVIDED, Absence, Finality
from plans.models import Definition, Reading
from sendtrack.editing import EditForm
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

    numerator = DecimalField(label="What was counted", required=False, noun="what was counted")
    denominator = DecimalField(label="Out of", required=False, noun="what it is out of")
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


class ReadingForm(WarnsOfFew, FigureFields):
    """The figure of one period. It opens with what stands there already."""

    reason = LongTextField(
        label="Why does it change?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why it changes",
    )

    few_are_told_in = ("note", "reason")

    def __init__(self, data: Data = None, *, row: Reading, definition: Definition) -> None:
        super().__init__(data, row=row)
        if row.pk is None:
            del self.fields["reason"]
            self.fields["finality"].choices = [
                choice for choice in Finality.choices if choice[0] != Finality.REVISED
            ]
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
