"""Forms about which measure counts a target."""

from collections.abc import Mapping
from typing import Any

from plans.forms.charts import WhyField
from plans.forms.fields import offer
from plans.models import Measure, Target
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import ModelSelectField

Data = Mapping[str, Any] | None


class CountForm(EditForm):
    """Choose the measure that counts a target."""

    measure = ModelSelectField(
        queryset=None,
        label="Which measure counts it?",
        help_text="The target becomes a point of its trajectory.",
        empty_label="Choose one",
        noun="the measure that counts it",
    )
    reason = WhyField()

    def __init__(self, data: Data = None, *, row: Target) -> None:
        super().__init__(data, row=row)
        measures = Measure.objects.of(row.local_area).in_use().order_by("pk")
        offer(self, measure=measures)


class StopCountingForm(EditForm):
    """Let no measure count a target."""

    reason = WhyField()
