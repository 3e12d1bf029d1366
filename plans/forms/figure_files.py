"""The forms by which many figures come in at once: as a file, or as rows that were copied."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict

from sendtrack.govuk.fields import DateField, FileField, LongTextField, TextField
from sendtrack.govuk.forms import GovukForm

Data = Mapping[str, Any] | None


class SourceFields(GovukForm):
    """Where the figures come from whose row does not say."""

    few_are_told_in = ("source",)

    source = TextField(
        label="Where the figures come from",
        help_text="For rows that do not say it themselves.",
        max_length=200,
        noun="where the figures come from",
    )
    source_on = DateField(label="The source is of", noun="the day the source is of")


class FigureFileForm(SourceFields):
    """Bring a file of figures in."""

    upload = FileField(
        label="The file",
        help_text="Excel (XLSX), OpenDocument (ODS) or CSV, with a row of headings.",
        noun="the file",
    )
    field_order = ["upload", "source", "source_on"]

    def __init__(
        self,
        data: Data = None,
        files: "MultiValueDict[str, Any] | None" = None,
        *,
        on: date,
    ) -> None:
        super().__init__(data, files, initial={"source_on": on})


class ApplyForm(GovukForm):
    """What is said when the figures of a file are taken over."""

    reason = LongTextField(
        label="Why do figures change?",
        help_text="Kept with each figure that takes the place of another.",
        max_length=600,
        rows=2,
        required=False,
        noun="why figures change",
    )
    note = LongTextField(
        label="Why are the unlikely ones right?",
        help_text="Kept with each of them whose row says nothing itself.",
        max_length=600,
        rows=2,
        required=False,
        noun="why they are right",
    )


class PasteForm(SourceFields):
    """Rows that were copied from a spreadsheet."""

    rows = LongTextField(
        lets_few_stand="judged row by row when they are compared",
        label="The rows",
        help_text="Copy them in the spreadsheet and paste them here: measure, period and figure; "
        "or measure, period, what was counted and out of how many. With a row of headings the "
        "columns may stand in any order.",
        max_length=40_000,
        rows=12,
        noun="the rows",
    )
    field_order = ["rows", "source", "source_on"]

    def __init__(self, data: Data = None, *, on: date) -> None:
        super().__init__(data, initial={"source_on": on})
