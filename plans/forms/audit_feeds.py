"""Forms that let a measure count audits."""

from collections.abc import Mapping
from typing import Any

from plans.forms.fields import offer
from plans.measuring.audits import OVERALL
from plans.models import AuditFeed, AuditTool, Measure
from plans.queries.audit_feeds import Feeding
from sendtrack.editing import EditForm
from sendtrack.govuk.fields import LongTextField, ModelSelectField, RadiosField, TickField
from sendtrack.govuk.forms import GovukForm
from sendtrack.history import Tracked

Data = Mapping[str, Any] | None


class CountForm(GovukForm):
    """What of the audits is counted, and in which measure."""

    counts = RadiosField(label="What is counted?", choices=[], noun="what is counted")
    measure = ModelSelectField(
        queryset=None,
        label="In which measure?",
        help_text="A percentage of a month, quarter, term or year.",
        empty_label="Choose one",
        noun="the measure",
    )
    is_meant = TickField(
        label="Its figures come from audits from now on",
        help_text="Only where the measure says that they come from elsewhere.",
        required=False,
    )

    def __init__(self, data: Data = None, *, tool: AuditTool) -> None:
        super().__init__(data)
        field = self.fields["counts"]
        assert isinstance(field, RadiosField)
        field.choices = [
            (OVERALL, f"Overall grade: {tool.good_in_words}"),
            *((each.value, each.label) for each in tool.asks),
        ]
        used = Measure.objects.of(tool.local_area).in_use()
        offer(self, measure=used.filter(definitions__unit="percent").distinct().order_by("pk"))


class StopForm(EditForm):
    """Count no further rounds."""

    reason = LongTextField(
        label="Why are the audits no longer counted in it?",
        help_text="The figures that it has stay as they are.",
        max_length=600,
        rows=2,
        noun="why the audits are no longer counted in it",
    )

    def __init__(self, data: Data = None, *, row: AuditFeed) -> None:
        super().__init__(data, row=row)

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}


class EnterForm(EditForm):
    """Enter a round that is done, also in place of a figure that stands there."""

    reason = LongTextField(
        label="Why does it take the place of that figure?",
        help_text="Kept with the change.",
        max_length=600,
        rows=2,
        noun="why it takes the place of that figure",
    )

    def __init__(self, data: Data = None, *, feeding: Feeding) -> None:
        super().__init__(data, row=feeding.row)
        if feeding.reading is None:
            del self.fields["reason"]

    def _values(self, row: Tracked) -> dict[str, Any]:
        return {"version": row.version}
